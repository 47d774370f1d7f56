import { type ApplicationData, applicationFields } from '../../contract/applications.ts';
import { parseEmailAddress } from '../../core/email-address.ts';
import type { Language } from '../../core/language.ts';
import type { Field } from '../pages/page-model.ts';
import type { TextKey } from '../pages/texts/page-text.ts';
import type { Visit } from './visit.ts';
import type { Typed } from './visitor-page.ts';

type FieldName = (typeof applicationFields)[number];

/** Longest values, as the contact register takes them. */
const longest: Readonly<Record<FieldName, number>> = {
  companyName: 200,
  firstName: 100,
  lastName: 100,
  email: 254,
  phone: 50,
  street: 200,
  postcode: 20,
  town: 100,
  country: 2,
  registrationNo: 50,
  vatNo: 50,
  language: 2,
};
const requiredFields: readonly FieldName[] = ['firstName', 'lastName', 'email'];

/** Countries to choose from: Europe, and where else our users' customers mostly are. */
const countries =
  'NL BE DE LU FR GB IE AT CH IT ES PT DK SE NO FI IS PL CZ SK HU SI HR RO BG GR EE LV LT MT CY TR UA US CA SR AW CW ZA'.split(
    ' ',
  );

const autofill: Readonly<Partial<Record<FieldName, string>>> = {
  companyName: 'organization',
  firstName: 'given-name',
  lastName: 'family-name',
  email: 'email',
  phone: 'tel',
  street: 'street-address',
  postcode: 'postal-code',
  town: 'address-level2',
  country: 'country',
};

/**
 * Reads the details of a posted form, each trimmed, and says what is wrong with which. The language is that of the
 * page.
 * @param email where the address is fixed already (My page, request for access).
 */
export function readApplication(
  visit: Visit,
  email?: string,
): { data: ApplicationData; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const read = (field: FieldName): string => {
    if (field === 'language') return visit.language;
    if (field === 'email' && email !== undefined) return email;
    const value = (visit.form[field] ?? '').trim().normalize('NFC');
    const problem = problemOf(field, value);
    if (problem !== null) errors[field] = visit.say(problem);
    return value;
  };
  const entries = applicationFields.map((field) => [field, read(field)]);
  return { data: Object.fromEntries(entries) as ApplicationData, errors }; // one entry for each of its fields
}

function problemOf(field: FieldName, value: string): TextKey | null {
  if (value === '') return requiredFields.includes(field) ? 'required' : null;
  if (/\p{Cc}/u.test(value)) return 'badCharacters';
  if (value.length > longest[field]) return field === 'country' ? 'badChoice' : 'tooLong';
  if (field === 'email' && parseEmailAddress(value) === null) return 'badEmail';
  if (field === 'country' && !/^[A-Z]{2}$/.test(value)) return 'badChoice';
  return null;
}

/** The fields about the person, and those of the company and address that are folded away. */
export function applicationForm(
  visit: Visit,
  typed: Typed,
  email: 'typed' | 'fixed' | 'absent',
): { fields: Field[]; more: Field[]; hasMore: boolean } {
  const field = (name: FieldName): Field => {
    const error = typed.errors?.[name];
    const isFixed = name === 'email' && email === 'fixed';
    return {
      name,
      label: visit.say(name === 'language' ? 'languageLabel' : name),
      type: name === 'email' ? 'email' : name === 'phone' ? 'tel' : name === 'country' ? 'select' : 'text',
      value: typed.values[name] ?? '',
      autocomplete: autofill[name] ?? 'off',
      required: requiredFields.includes(name),
      readOnly: isFixed,
      ...(isFixed ? { hint: visit.say('emailFixed') } : {}),
      ...(error === undefined ? {} : { error }),
      ...(name === 'country' ? { options: countryOptions(visit, typed.values.country ?? '') } : {}),
    };
  };
  const names: FieldName[] = [
    'firstName',
    'lastName',
    ...(email === 'absent' ? [] : ['email' as const]),
    'companyName',
    'phone',
  ];
  const more: FieldName[] = ['street', 'postcode', 'town', 'country', 'registrationNo', 'vatNo'];
  return {
    fields: names.map(field),
    more: more.map(field),
    hasMore: more.some((name) => (typed.values[name] ?? '') !== '' || typed.errors?.[name] !== undefined),
  };
}

function countryOptions(visit: Visit, chosen: string): { value: string; label: string }[] {
  const codes = chosen === '' || countries.includes(chosen) ? countries : [...countries, chosen];
  return [
    { value: '', label: visit.say('countryNone') },
    ...codes.map((code) => ({ value: code, label: countryName(code, visit.language) })),
  ];
}

const namesOfCountries = {
  nl: new Intl.DisplayNames('nl', { type: 'region', fallback: 'code' }),
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }),
};

function countryName(code: string, language: Language): string {
  return /^[A-Z]{2}$/.test(code) ? (namesOfCountries[language].of(code) ?? code) : code;
}
