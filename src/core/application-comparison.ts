import { canonicalEmail } from './email-address.ts';
import { isSameName, parseCompanyName } from './matching/company-name.ts';
import { parseCompanyNumbers } from './matching/company-number.ts';
import { foldText, squashText } from './matching/fold-text.ts';
import { comparePersons, parseFullName, parsePerson } from './matching/person-name.ts';
import { nationalNumber } from './matching/phone-number.ts';
import { parseAddress } from './matching/postal-address.ts';
import type { MatchRegistration } from './matching/types.ts';

/** A contact of the register with its persons, as it is compared with what was typed. */
export interface RegisterEntry {
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly town: string;
  readonly country: string;
  readonly phone: string;
  readonly email: string;
  readonly registrationNo: string;
  readonly vatNo: string;
  readonly language: string;
  readonly persons: readonly RegisterPerson[];
}
export interface RegisterPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

export type ComparedField = keyof MatchRegistration;
export interface ComparisonLine {
  readonly field: ComparedField;
  readonly typed: string;
  readonly register: string;
  readonly state: 'same' | 'missing' | 'different';
}

/**
 * What was typed beside what the register has, field by field; what was left empty is no line. Equal is what means the
 * same: legal forms, spaces and capitals of a name, the writing of a phone or company number (R11).
 */
export function compareWithRegister(typed: MatchRegistration, entry: RegisterEntry): ComparisonLine[] {
  const person = findPerson(typed, entry.persons) ?? entry.persons[0];
  const parts = splitName(person?.name ?? '');
  const register: Readonly<Record<ComparedField, string>> = {
    companyName: entry.name,
    firstName: parts.first,
    lastName: parts.last,
    // A person's own address or number may be the one that was typed; then that is what the register has.
    email: knownEmails(entry).find((known) => isSameEmail(known, typed.email)) ?? entry.email,
    phone: knownPhones(entry).find((known) => isSamePhone(known, typed.phone)) ?? entry.phone,
    street: entry.street,
    postcode: entry.postcode,
    town: entry.town,
    country: entry.country,
    registrationNo: entry.registrationNo,
    vatNo: entry.vatNo,
    language: entry.language,
  };
  const fields = Object.keys(register) as ComparedField[]; // keys of a total record
  return fields
    .filter((field) => typed[field].trim() !== '')
    .map((field) => ({
      field,
      typed: typed[field],
      register: register[field],
      state: isSame(field, typed, entry, register[field], person)
        ? 'same'
        : register[field].trim() === ''
          ? 'missing'
          : 'different',
    }));
}

/** The contact person who has the typed address, or else the typed name. */
export function findPerson<Person extends RegisterPerson>(
  typed: Pick<MatchRegistration, 'email' | 'firstName' | 'lastName'>,
  persons: readonly Person[],
): Person | undefined {
  const email = canonicalEmail(typed.email);
  const byEmail = persons.find((person) => email !== null && canonicalEmail(person.email) === email);
  if (byEmail !== undefined) return byEmail;
  return persons.find((person) => isSamePerson(typed, person));
}

function isSame(
  field: ComparedField,
  typed: MatchRegistration,
  entry: RegisterEntry,
  register: string,
  person: RegisterPerson | undefined,
): boolean {
  const value = typed[field];
  if (value.trim() === register.trim()) return true;
  switch (field) {
    case 'companyName':
      // Of a name without a word of its own, as “The”, only the text is left to compare.
      return isSameName(parseCompanyName(value), parseCompanyName(register)) || isSameText(value, register);
    case 'firstName':
    case 'lastName':
      return (person !== undefined && isSamePerson(typed, person)) || isSameText(value, register);
    case 'email':
      return isSameEmail(register, value);
    case 'phone':
      return isSamePhone(register, value);
    case 'street': {
      const a = parseAddress(value, '', '');
      const b = parseAddress(register, '', '');
      return (
        a.street === b.street && a.houseNumber === b.houseNumber && additionOf(value) === additionOf(register)
      );
    }
    case 'postcode':
      return parseAddress('', value, '').postcode === parseAddress('', register, '').postcode;
    case 'town':
      return parseAddress('', '', value).town === parseAddress('', '', register).town;
    case 'registrationNo': {
      const known = parseCompanyNumbers(register, '', entry.country).registration;
      const given = parseCompanyNumbers(value, '', typed.country).registration;
      return given.some((number) => known.includes(number)) || isSameNumber(value, register);
    }
    case 'vatNo': {
      const known = parseCompanyNumbers('', register, entry.country).vat;
      const given = parseCompanyNumbers('', value, typed.country).vat;
      return (given !== null && given === known) || isSameNumber(value, register);
    }
    case 'country':
    case 'language':
      return isSameText(value, register);
  }
}

function knownEmails(entry: RegisterEntry): string[] {
  return [entry.email, ...entry.persons.map(({ email }) => email)];
}

function knownPhones(entry: RegisterEntry): string[] {
  return [entry.phone, ...entry.persons.map(({ phone }) => phone)];
}

function isSameEmail(a: string, b: string): boolean {
  return canonicalEmail(a) !== null && canonicalEmail(a) === canonicalEmail(b);
}

function isSamePhone(a: string, b: string): boolean {
  return nationalNumber(a) !== null && nationalNumber(a) === nationalNumber(b);
}

/** What follows the house number: the `-2` of 275-2 tells two doors apart. */
function additionOf(street: string): string {
  return squashText(foldText(street).replace(/^\D*\d+/, ''));
}

function isSamePerson(
  typed: Pick<MatchRegistration, 'firstName' | 'lastName'>,
  person: RegisterPerson,
): boolean {
  const a = parsePerson(typed.firstName, typed.lastName);
  const b = parseFullName(person.name);
  if (a !== null && b !== null) return comparePersons(a, b) === 'same';
  return isSameText(`${typed.firstName} ${typed.lastName}`, person.name);
}

/** The same digits, whatever stands around them. */
function isSameNumber(a: string, b: string): boolean {
  const digits = a.replace(/\D/g, '');
  return (digits.length >= 5 && digits === b.replace(/\D/g, '')) || isSameText(a, b);
}

function isSameText(a: string, b: string): boolean {
  const folded = squashText(foldText(a));
  return folded !== '' && folded === squashText(foldText(b));
}

/** First word and the rest of a person's name, for showing beside what was typed in two fields. */
function splitName(name: string): { first: string; last: string } {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  return rest.length === 0 ? { first: '', last: first } : { first, last: rest.join(' ') };
}
