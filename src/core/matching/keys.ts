import { consonantSkeleton } from './fold-text.ts';
import type { PersonName } from './person-name.ts';
import { buildingByPostcode, buildingByStreet } from './postal-address.ts';
import { type Prepared, prepareContact, prepareRegistration } from './prepared.ts';
import type { MatchContact, MatchRegistration, MatchStatistics } from './types.ts';

/** The spelling of each kind of key; the register's index and counts are kept under these. */
export const keyOf = {
  registration: (number: string) => `reg:${number}`,
  vat: (number: string) => `vat:${number}`,
  email: (email: string) => `mail:${email}`,
  domain: (domain: string) => `dom:${domain}`,
  phone: (number: string) => `tel:${number}`,
  name: (core: string) => `name:${consonantSkeleton(core)}`,
  word: (word: string) => `word:${word}`,
  wordPair: (a: string, b: string) => `pair:${[consonantSkeleton(a), consonantSkeleton(b)].sort().join('+')}`,
  person: (person: PersonName) => `person:${person.first.charAt(0)}+${person.last}`,
  postcode: (postcode: string) => `pc:${postcode}`,
  building: (building: string) => `adr:${building}`,
  street: (building: string) => `str:${building}`,
  fullPerson: (person: PersonName) => `full:${person.first}+${person.fullLast}`,
  firstName: (first: string) => `first:${first}`,
  lastName: (last: string) => `last:${last}`,
  town: (town: string) => `town:${town}`,
} as const;

/** Contacts fetched for one key; a key that more contacts share says too little to look them all up. */
export const DEFAULT_CANDIDATE_LIMIT = 50;

/** Words beyond these of a long name make no pairs: pairs grow with the square. */
const PAIRED_WORDS = 4;

function blocking(of: Prepared): string[] {
  const keys = new Set<string>();
  const add = (key: string | null): unknown => key !== null && keys.add(key);
  for (const number of of.numbers.registration) add(keyOf.registration(number));
  if (of.numbers.vat !== null) add(keyOf.vat(of.numbers.vat));
  for (const email of of.emails) add(keyOf.email(email));
  for (const domain of of.ownDomains) add(keyOf.domain(domain));
  for (const phone of of.phones) add(keyOf.phone(phone));
  if (of.name.core !== '') add(keyOf.name(of.name.core));
  for (const word of of.name.words) add(keyOf.word(word));
  for (const pair of wordPairs(of.name.words)) add(pair);
  for (const person of of.persons) add(keyOf.person(person));
  if (of.address.postcode !== '') add(keyOf.postcode(of.address.postcode));
  const building = buildingByPostcode(of.address);
  if (building !== null) add(keyOf.building(building));
  const street = buildingByStreet(of.address);
  if (street !== null) add(keyOf.street(street));
  return [...keys];
}

/** Two words suffice for a name of three or more to be found with a typing error in another. */
function wordPairs(words: readonly string[]): string[] {
  if (words.length < 2) return [];
  const paired = words.slice(0, PAIRED_WORDS);
  return paired.flatMap((a, index) => paired.slice(index + 1).map((b) => keyOf.wordPair(a, b)));
}

function statistic(of: Prepared): string[] {
  const keys = of.persons.flatMap((person) => [
    keyOf.fullPerson(person),
    keyOf.firstName(person.first),
    keyOf.lastName(person.last),
  ]);
  if (of.address.town !== '') keys.push(keyOf.town(of.address.town));
  return [...new Set(keys)];
}

const prepare = (record: MatchContact | MatchRegistration): Prepared =>
  'persons' in record ? prepareContact(record) : prepareRegistration(record);

/** The keys under which a contact is found, and under which an application looks for contacts. */
export function blockingKeys(record: MatchContact | MatchRegistration): string[] {
  return blocking(prepare(record));
}

/** The keys that are only counted, beside those of `blockingKeys`: nobody is looked up by a first name. */
export function statisticKeys(record: MatchContact | MatchRegistration): string[] {
  return statistic(prepare(record));
}

/**
 * The keys by which candidates for an application shall be fetched: those that at most `limit` contacts share.
 * A free-mail address shared by many, or a word that half of the register bears, leads to nobody.
 */
export function candidateKeys(
  registration: MatchRegistration,
  statistics: MatchStatistics,
  limit: number = DEFAULT_CANDIDATE_LIMIT,
): string[] {
  return blockingKeys(registration).filter((key) => {
    const frequency = statistics.frequency(key);
    return frequency > 0 && frequency <= limit;
  });
}

/** All keys whose frequency `match` may ask for with these candidates: what to count beforehand, in one query. */
export function frequencyKeys(
  registration: MatchRegistration,
  candidates: Iterable<MatchContact>,
): Set<string> {
  const keys = new Set<string>();
  for (const record of [registration, ...candidates]) {
    const prepared = prepare(record);
    for (const key of blocking(prepared)) keys.add(key);
    for (const key of statistic(prepared)) keys.add(key);
  }
  return keys;
}
