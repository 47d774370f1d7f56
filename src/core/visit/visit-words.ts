import { fillIn, type Language } from '../language.ts';
import type { VisitFinding, VisitStep } from './visit-step.ts';
import { englishWords } from './words-en.ts';
import { dutchWords } from './words-nl.ts';

/** What is told of each finding, and what can be done about it where something can. */
export type VisitWords = Readonly<Record<VisitFinding, { readonly what: string; readonly advice?: string }>>;

/** Names that the words use. */
export interface VisitNames {
  readonly website: string;
  readonly host: string;
  readonly email: string;
}

export interface ToldStep {
  readonly what: string;
  /** What to do about it, or null. */
  readonly advice: string | null;
}

const words: Readonly<Record<Language, VisitWords>> = { en: englishWords, nl: dutchWords };
const times = ['from', 'until', 'at'];

/** A step in the words of staff. `formatTime`: a time as the reader writes it. */
export function tellStep(
  step: VisitStep,
  names: VisitNames,
  language: Language,
  formatTime: (time: Date) => string,
): ToldStep {
  const facts = Object.entries(step.facts).map(([name, value]) => {
    const time = times.includes(name) ? new Date(value) : undefined;
    return [name, time === undefined || Number.isNaN(time.getTime()) ? value : formatTime(time)] as const;
  });
  const params = { ...names, ...Object.fromEntries(facts) };
  const { what, advice } = words[language][step.finding];
  return { what: fillIn(what, params), advice: advice === undefined ? null : fillIn(advice, params) };
}
