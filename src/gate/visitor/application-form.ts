import { type ApplicationData, applicationData, applicationFields } from '../../contract/applications.ts';
import { choosableFields, type FieldNeed, type SignUpForm } from '../../contract/website-settings.ts';
import { parseEmailAddress } from '../../core/email-address.ts';
import type { Field, Form } from '../pages/page-model.ts';
import type { TextKey } from '../pages/texts/page-text.ts';
import { countryOptions } from './country-options.ts';
import { answerValues, ownFields, readAnswers } from './own-fields.ts';
import type { Visit } from './visit.ts';
import type { Typed } from './visitor-page.ts';

// The website's own form (`website.settings.signUpForm`), for every page that asks for somebody's details: sign-up,
// request access, the own details on My page.
//
//   to show   const { fields, folded, last } = applicationForm(visit, typed, 'typed' | 'fixed' | 'absent')
//             form: { fields, ...folded, last, … }; a field of the page's own goes behind `fields`
//             typed.values: visit.form after a refused post, else fieldValues(details, website.settings.signUpForm)
//   to read   const { data, errors } = readApplication(visit, email, before)
//             errors not empty: show the form again with `{ values: visit.form, errors }`

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

/** Fields that are folded away where they need not be filled in. */
const foldable: readonly FieldName[] = ['street', 'postcode', 'town', 'country', 'registrationNo', 'vatNo'];

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

/** Whether the website asks for a field; first name, last name and e-mail it always does. */
function needOf({ standard }: SignUpForm, field: FieldName): FieldNeed {
  const choosable = choosableFields.find((name) => name === field);
  return choosable === undefined ? 'required' : standard[choosable];
}

/**
 * Reads the details of a posted form, each trimmed, and says what is wrong with which. The language is that of the
 * page. What the website does not ask for is not taken, whatever was sent.
 * @param email where the address is fixed already (My page, request for access).
 * @param before what was told earlier: what is not asked for any more stays as it was.
 */
export function readApplication(
  visit: Visit,
  email?: string,
  before?: ApplicationData,
): { data: ApplicationData; errors: Record<string, string> } {
  const form = visit.website.settings.signUpForm;
  const errors: Record<string, string> = {};
  const read = (field: FieldName): string => {
    if (field === 'language') return visit.language;
    if (field === 'email' && email !== undefined) return email;
    const need = needOf(form, field);
    if (need === 'hidden') return before?.[field] ?? '';
    const value = (visit.form[field] ?? '').trim().normalize('NFC');
    const problem = problemOf(field, value, need);
    if (problem !== null) errors[field] = visit.say(problem);
    return value;
  };
  const entries = applicationFields.map((field) => [field, read(field)]);
  const own = readAnswers(visit, before?.answers);
  const data = applicationData.parse({ ...Object.fromEntries(entries), answers: own.answers });
  return { data, errors: { ...errors, ...own.errors } };
}

function problemOf(field: FieldName, value: string, need: FieldNeed): TextKey | null {
  if (value === '') return need === 'required' ? 'required' : null;
  if (/\p{Cc}/u.test(value)) return 'badCharacters';
  if (value.length > longest[field]) return field === 'country' ? 'badChoice' : 'tooLong';
  if (field === 'email' && parseEmailAddress(value) === null) return 'badEmail';
  if (field === 'country' && !/^[A-Z]{2}$/.test(value)) return 'badChoice';
  return null;
}

/**
 * Details as the fields of a form have them.
 * @param form of the website that the answers were given on; without it they stay away, as on a page where somebody
 * asks for something new: nobody agrees to anything by what was said earlier.
 */
export function fieldValues(
  { answers, ...fields }: ApplicationData,
  form?: SignUpForm,
): Record<string, string> {
  return form === undefined ? fields : { ...fields, ...answerValues(answers, form) };
}

/** The website's form: what stands there at once, what is folded away, and what is agreed to above the button. */
export function applicationForm(
  visit: Visit,
  typed: Typed,
  email: 'typed' | 'fixed' | 'absent',
): { fields: Field[]; folded: Pick<Form, 'more'>; last: Field[] } {
  const form = visit.website.settings.signUpForm;
  const field = (name: FieldName): Field => {
    const error = typed.errors?.[name];
    const isFixed = name === 'email' && email === 'fixed';
    return {
      name,
      label: visit.say(name === 'language' ? 'languageLabel' : name),
      type: name === 'email' ? 'email' : name === 'phone' ? 'tel' : name === 'country' ? 'select' : 'text',
      value: typed.values[name] ?? '',
      autocomplete: autofill[name] ?? 'off',
      required: needOf(form, name) === 'required',
      readOnly: isFixed,
      ...(isFixed ? { hint: visit.say('emailFixed') } : {}),
      ...(error === undefined ? {} : { error }),
      ...(name === 'country' ? { options: countryOptions(visit, typed.values.country ?? '') } : {}),
    };
  };
  const person: FieldName[] = ['firstName', 'lastName', ...(email === 'absent' ? [] : ['email' as const])];
  const asked = choosableFields.filter((name) => needOf(form, name) !== 'hidden');
  const isFolded = (name: FieldName) => foldable.includes(name) && needOf(form, name) === 'optional';
  const more = asked.filter(isFolded);
  const own = ownFields(visit, typed);
  return {
    fields: [...[...person, ...asked.filter((name) => !isFolded(name))].map(field), ...own.fields],
    folded: more.length === 0 ? {} : { more: foldedAway(visit, typed, more.map(field)) },
    last: own.consents,
  };
}

function foldedAway(visit: Visit, typed: Typed, fields: readonly Field[]): NonNullable<Form['more']> {
  return {
    label: visit.say('moreDetails'),
    hint: visit.say('moreDetailsHint'),
    open: fields.some(({ name, value }) => value !== '' || typed.errors?.[name] !== undefined),
    fields,
  };
}
