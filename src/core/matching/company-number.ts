import { foldText } from './fold-text.ts';

/** The numbers by which authorities know a company, in one spelling each. */
export interface CompanyNumbers {
  /** Registration numbers: what was given as such, and what a VAT number of that country contains. */
  readonly registration: readonly string[];
  /** VAT number with its country, or `null`. */
  readonly vat: string | null;
}

/** Words that people write before or after a registration number. */
const LABELS =
  /\b(?:kvk|kbo|bce|coc|crn|siren|siret|orgnr|org|no|nr|nummer|number|mva|registration|company|rsin)\b\.?:?/g;

const VAT_PREFIX =
  /^(AT|BE|BG|CH|CHE|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK|XI)(?=[A-Z]{0,2}\d)/;

/** How the VAT numbers of a country look after the country's letters, where we must recognise them. */
const DUTCH_VAT = /^\d{9}B\d{2}$/;

/** Countries whose VAT number holds the registration number, and which part of it. */
const REGISTRATION_IN_VAT: Readonly<Record<string, RegExp>> = {
  BE: /^0?(\d{9})$/,
  CH: /^E?(\d{9})/,
  DK: /^(\d{8})$/,
  FI: /^(\d{8})$/,
  FR: /^[A-Z\d]{2}(\d{9})$/,
  NO: /^(\d{9})(?:MVA)?$/,
  SE: /^(\d{10})(?:01)?$/,
};

function squeeze(value: string): string {
  return foldText(value)
    .replace(LABELS, ' ')
    .toUpperCase()
    .replace(/[^A-Z\d]/g, '');
}

function isPlaceholder(number: string): boolean {
  const digits = number.replace(/\D/g, '');
  return digits.length < 5 || /^(\d)\1+$/.test(digits) || '01234567890123456789'.includes(digits);
}

/** A VAT number in one spelling with its country, or `null` if it doesn't look like one. */
function vatNumber(value: string, country: string): string | null {
  const text = squeeze(value);
  if (isPlaceholder(text)) return null;
  const prefix = VAT_PREFIX.exec(text)?.[1];
  if (prefix !== undefined) return `${prefix.slice(0, 2)}${text.slice(prefix.length)}`;
  if (DUTCH_VAT.test(text)) return `NL${text}`;
  return country === '' || text.length < 8 ? null : `${country}${text}`;
}

/** A registration number in one spelling: no labels, no country's letters, no leading zeros, no branch number. */
function registrationNumber(value: string): string | null {
  const text = squeeze(value).replace(/^(?:NL|BE|DE|FR|NO|DK|FI|SE|CHE?)(?=\d)/, '');
  if (isPlaceholder(text)) return null;
  if (/^\d{12}$/.test(text)) return text.slice(0, 8).replace(/^0+/, ''); // Dutch: company + branch
  if (/^\d{14}$/.test(text)) return text.slice(0, 9).replace(/^0+/, ''); // French SIRET: SIREN + branch
  return text.replace(/^0+/, '');
}

/**
 * Reads the registration and VAT number, also where one stands in the other's field
 * (`NL17933677` as VAT number is the KvK number 17933677).
 */
export function parseCompanyNumbers(registrationNo: string, vatNo: string, country: string): CompanyNumbers {
  const registration = new Set<string>();
  let vat: string | null = null;
  for (const [value, isVatField] of [
    [registrationNo, false],
    [vatNo, true],
  ] as const) {
    const text = squeeze(value);
    if (text === '') continue;
    const bare = text.replace(/^NL/, '');
    const isDutchVat = DUTCH_VAT.test(bare);
    if (isDutchVat) vat ??= `NL${bare}`;
    else if (isVatField && !/^\d{7,8}$/.test(bare)) vat ??= vatNumber(value, country);
    else {
      const number = registrationNumber(value);
      if (number !== null) registration.add(number);
    }
  }
  if (vat !== null) {
    const inside = REGISTRATION_IN_VAT[vat.slice(0, 2)]?.exec(vat.slice(2))?.[1];
    if (inside !== undefined) registration.add(inside.replace(/^0+/, ''));
  }
  return { registration: [...registration], vat };
}

/** How two companies' numbers of one kind relate; `unknown` when one of them has none. */
export type NumberAgreement = 'same' | 'different' | 'unknown';

/** Compares registration numbers; any number in common is the same. */
export function compareRegistrationNumbers(a: CompanyNumbers, b: CompanyNumbers): NumberAgreement {
  if (a.registration.length === 0 || b.registration.length === 0) return 'unknown';
  return a.registration.some((number) => b.registration.includes(number)) ? 'same' : 'different';
}

/** Compares VAT numbers; numbers of two countries may both be the company's. */
export function compareVatNumbers(a: CompanyNumbers, b: CompanyNumbers): NumberAgreement {
  if (a.vat === null || b.vat === null) return 'unknown';
  if (a.vat === b.vat) return 'same';
  return a.vat.slice(0, 2) === b.vat.slice(0, 2) ? 'different' : 'unknown';
}
