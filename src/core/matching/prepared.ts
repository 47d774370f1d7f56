import { canonicalEmail } from '../email-address.ts';
import { type CompanyName, parseCompanyName } from './company-name.ts';
import { type CompanyNumbers, parseCompanyNumbers } from './company-number.ts';
import { isFreeMailDomain } from './free-mail-domains.ts';
import { type PersonName, parseFullName, parsePerson } from './person-name.ts';
import { nationalNumber } from './phone-number.ts';
import { type PostalAddress, parseAddress } from './postal-address.ts';
import type { MatchContact, MatchRegistration } from './types.ts';

/** A contact or an application in the forms that are compared; made once, compared often. */
export interface Prepared {
  readonly name: CompanyName;
  readonly numbers: CompanyNumbers;
  /** Of an application at most one. */
  readonly persons: readonly PersonName[];
  /** Canonical addresses; of an application at most one. */
  readonly emails: readonly string[];
  /** Domains of these addresses that are not free-mail domains. */
  readonly ownDomains: readonly string[];
  readonly phones: readonly string[];
  readonly address: PostalAddress;
}

const preparedContacts = new WeakMap<MatchContact, Prepared>();

/** A contact in the forms that are compared. */
export function prepareContact(contact: MatchContact): Prepared {
  const known = preparedContacts.get(contact);
  if (known !== undefined) return known;
  const name = parseCompanyName(contact.name);
  const names = contact.persons.map((person) => person.name);
  if (!name.hasLegalForm && !names.includes(contact.name)) names.push(contact.name); // may be a private person
  const emails = canonical([contact.email, ...contact.persons.map((person) => person.email)]);
  const prepared: Prepared = {
    name,
    numbers: parseCompanyNumbers(contact.registrationNo ?? '', contact.vatNo ?? '', contact.country ?? ''),
    persons: names.map(parseFullName).filter((person) => person !== null),
    emails,
    ownDomains: ownDomains(emails),
    phones: phones([contact.phone, ...contact.persons.map((person) => person.phone)]),
    address: parseAddress(contact.street ?? '', contact.postcode ?? '', contact.town ?? ''),
  };
  preparedContacts.set(contact, prepared);
  return prepared;
}

/** An application in the forms that are compared. */
export function prepareRegistration(registration: MatchRegistration): Prepared {
  const person = parsePerson(registration.firstName, registration.lastName);
  const emails = canonical([registration.email]);
  return {
    name: parseCompanyName(registration.companyName),
    numbers: parseCompanyNumbers(registration.registrationNo, registration.vatNo, registration.country),
    persons: person === null ? [] : [person],
    emails,
    ownDomains: ownDomains(emails),
    phones: phones([registration.phone]),
    address: parseAddress(registration.street, registration.postcode, registration.town),
  };
}

/** The domain of a canonical address. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}

function canonical(emails: readonly (string | null | undefined)[]): string[] {
  const known = emails.map((email) => canonicalEmail(email ?? '')).filter((email) => email !== null);
  return [...new Set(known)];
}

function ownDomains(emails: readonly string[]): string[] {
  return [...new Set(emails.map(domainOf))].filter((domain) => !isFreeMailDomain(domain));
}

function phones(numbers: readonly (string | null | undefined)[]): string[] {
  const known = numbers.map((number) => nationalNumber(number ?? '')).filter((number) => number !== null);
  return [...new Set(known)];
}
