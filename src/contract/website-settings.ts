import { z } from 'zod';
import { type VisitorLanguage, visitorLanguages } from '../core/language.ts';
import { logoGrounds } from '../core/logo-ground.ts';
import { line, requiredLine } from './common.ts';

/** A language of visitors: of a website's pages and mails. */
export const visitorLanguage = z.enum(visitorLanguages);

/** A line in each language of visitors; empty where the standard words are to be used. */
export function translatedLine(max: number) {
  const word = line(max).default('');
  return z.object({ nl: word, en: word, de: word, no: word });
}
export type TranslatedLine = z.infer<ReturnType<typeof translatedLine>>;
export const noWords: TranslatedLine = { nl: '', en: '', de: '', no: '' };

/** How visitors of a website sign in (GATE.md "Sign-in and sessions"). */
export const signInSettings = z.object({
  /** Characters that a new password has at least; never under 8. */
  minPasswordLength: z.number().int().min(8).max(64).default(10),
  /** Whether a second step after the password is the visitor's own choice, or the website demands it of all. */
  secondFactor: z.enum(['optional', 'required']).default('optional'),
  /** Whether visitors may have a sign-in link mailed to them instead of typing a password. */
  magicLink: z.boolean().default(false),
  /** Whether the sign-in page offers "keep me signed in", and for how many days that is. */
  keepSignedIn: z.boolean().default(false),
  keepSignedInDays: z.number().int().min(1).max(365).default(30),
});
export type SignInSettings = z.infer<typeof signInSettings>;

const colour = z.string().regex(/^(#[0-9a-f]{6})?$/, { error: 'colour' });

/** Largest logo, in characters of its data URL; the pages are to stay below 20 kB in all. */
export const longestLogo = 11_000;

/** How a website's visitor pages look. */
export const lookSettings = z.object({
  /** `data:image/png|jpeg|webp;base64,…`, or empty: then the website's name stands there. */
  logo: z
    .string()
    .max(longestLogo, { error: 'too_long' })
    .regex(/^(data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2})?$/, { error: 'image' })
    .default(''),
  /** What stands behind the logo. */
  logoGround: z.enum(logoGrounds).default('auto'),
  /** Colour of buttons and links on a light and on a dark ground, `#rrggbb`; empty: ours. */
  accent: colour.default(''),
  accentDark: colour.default(''),
  /** Under the title of the sign-up page; on the page of whoever waits; at the foot of every page. */
  signUpText: translatedLine(500).prefault({}),
  waitingText: translatedLine(500).prefault({}),
  footText: translatedLine(300).prefault({}),
});
export type LookSettings = z.infer<typeof lookSettings>;

/** Whether a field of the sign-up form is there, and must be filled in. */
export const fieldNeed = z.enum(['hidden', 'optional', 'required']);
export type FieldNeed = z.infer<typeof fieldNeed>;

/** The standard fields that a website may show or leave out; first name, last name and e-mail are always asked. */
export const choosableFields = [
  'companyName',
  'phone',
  'street',
  'postcode',
  'town',
  'country',
  'registrationNo',
  'vatNo',
] as const;
export type ChoosableField = (typeof choosableFields)[number];

const need = fieldNeed.default('optional');
export const standardFields = z.object({
  companyName: need,
  phone: need,
  street: need,
  postcode: need,
  town: need,
  country: need,
  registrationNo: need,
  vatNo: need,
});

/** A field of the website's own. Its key stands for it in forms; it never changes, whatever the label. */
export const extraField = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'key' }),
  kind: z.enum(['text', 'choice', 'tick', 'consent']),
  label: translatedLine(200),
  hint: translatedLine(300).prefault({}),
  required: z.boolean(),
  /** For `choice`: what can be chosen, as it is stored and, by language, shown. */
  options: z
    .array(z.object({ value: requiredLine(100), label: translatedLine(100).prefault({}) }))
    .max(50)
    .default([]),
  /** For `consent`: where the terms can be read. */
  link: z
    .string()
    .trim()
    .max(500)
    .regex(/^(https?:\/\/\S+|\/\S*)?$/, { error: 'url' })
    .default(''),
});
export type ExtraField = z.infer<typeof extraField>;

/** The website's own sign-up form. */
export const signUpForm = z.object({
  standard: standardFields.prefault({}),
  extra: z
    .array(extraField)
    .max(20)
    .refine((fields) => new Set(fields.map((field) => field.key)).size === fields.length, {
      error: 'duplicate',
    })
    .default([]),
});
export type SignUpForm = z.infer<typeof signUpForm>;

/** What a visitor answered to a field of the website's own, as it was asked. */
export const answer = z.object({
  key: z.string(),
  kind: extraField.shape.kind,
  /** The question in the visitor's language. */
  label: z.string(),
  /** The text or the chosen value; of a tick and a consent `yes` or empty. */
  value: z.string(),
  /** For `consent`: the terms that were agreed to. */
  link: z.string().default(''),
});
export type Answer = z.infer<typeof answer>;

/**
 * What an own field still lacks before visitors can be asked it: its question in the website's language, something to
 * choose between, the terms to agree to. `path` is within the form.
 */
export function incompleteFields(
  form: SignUpForm,
  language: VisitorLanguage,
): { readonly path: (string | number)[]; readonly code: 'required' | 'options' | 'duplicate' }[] {
  return form.extra.flatMap((field, index) => {
    const at = ['extra', index];
    const values = field.options.map(({ value }) => value.toLowerCase()).filter((value) => value !== '');
    const isTwice = new Set(values).size < values.length;
    return [
      ...(field.label[language] === ''
        ? [{ path: [...at, 'label', language], code: 'required' as const }]
        : []),
      ...(field.kind === 'choice' && field.options.length < 2
        ? [{ path: [...at, 'options'], code: 'options' as const }]
        : []),
      ...(field.kind === 'choice' && isTwice
        ? [{ path: [...at, 'options'], code: 'duplicate' as const }]
        : []),
      ...(field.kind === 'consent' && field.link === ''
        ? [{ path: [...at, 'link'], code: 'required' as const }]
        : []),
    ];
  });
}
