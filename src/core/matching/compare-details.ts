import { compareRegistrationNumbers, compareVatNumbers, type NumberAgreement } from './company-number.ts';
import { against, type Compared, reason } from './compare-names.ts';
import { keyOf } from './keys.ts';
import { buildingByPostcode, buildingByStreet, type PostalAddress } from './postal-address.ts';
import { domainOf, type Prepared } from './prepared.ts';
import { type Rarity, toBits } from './rarity.ts';
import type { MatchReason } from './reasons.ts';
import { WEIGHTS } from './weights.ts';

/** Numbers with fewer digits (court registers) are only unique within one town. */
const UNIQUE_DIGITS = 7;

/**
 * Compares registration and VAT numbers. `same`: a number agrees and none contradicts it; `different`: the
 * registration numbers differ, also by one digit (sister companies have consecutive numbers), or the VAT
 * numbers do where there is no registration number to compare.
 */
export function compareNumbers(
  typed: Prepared,
  contact: Prepared,
  rarity: Rarity,
): Compared<NumberAgreement> {
  const registration = compareRegistrationNumbers(typed.numbers, contact.numbers);
  const vat = compareVatNumbers(typed.numbers, contact.numbers);
  const reasons: MatchReason[] = [];
  const agree = (code: 'same_registration_no' | 'same_vat_no', key: string, value: string): void => {
    const others = rarity.others(key);
    const bonus = value.replace(/\D/g, '').length >= UNIQUE_DIGITS ? WEIGHTS.numberIsGivenOut : 0;
    const weight = reasons.length > 0 ? 0 : rarity.bits(key) + bonus; // the second number is no second witness
    reasons.push(reason(code, weight, { value, others }));
  };
  const shared = typed.numbers.registration.find((number) => contact.numbers.registration.includes(number));
  if (shared !== undefined) agree('same_registration_no', keyOf.registration(shared), shared);
  if (vat === 'same' && contact.numbers.vat !== null) {
    agree('same_vat_no', keyOf.vat(contact.numbers.vat), contact.numbers.vat);
  }
  if (registration === 'different') {
    const params = {
      value: typed.numbers.registration.join(', '),
      register: contact.numbers.registration.join(', '),
    };
    reasons.push(against('other_registration_no', WEIGHTS.otherNumber, params));
  }
  if (vat === 'different') {
    const params = { value: typed.numbers.vat ?? '', register: contact.numbers.vat ?? '' };
    const weight = registration === 'unknown' ? WEIGHTS.otherNumber : 0;
    reasons.push(against('other_vat_no', weight, params));
  }
  return { relation: registration === 'unknown' ? vat : registration, reasons };
}

/** How the e-mail addresses relate: the same one, the same own domain, another own domain, or nothing to tell. */
export type EmailRelation = 'same' | 'domain' | 'different' | 'unknown';

/** Compares e-mail addresses and domains; `others` is how many other contacts have the address or domain. */
export function compareEmails(
  typed: Prepared,
  contact: Prepared,
  rarity: Rarity,
): Compared<EmailRelation> & { readonly others: number } {
  const email = typed.emails[0];
  if (email === undefined) return { relation: 'unknown', reasons: [], others: 0 };
  if (contact.emails.includes(email)) {
    const others = rarity.others(keyOf.email(email));
    const weight = rarity.bits(keyOf.email(email)) + WEIGHTS.emailIsGivenOut;
    return { relation: 'same', reasons: [reason('same_email', weight, { others })], others };
  }
  const domain = domainOf(email);
  if (contact.ownDomains.includes(domain)) {
    const others = rarity.others(keyOf.domain(domain));
    const shared = reason('same_domain', rarity.bits(keyOf.domain(domain)), { value: domain, others });
    return { relation: 'domain', reasons: [shared], others };
  }
  if (typed.ownDomains.length === 0 || contact.ownDomains.length === 0) {
    return { relation: 'unknown', reasons: [], others: 0 };
  }
  return { relation: 'different', reasons: [against('other_domain', WEIGHTS.otherDomain)], others: 0 };
}

/** Compares phone numbers; another number says nothing, people have several. */
export function comparePhones(typed: Prepared, contact: Prepared, rarity: Rarity): readonly MatchReason[] {
  const phone = typed.phones.find((number) => contact.phones.includes(number));
  if (phone === undefined) return [];
  const others = rarity.others(keyOf.phone(phone));
  return [reason('same_phone', rarity.bits(keyOf.phone(phone)) + WEIGHTS.phoneIsGivenOut, { others })];
}

/** How the addresses relate, by the most precise part that can be compared. */
export type PlaceRelation = 'building' | 'postcode' | 'town' | 'different' | 'unknown';

/** Compares addresses: the building, else the postcode, else the town. */
export function comparePlaces(typed: Prepared, contact: Prepared, rarity: Rarity): Compared<PlaceRelation> {
  const a = typed.address;
  const b = contact.address;
  const building = sharedBuilding(a, b);
  if (building !== null) {
    const others = rarity.others(building);
    const isOtherPostcode = a.postcode !== '' && b.postcode !== '' && a.postcode !== b.postcode;
    const weight = rarity.bits(building) + (isOtherPostcode ? WEIGHTS.otherPostcode : 0);
    return { relation: 'building', reasons: [reason('same_address', Math.max(0, weight), { others })] };
  }
  if (a.postcode !== '' && a.postcode === b.postcode) {
    const others = rarity.others(keyOf.postcode(a.postcode));
    const isOtherHouse = a.houseNumber !== '' && b.houseNumber !== '' && a.houseNumber !== b.houseNumber;
    const weight = rarity.bits(keyOf.postcode(a.postcode)) + (isOtherHouse ? WEIGHTS.otherHouseNumber : 0);
    return { relation: 'postcode', reasons: [reason('same_postcode', Math.max(0, weight), { others })] };
  }
  const reasons: MatchReason[] = [];
  const isSameTown = a.town !== '' && a.town === b.town;
  const isOtherTown = a.town !== '' && b.town !== '' && a.town !== b.town;
  const isOtherAddress =
    isOtherTown ||
    (a.postcode !== '' && b.postcode !== '') ||
    (a.street !== '' && b.street !== '' && a.street !== b.street) ||
    (a.houseNumber !== '' && b.houseNumber !== '' && a.houseNumber !== b.houseNumber);
  if (isSameTown) {
    const others = rarity.others(keyOf.town(a.town));
    reasons.push(reason('same_town', toBits(rarity.chance(others)), { others }));
  }
  if (isOtherAddress) {
    reasons.push(against('other_address', WEIGHTS.otherAddress));
  }
  if (isOtherAddress) return { relation: 'different', reasons };
  return { relation: isSameTown ? 'town' : 'unknown', reasons };
}

/** The key of the building that both addresses name, or `null`. */
function sharedBuilding(a: PostalAddress, b: PostalAddress): string | null {
  const byPostcode = buildingByPostcode(a);
  if (byPostcode !== null && byPostcode === buildingByPostcode(b)) return keyOf.building(byPostcode);
  const byStreet = buildingByStreet(a);
  const isSameStreet = byStreet !== null && byStreet === buildingByStreet(b);
  return isSameStreet ? keyOf.street(byStreet) : null;
}
