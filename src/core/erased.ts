import type { Translated } from './language.ts';

/** Stands in the office’s database where something of an erased person stood (case 37); never shown as it is. */
export const erasedMark = '{{erased}}';
/** What people see in its place. */
export const erasedWord: Translated = { nl: '(gewist)', en: '(erased)' };

/**
 * Values of an audit event that say what was done and nothing of whom it was done to. All others go when the person is
 * erased, those that a later version adds included.
 */
export const impersonalValues = [
  'accounts',
  'active',
  'contactId',
  'count',
  'number',
  'origin',
  'outcome',
  'overwrite',
  'personId',
  'priceGroup',
  'since',
  'state',
  'status',
  'types',
  'validFrom',
  'validUntil',
] as const;

/** A text, or any value with texts in it, as people see it. */
export function showErased<Value>(value: Value, language: keyof Translated): Value;
export function showErased(value: unknown, language: keyof Translated): unknown {
  if (typeof value === 'string') return value.replaceAll(erasedMark, erasedWord[language]);
  if (Array.isArray(value)) return value.map((one) => showErased(one, language));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, showErased(one, language)]));
}
