import { fillIn, type Language, type Translated } from '../language.ts';

/**
 * Why a contact looks like the applicant, or doesn't: each code is one piece of evidence that staff can check.
 * `others` is how many other contacts agree just as well; the more, the less it says.
 */
const SENTENCES = {
  same_registration_no: {
    nl: 'Hetzelfde registratienummer ({value}).',
    en: 'The same company registration number ({value}).',
  },
  same_vat_no: { nl: 'Hetzelfde btw-nummer ({value}).', en: 'The same VAT number ({value}).' },
  same_name: { nl: 'Dezelfde bedrijfsnaam.', en: 'The same company name.' },
  near_name: {
    nl: 'De bedrijfsnaam is op een tikfout of spelling na gelijk: “{value}”.',
    en: 'The company name is the same but for a typing error or spelling: “{value}”.',
  },
  similar_name: {
    nl: 'De bedrijfsnaam lijkt erop: “{value}”.',
    en: 'The company name is similar: “{value}”.',
  },
  same_email: { nl: 'Hetzelfde e-mailadres.', en: 'The same e-mail address.' },
  same_domain: {
    nl: 'Het e-mailadres ligt in het eigen domein van deze relatie ({value}).',
    en: "The e-mail address lies in this contact's own domain ({value}).",
  },
  same_phone: { nl: 'Hetzelfde telefoonnummer.', en: 'The same phone number.' },
  same_person: { nl: 'Dezelfde contactpersoon.', en: 'The same contact person.' },
  similar_person: {
    nl: 'De contactpersoon lijkt erop (voorletter of spelling).',
    en: 'The contact person is similar (initial or spelling).',
  },
  same_address: { nl: 'Hetzelfde adres.', en: 'The same address.' },
  same_postcode: { nl: 'Dezelfde postcode.', en: 'The same postcode.' },
  same_town: { nl: 'Dezelfde plaats.', en: 'The same town.' },
  other_registration_no: {
    nl: 'Een ander registratienummer: {value} in plaats van {register}.',
    en: 'Another company registration number: {value} instead of {register}.',
  },
  other_vat_no: {
    nl: 'Een ander btw-nummer: {value} in plaats van {register}.',
    en: 'Another VAT number: {value} instead of {register}.',
  },
  other_name: { nl: 'Een andere bedrijfsnaam.', en: 'Another company name.' },
  other_domain: {
    nl: 'Een e-mailadres in een ander domein dan dat van deze relatie.',
    en: "An e-mail address in another domain than this contact's.",
  },
  other_person: { nl: 'Een andere contactpersoon.', en: 'Another contact person.' },
  other_address: { nl: 'Een ander adres.', en: 'Another address.' },
} as const satisfies Readonly<Record<string, Translated>>;

/** What is added when others agree as well. */
const OTHERS: { readonly one: Translated; readonly many: Translated } = {
  one: { nl: 'Eén andere relatie heeft dit ook.', en: 'One other contact has it too.' },
  many: { nl: '{others} andere relaties hebben dit ook.', en: '{others} other contacts have it too.' },
};

/** A kind of evidence; stable, for translation and for what is stored with an application. */
export type MatchReasonCode = keyof typeof SENTENCES;

/** One piece of evidence for or against a contact. */
export interface MatchReason {
  readonly code: MatchReasonCode;
  /** Whether it speaks against the contact. */
  readonly against: boolean;
  /** Bits of evidence, negative when against. */
  readonly weight: number;
  /** `value` and `register`: what was compared; `others`: contacts that share it. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** Every code, so that tests and translations can be proved whole. */
export const MATCH_REASON_CODES = Object.keys(SENTENCES) as MatchReasonCode[]; // keys of a total record

/** The reason as one sentence for staff, and one more on how many others share it. */
export function reasonSentence(reason: Pick<MatchReason, 'code' | 'params'>, language: Language): string {
  const sentence = fillIn(SENTENCES[reason.code][language], reason.params);
  const others = Number(reason.params.others ?? 0);
  if (others < 1) return sentence;
  return `${sentence} ${fillIn(others === 1 ? OTHERS.one[language] : OTHERS.many[language], reason.params)}`;
}
