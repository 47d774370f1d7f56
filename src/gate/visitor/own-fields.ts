import type { Answer, ExtraField, SignUpForm } from '../../contract/website-settings.ts';
import { ownerLanguage, ownerWords } from '../../core/owner-words.ts';
import type { Field } from '../pages/page-model.ts';
import type { TextKey } from '../pages/texts/page-text.ts';
import type { Visit } from './visit.ts';
import type { Typed } from './visitor-page.ts';

/** Longest answer in words; the most answers that one application holds (`applicationData`). */
const longestAnswer = 500;
const mostAnswers = 20;
/** With so few options all are seen at once. */
const fewOptions = 4;

/** The website's own fields that can be answered; a choice out of nothing can't. */
function fieldsOf(visit: Visit): ExtraField[] {
  const { extra } = visit.website.settings.signUpForm;
  return extra.filter((field) => field.kind !== 'choice' || field.options.length > 0);
}

/** The name of an own field in forms; no standard field and nothing hidden has a hyphen in its name. */
function fieldName(field: Pick<ExtraField, 'key'>): string {
  return `own-${field.key}`;
}

/** Draws the website's own fields; what is to be agreed to stands apart, right above the button. */
export function ownFields(visit: Visit, typed: Typed): { fields: Field[]; consents: Field[] } {
  const drawn = fieldsOf(visit).map((field) => ({ kind: field.kind, field: drawField(visit, field, typed) }));
  return {
    fields: drawn.filter(({ kind }) => kind !== 'consent').map(({ field }) => field),
    consents: drawn.filter(({ kind }) => kind === 'consent').map(({ field }) => field),
  };
}

function drawField(visit: Visit, field: ExtraField, typed: Typed): Field {
  const name = fieldName(field);
  const error = typed.errors?.[name];
  const hint = wordsOf(visit, field.hint);
  const link = field.kind === 'consent' ? field.link : '';
  const lang = ownerLanguage(field.label, visit.language, visit.website.settings.language);
  return {
    name,
    label: labelOf(visit, field),
    ...(lang === visit.language ? {} : { lang }),
    type: typeOf(field),
    value: typed.values[name] ?? '',
    autocomplete: 'off',
    required: field.required,
    ...(hint === '' ? {} : { hint }),
    ...(error === undefined ? {} : { error }),
    ...(field.kind === 'choice' ? { options: optionsOf(visit, field) } : {}),
    ...(link === '' ? {} : { link: { href: link, label: visit.say('readTerms') } }),
  };
}

function typeOf({ kind, options }: ExtraField): Field['type'] {
  if (kind === 'choice') return options.length <= fewOptions ? 'radios' : 'select';
  return kind === 'text' ? 'text' : 'tick';
}

/** A choice that need not be made can be taken back, also where it is made by radio buttons. */
function optionsOf(visit: Visit, field: ExtraField): { value: string; label: string }[] {
  const options = field.options.map(({ value, label }) => ({ value, label: wordsOf(visit, label) || value }));
  if (typeOf(field) === 'select') return [{ value: '', label: visit.say('chooseOne') }, ...options];
  return field.required ? options : [...options, { value: '', label: visit.say('noAnswer') }];
}

function labelOf(visit: Visit, field: ExtraField): string {
  return wordsOf(visit, field.label) || field.key;
}

function wordsOf({ language, website }: Visit, words: ExtraField['label']): string {
  return ownerWords(words, language, website.settings.language);
}

/**
 * Reads the answers of a posted form: of the website's own fields and no others, whatever was sent. An answer that
 * did not change stays as it was asked then, and those to questions that are no longer asked stay too: they are what
 * the visitor agreed to.
 * @param before the answers that were given earlier.
 */
export function readAnswers(
  visit: Visit,
  before: readonly Answer[] = [],
): { answers: Answer[]; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const given = fieldsOf(visit).map((field): Answer => {
    const value = givenValue(field, visit.form[fieldName(field)] ?? '');
    const problem = problemOf(field, value);
    if (problem !== null) errors[fieldName(field)] = visit.say(problem);
    const earlier = before.find(({ key }) => key === field.key);
    if (earlier?.value === value && isSameQuestion(field, earlier)) return earlier;
    const link = field.kind === 'consent' ? field.link : '';
    return { key: field.key, kind: field.kind, label: labelOf(visit, field), value, link };
  });
  const asked = new Set(given.map(({ key }) => key));
  const kept = before.filter(({ key }) => !asked.has(key));
  return { answers: [...given, ...kept].slice(0, mostAnswers), errors };
}

function givenValue({ kind }: ExtraField, sent: string): string {
  if (kind === 'tick' || kind === 'consent') return sent === 'yes' ? 'yes' : '';
  return sent.trim().normalize('NFC');
}

function problemOf(field: ExtraField, value: string): TextKey | null {
  if (value === '') return field.required ? missing[field.kind] : null;
  if (field.kind === 'choice') return field.options.some((one) => one.value === value) ? null : 'badOption';
  if (/\p{Cc}/u.test(value)) return 'badCharacters';
  return value.length > longestAnswer ? 'tooLong' : null;
}

const missing = {
  text: 'required',
  choice: 'badOption',
  tick: 'tickRequired',
  consent: 'consentRequired',
} as const satisfies Record<ExtraField['kind'], TextKey>;

/** Answers as the fields of a form have them. A consent counts only for the words and the terms it was given to. */
export function answerValues(answers: readonly Answer[], form: SignUpForm): Record<string, string> {
  const values = answers.flatMap((answer) => {
    const field = form.extra.find(({ key }) => key === answer.key);
    return field !== undefined && isSameQuestion(field, answer) ? [[fieldName(field), answer.value]] : [];
  });
  return Object.fromEntries(values);
}

/** Whether an answer was given to this question as it is asked now, in whichever language. */
function isSameQuestion(field: ExtraField, answer: Answer): boolean {
  if (field.kind !== answer.kind) return false;
  if (field.kind !== 'consent') return true;
  return field.link === answer.link && Object.values(field.label).includes(answer.label);
}
