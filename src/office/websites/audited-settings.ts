import { createHash } from 'node:crypto';
import type { ExtraField, TranslatedLine } from '../../contract/website-settings.ts';
import type { WebsiteInput } from '../../contract/websites.ts';
import { changedValues } from '../audit/record-audit-event.ts';

/**
 * Settings of a website as the audit log has them: one value a name, so that a change tells of what changed and no
 * more. A logo stands there as the first figures of its SHA-256; the picture itself would be in each line.
 */
export function auditedSettings(website: WebsiteInput): Record<string, unknown> {
  const { introduction, signIn, look, signUpForm, ...plain } = website;
  const { logo, logoGround, accent, accentDark, ...lookTexts } = look;
  const texts = { introduction, ...lookTexts };
  return {
    ...plain,
    ...named('signIn', signIn),
    'look.logo': logo === '' ? '' : createHash('sha256').update(logo).digest('hex').slice(0, 12),
    'look.logoGround': logoGround,
    'look.accent': accent,
    'look.accentDark': accentDark,
    ...Object.assign({}, ...Object.entries(texts).map(([name, text]) => named(`look.${name}`, text))),
    ...named('signUpForm.standard', signUpForm.standard),
    'signUpForm.order': signUpForm.extra.map((field) => labelOf(field.label, website.language)),
    ...Object.fromEntries(
      signUpForm.extra.map((field) => [
        `signUpForm.extra.${field.key}`,
        auditedField(field, website.language),
      ]),
    ),
  };
}

/** The settings that differ, for `before` and `after`; an own field that is gone has null after. */
export function auditedChanges(before: WebsiteInput, after: WebsiteInput): ReturnType<typeof changedValues> {
  const old = auditedSettings(before);
  const gone = Object.fromEntries(Object.keys(old).map((name) => [name, null]));
  return changedValues(old, { ...gone, ...auditedSettings(after) });
}

function named(prefix: string, values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]));
}

function auditedField(field: ExtraField, language: keyof TranslatedLine) {
  return {
    label: labelOf(field.label, language),
    kind: field.kind,
    required: field.required,
    ...(field.kind === 'choice' ? { options: field.options.map(({ value }) => value) } : {}),
    ...(field.kind === 'consent' ? { link: field.link } : {}),
    ...(field.hint[language] === '' ? {} : { hint: field.hint[language] }),
    translations: { label: field.label, hint: field.hint, options: field.options.map(({ label }) => label) },
  };
}

function labelOf(label: TranslatedLine, language: keyof TranslatedLine): string {
  return label[language] || Object.values(label).find((text) => text !== '') || '';
}
