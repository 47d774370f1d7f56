import { type ExtraField, noWords } from '../../../../contract/website-settings.ts';
import type { VisitorLanguage } from '../../../../core/language.ts';
import { ownerWords } from '../../../../core/owner-words.ts';

export const questionKinds = ['text', 'choice', 'tick', 'consent'] as const satisfies ExtraField['kind'][];
/** Questions that a form can have; the contract's bound. */
export const mostQuestions = 20;

/** A new question under a key that no other ever had, so that old answers never seem to be answers to it. */
export function newQuestion(kind: ExtraField['kind']): ExtraField {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return {
    key: `q${[...random].map((part) => part.toString(36)).join('')}`,
    kind,
    label: noWords,
    hint: noWords,
    required: kind === 'consent',
    options: kind === 'choice' ? [newOption(), newOption()] : [],
    link: '',
  };
}

export function newOption(): ExtraField['options'][number] {
  return { value: '', label: noWords };
}

/** What to call a question in the office: its words in the website's language, else in any; else nothing. */
export function questionName(field: ExtraField, language: VisitorLanguage): string {
  return ownerWords(field.label, language, language);
}

/** The list with the one at `from` put at `to`; the same list where that is outside. */
export function movedTo<T>(list: readonly T[], from: number, to: number): T[] {
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, one);
}
