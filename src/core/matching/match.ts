import type { NumberAgreement } from './company-number.ts';
import {
  compareEmails,
  compareNumbers,
  comparePhones,
  comparePlaces,
  type EmailRelation,
  type PlaceRelation,
} from './compare-details.ts';
import { compareNames, compareWithPersons, type NameRelation } from './compare-names.ts';
import type { PersonAgreement } from './person-name.ts';
import { type Prepared, prepareContact, prepareRegistration } from './prepared.ts';
import { isOwnDomain } from './proof.ts';
import { Rarity } from './rarity.ts';
import type { MatchReason } from './reasons.ts';
import type {
  MatchCandidate,
  MatchContact,
  MatchProof,
  MatchRegistration,
  MatchResult,
  MatchStatistics,
} from './types.ts';
import { MOST_CANDIDATES, THRESHOLDS } from './weights.ts';

/** A candidate with how each kind of evidence relates. */
interface Compared {
  readonly contact: MatchContact;
  readonly prepared: Prepared;
  readonly score: number;
  readonly reasons: readonly MatchReason[];
  readonly numbers: NumberAgreement;
  readonly name: NameRelation;
  readonly person: PersonAgreement | 'unknown';
  readonly email: EmailRelation;
  readonly emailOthers: number;
  /** Whether the phone number agrees. */
  readonly phone: boolean;
  readonly place: PlaceRelation;
}

/**
 * Compares one application with the candidates from the register (R10) and says whose it is, how sure that
 * is and why, and whether its e-mail address, once verified, proves it (I9). Pure; the order of the
 * candidates doesn't matter.
 */
export function match(
  registration: MatchRegistration,
  candidates: Iterable<MatchContact>,
  statistics: MatchStatistics,
): MatchResult {
  const rarity = new Rarity(statistics);
  const typed = prepareRegistration(registration);
  const seen = new Set<string>();
  const compared: Compared[] = [];
  for (const contact of candidates) {
    if (seen.has(contact.id)) continue;
    seen.add(contact.id);
    compared.push(compare(typed, contact, rarity));
  }
  compared.sort((a, b) => b.score - a.score || byNumber(a.contact, b.contact));
  const [best, second] = compared;
  const shown = compared.filter((one) => one.score >= THRESHOLDS.verify).slice(0, MOST_CANDIDATES);
  if (best === undefined || shown.length === 0) {
    return { verdict: 'new', contact: null, candidates: [], proof: null, proven: false };
  }
  const isLinked = isExisting(best) && isUnambiguous(best, second);
  const proof = isUnambiguous(best, second) ? proofOf(typed, best, isLinked) : null;
  return {
    verdict: isLinked ? 'existing' : 'verify',
    contact: isLinked ? best.contact : null,
    candidates: shown.map(toCandidate),
    proof,
    proven: proof !== null,
  };
}

function compare(typed: Prepared, contact: MatchContact, rarity: Rarity): Compared {
  const prepared = prepareContact(contact);
  const numbers = compareNumbers(typed, prepared, rarity);
  const name = compareNames(typed, prepared, contact.name, rarity);
  const email = compareEmails(typed, prepared, rarity);
  const phones = comparePhones(typed, prepared, rarity);
  const person = compareWithPersons(typed, prepared, rarity);
  const place = comparePlaces(typed, prepared, rarity);
  const reasons = [
    ...numbers.reasons,
    ...name.reasons,
    ...email.reasons,
    ...phones,
    ...person.reasons,
    ...place.reasons,
  ];
  return {
    contact,
    prepared,
    score: reasons.reduce((sum, reason) => sum + reason.weight, 0) - rarity.prior,
    reasons: reasons.toSorted((a, b) => b.weight - a.weight),
    numbers: numbers.relation,
    name: name.relation,
    person: person.relation,
    email: email.relation,
    emailOthers: email.others,
    phone: phones.length > 0,
    place: place.relation,
  };
}

/**
 * R10: *existing* by company name or registration number, or by an e-mail address that only this contact
 * has; never against a contradicting number, and never by resemblance alone.
 */
function isExisting(one: Compared): boolean {
  if (one.numbers === 'different' || one.score < THRESHOLDS.existing) return false;
  if (one.numbers === 'same' && isSameCompany(one)) return true;
  if (one.name === 'same') return hasWitness(one);
  if (isOnlyTheirs(one)) return one.name === 'near' || (one.name === 'unknown' && isPerson(one.person));
  return one.name === 'near' && hasTwoWitnesses(one);
}

/**
 * Whether an equal number means the same company: a VAT number may be shared by sister companies (fiscal unity),
 * so that the name must agree; a registration number may come with a trade name where something else agrees.
 */
function isSameCompany(one: Compared): boolean {
  if (one.reasons.some((reason) => reason.code === 'same_registration_no')) {
    return one.name !== 'different' || hasWitness(one);
  }
  return one.name === 'same' || one.name === 'near' || one.name === 'unknown';
}

/** Whether the e-mail address is this contact's and nobody else's. */
function isOnlyTheirs(one: Compared): boolean {
  return one.email === 'same' && one.emailOthers === 0;
}

/** A name alone may be a namesake's: how to reach them, where they are, or who it is must agree as well. */
function hasWitness(one: Compared): boolean {
  return (
    one.phone || one.email === 'same' || one.email === 'domain' || isPerson(one.person) || isThere(one.place)
  );
}

/** With a misspelled name the phone or the domain must agree, and the place or the person. */
function hasTwoWitnesses(one: Compared): boolean {
  const isReachable = one.phone || one.email === 'same' || (one.email === 'domain' && one.emailOthers === 0);
  return isReachable && (one.place === 'building' || one.place === 'postcode' || one.person === 'same');
}

function isPerson(relation: Compared['person']): boolean {
  return relation === 'same' || relation === 'initial' || relation === 'typo';
}

/** The address agrees as far as it was given. */
function isThere(place: PlaceRelation): boolean {
  return place === 'building' || place === 'postcode' || place === 'town';
}

/** Whether no other contact comes near. */
function isUnambiguous(best: Compared, second: Compared | undefined): boolean {
  return second === undefined || best.score - second.score >= THRESHOLDS.margin;
}

/**
 * I9: whether the applicant's verified address proves the tie with the one contact that fits. An address
 * that several contacts have proves it only where name or number already tell these apart.
 */
function proofOf(typed: Prepared, best: Compared, isLinked: boolean): MatchProof | null {
  const isTie = best.numbers === 'same' || best.name !== 'similar';
  if (best.numbers === 'different' || best.name === 'different' || !isTie) return null;
  if (best.score < THRESHOLDS.proof) return null;
  const isTheirs = best.emailOthers === 0;
  if (best.email === 'same') return isTheirs || isLinked ? { contact: best.contact, by: 'email' } : null;
  const domain = typed.ownDomains[0];
  if (best.email !== 'domain' || !isTheirs || domain === undefined) return null;
  return isOwnDomain(domain, best.prepared) ? { contact: best.contact, by: 'domain' } : null;
}

function toCandidate({ contact, score, reasons }: Compared): MatchCandidate {
  return { contact, score: Math.round(score * 10) / 10, reasons };
}

/** A fixed order for equal scores, so that the same question always gets the same answer. */
function byNumber(a: MatchContact, b: MatchContact): number {
  const order = a.number.length - b.number.length;
  if (order !== 0) return order;
  if (a.number !== b.number) return a.number < b.number ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
