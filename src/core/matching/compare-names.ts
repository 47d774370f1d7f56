import { isMisspelling, isSameName, pairWords } from './company-name.ts';
import { keyOf } from './keys.ts';
import { comparePersons, type PersonAgreement, type PersonName } from './person-name.ts';
import type { Prepared } from './prepared.ts';
import { type Rarity, toBits } from './rarity.ts';
import type { MatchReason } from './reasons.ts';
import { KNOWN_WORD_COUNT, KNOWN_WORD_RATIO, SIMILAR_NAME_SHARE, WEIGHTS } from './weights.ts';

/** How the company names relate; `unknown` when none was typed. */
export type NameRelation = 'same' | 'near' | 'similar' | 'different' | 'unknown';

/** Evidence of one kind: how it relates, and what staff are shown. */
export interface Compared<Relation> {
  readonly relation: Relation;
  readonly reasons: readonly MatchReason[];
}

/** Compares company names, weighing each word by how rare it is in the register. */
export function compareNames(
  typed: Prepared,
  contact: Prepared,
  registerName: string,
  rarity: Rarity,
): Compared<NameRelation> {
  if (typed.name.core === '' || contact.name.core === '') return { relation: 'unknown', reasons: [] };
  const others = rarity.others(keyOf.name(contact.name.core));
  const chance = (words: readonly string[]): number =>
    words.reduce((product, word) => product * rarity.chance(rarity.others(keyOf.word(word))), 1);
  const full = toBits(rarity.chance(others) - rarity.chance(0) + chance(contact.name.words));
  if (isSameName(typed.name, contact.name)) {
    const weight = full + (typed.name.isHolding === contact.name.isHolding ? 0 : WEIGHTS.otherHolding);
    return { relation: 'same', reasons: [reason('same_name', Math.max(0, weight), { others })] };
  }
  const isKnown = (word: string, instead: string): boolean => {
    const frequency = rarity.frequency(keyOf.word(word));
    return (
      frequency >= KNOWN_WORD_COUNT && frequency * KNOWN_WORD_RATIO >= rarity.frequency(keyOf.word(instead))
    );
  };
  const pairs = pairWords(typed.name.words, contact.name.words, isKnown);
  if (isMisspelling(typed.name, contact.name, pairs, isKnown)) {
    const weight = Math.max(0, full + WEIGHTS.nearName);
    return { relation: 'near', reasons: [reason('near_name', weight, { value: registerName })] };
  }
  const found = toBits(chance(pairs.found));
  const share = found / (found + toBits(chance(pairs.missing)) + toBits(chance(pairs.extra)));
  if (share >= SIMILAR_NAME_SHARE) {
    return {
      relation: 'similar',
      reasons: [
        reason('similar_name', Math.max(0, found * share + WEIGHTS.otherWord), { value: registerName }),
      ],
    };
  }
  if (typed.name.core === contact.name.initials || contact.name.core === typed.name.initials) {
    return { relation: 'similar', reasons: [reason('similar_name', 0, { value: registerName })] };
  }
  return { relation: 'different', reasons: [against('other_name', WEIGHTS.otherName * (1 - share))] };
}

/** Compares the applicant with the contact's persons; the one that agrees best counts. */
export function compareWithPersons(
  typed: Prepared,
  contact: Prepared,
  rarity: Rarity,
): Compared<PersonAgreement | 'unknown'> {
  const applicant = typed.persons[0];
  if (applicant === undefined || contact.persons.length === 0) return { relation: 'unknown', reasons: [] };
  const ranked: readonly PersonAgreement[] = ['same', 'initial', 'typo', 'different'];
  const compared = contact.persons.map((person) => ({
    person,
    agreement: comparePersons(applicant, person),
  }));
  compared.sort((a, b) => ranked.indexOf(a.agreement) - ranked.indexOf(b.agreement));
  const best = compared[0];
  if (best === undefined || best.agreement === 'different') {
    const weight = typed.name.core === '' ? WEIGHTS.otherPrivatePerson : WEIGHTS.otherPerson;
    return { relation: 'different', reasons: [against('other_person', weight)] };
  }
  const { person, agreement } = best;
  if (agreement === 'initial') {
    const others = rarity.others(keyOf.person(person));
    const weight = toBits(rarity.chance(others));
    return { relation: agreement, reasons: [reason('similar_person', weight, { others })] };
  }
  const others = rarity.others(keyOf.fullPerson(person));
  const weight = personBits(person, others, rarity);
  if (agreement === 'same')
    return { relation: agreement, reasons: [reason('same_person', weight, { others })] };
  return {
    relation: agreement,
    reasons: [reason('similar_person', Math.max(0, weight + WEIGHTS.typoPerson), { others })],
  };
}

/** A full name is as rare as the register shows, or as its parts make it where none bears it: rare parts identify. */
function personBits(person: PersonName, others: number, rarity: Rarity): number {
  const parts =
    rarity.chance(rarity.others(keyOf.firstName(person.first))) *
    rarity.chance(rarity.others(keyOf.lastName(person.last)));
  return toBits(rarity.chance(others) - rarity.chance(0) + parts);
}

/** A reason that speaks for the contact. */
export function reason(
  code: MatchReason['code'],
  weight: number,
  params: MatchReason['params'] = {},
): MatchReason {
  return { code, against: false, weight, params };
}

/** A reason that speaks against the contact. */
export function against(
  code: MatchReason['code'],
  weight: number,
  params: MatchReason['params'] = {},
): MatchReason {
  return { code, against: true, weight, params };
}
