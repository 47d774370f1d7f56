import type { TFunction } from 'i18next';
import { z } from 'zod';
import { extraField, fieldNeed, signInSettings } from '../../../contract/website-settings.ts';
import { logoGrounds } from '../../../core/logo-ground.ts';
import applications from '../../i18n/en/applications.ts';
import look from '../../i18n/en/website-look.ts';
import signIn from '../../i18n/en/website-sign-in.ts';
import words from '../../i18n/en/words.ts';

/** Settings of a website that have parts stand in the log by part: `signIn.magicLink`, `look.footText.nl`. */
const prefixes = ['signIn.', 'look.', 'signUpForm.'];

function isIn<Known extends object>(known: Known, name: PropertyKey | undefined): name is keyof Known {
  return name !== undefined && Object.hasOwn(known, name);
}

export function isSettingPart(name: string): boolean {
  return prefixes.some((prefix) => name.startsWith(prefix));
}

/** What a part of a website's settings is called where it is set. */
export function settingPartName(t: TFunction, name: string): string {
  const [whole, part, last] = name.split('.');
  if (whole === 'signIn' && isIn(signIn.fields, part)) return t(`signInSettings.fields.${part}`);
  if (whole === 'look') {
    if (part === 'logo') return t('look.logo.part');
    if (part === 'logoGround') return t('look.ground.label');
    if (part === 'accent' || part === 'accentDark')
      return `${t('look.colours.part')}: ${t(`look.colours.${part}`)}`;
    if (isIn(look.texts, part) && isIn(words.languages, last))
      return `${t(`look.texts.${part}`)} (${t(`words.languages.${last}`)})`;
  }
  if (whole === 'signUpForm') {
    if (part === 'order') return t('signUpForm.extra.part');
    if (part === 'extra') return t('signUpForm.editor.label');
    if (part === 'standard' && isIn(applications.fields, last)) return t(`applications.fields.${last}`);
  }
  return name;
}

const question = z.object({
  label: z.string(),
  kind: extraField.shape.kind,
  required: z.boolean(),
  options: z.array(z.string()).optional(),
  link: z.string().optional(),
});

/** The value of a part in words. */
export function settingPartValue(t: TFunction, name: string, value: unknown): string {
  if (typeof value === 'boolean') return t(value ? 'words.yes' : 'words.no');
  const ground = logoGrounds.find((one) => one === value);
  if (name === 'look.logoGround' && ground !== undefined) return t(`look.ground.choices.${ground}.name`);
  if (name === 'look.logo') return t('settings.audit.picture', { number: String(value) });
  if (Array.isArray(value)) return value.length === 0 ? t('settings.audit.nothingBefore') : value.join(', ');
  const asked = question.safeParse(value);
  if (asked.success) return questionWords(t, asked.data);
  const factor = signInSettings.shape.secondFactor.unwrap().options.find((one) => one === value);
  if (name === 'signIn.secondFactor' && factor !== undefined)
    return t(`signInSettings.secondFactors.${factor}.name`);
  const need = fieldNeed.options.find((one) => one === value);
  if (name.startsWith('signUpForm.standard.') && need !== undefined)
    return t(`signUpForm.standard.needs.${need}`);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function questionWords(t: TFunction, { label, kind, required, options, link }: z.infer<typeof question>) {
  return [
    label || t('signUpForm.extra.untitled'),
    t(`signUpForm.kinds.${kind}.name`),
    ...(required ? [t('signUpForm.extra.required')] : []),
    ...(options === undefined ? [] : [options.join(' / ')]),
    ...(link === undefined || link === '' ? [] : [link]),
  ].join(' · ');
}
