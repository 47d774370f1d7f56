import { z } from 'zod';
import { email } from '../../../contract/common.ts';
import {
  choosableFields,
  extraField,
  fieldNeed,
  lookSettings,
  noWords,
  signInSettings,
  signUpForm,
} from '../../../contract/website-settings.ts';
import { checkTogether, type Website, type WebsiteInput, websiteInput } from '../../../contract/websites.ts';
import type { Language } from '../../../core/language.ts';
import { upstreamHosts } from '../../../core/upstream-host.ts';
import { hostOf, tidyAddress } from './website-address.ts';

/** A list typed line by line: the first thing wrong with it is said at the list. */
function asOne<T extends z.ZodType>(list: T) {
  return z.array(z.string()).transform((value, context): z.output<T> => {
    const result = list.safeParse(value);
    if (result.success) return result.data;
    context.addIssue({ code: 'custom', message: result.error.issues[0]?.message ?? 'invalid' });
    return z.NEVER;
  });
}
const emailOrNothing = z
  .string()
  .trim()
  .refine((value) => value === '' || email.safeParse(value).success, { error: 'email' });
/** Values that the form always has whole, where the contract would fill in what is missing. */
function whole<T extends z.ZodType>(shape: T) {
  return z
    .custom<z.output<T>>(() => true)
    .transform((value, context): z.output<T> => {
      const result = shape.safeParse(value);
      if (result.success) return result.data;
      for (const { path, message } of result.error.issues)
        context.addIssue({ code: 'custom', path, message });
      // What belongs together is looked at all the same.
      return value;
    });
}
const pathsNeeded = z.object({ protection: z.string(), paths: z.array(z.string()) });
const hostsNeeded = z.object({ publicUrl: z.string(), hosts: z.array(z.string()) });

/** The contract's rules for a website, with what the form makes of what people type. */
export const websiteForm = websiteInput
  .extend({
    publicUrl: z
      .string()
      .trim()
      .min(1, { error: 'required' })
      .transform(tidyAddress)
      .pipe(websiteInput.shape.publicUrl),
    // Host names follow from the address, so that a missing address is said once.
    hosts: asOne(z.array(websiteInput.shape.hosts.element).max(20)),
    paths: asOne(websiteInput.shape.paths),
    senderEmail: emailOrNothing,
    copyTo: emailOrNothing,
    introduction: whole(websiteInput.shape.introduction),
    signIn: whole(signInSettings),
    look: whole(lookSettings),
    signUpForm: whole(signUpForm),
  })
  .superRefine(checkTogether, { when: () => true })
  .refine(({ protection, paths }) => protection !== 'part' || paths.length > 0, {
    path: ['paths'],
    error: 'required',
    // Said together with what is wrong with other fields.
    when: ({ value }) => pathsNeeded.safeParse(value).success,
  })
  .refine(({ hosts, publicUrl }) => hosts.length > 0 || hostOf(publicUrl) === null, {
    path: ['hosts'],
    error: 'required',
    when: ({ value }) => hostsNeeded.safeParse(value).success,
  });
export type WebsiteValues = z.input<typeof websiteForm>;
export type WebsiteField = keyof WebsiteInput;

/** Sensible defaults: closed, staff decide, kept in step by itself. */
export function newWebsite(language: Language): WebsiteValues {
  return {
    name: '',
    hosts: [],
    publicUrl: '',
    enabled: true,
    protection: 'whole',
    paths: [],
    policy: 'manual',
    linkMode: 'automatic',
    origin: { kind: 'forward_auth' },
    language,
    senderName: '',
    senderEmail: '',
    copyTo: '',
    showCreateUser: true,
    introduction: noWords,
    sessionIdleMinutes: 8 * 60,
    sessionHours: 30 * 24,
    signIn: signInSettings.parse({}),
    look: lookSettings.parse({}),
    signUpForm: signUpForm.parse({}),
  };
}

/** The settings of a website alone, without its numbers. */
export function valuesOf(website: Website): WebsiteValues {
  const { name, hosts, publicUrl, enabled, protection, paths, policy, linkMode, origin, language } = website;
  const { senderName, senderEmail, copyTo, showCreateUser, introduction, sessionIdleMinutes, sessionHours } =
    website;
  return {
    name,
    hosts,
    publicUrl,
    enabled,
    protection,
    paths,
    policy,
    linkMode,
    origin,
    language,
    senderName,
    senderEmail,
    copyTo,
    showCreateUser,
    introduction,
    sessionIdleMinutes,
    sessionHours,
    signIn: website.signIn,
    look: website.look,
    signUpForm: website.signUpForm,
  };
}

/** Settings that differ between two. */
export function differences(a: WebsiteValues, b: WebsiteValues): WebsiteField[] {
  return websiteInput.keyof().options.filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
}

const draftWords = z.object({ nl: z.string(), en: z.string(), de: z.string(), no: z.string() });

/** What was kept in the browser; null where it no longer fits. */
export const websiteDraft = z.object({
  ...websiteInput.shape,
  name: z.string(),
  hosts: z.array(z.string()),
  publicUrl: z.string(),
  paths: z.array(z.string()),
  origin: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('folder'), folder: z.string() }),
    z.object({
      kind: z.literal('upstream'),
      url: z.string(),
      host: z.enum(upstreamHosts).optional(),
    }),
    z.object({ kind: z.literal('forward_auth') }),
  ]),
  senderName: z.string(),
  senderEmail: z.string(),
  copyTo: z.string(),
  introduction: draftWords,
  signIn: z.object({
    minPasswordLength: z.number(),
    secondFactor: signInSettings.shape.secondFactor.unwrap(),
    magicLink: z.boolean(),
    keepSignedIn: z.boolean(),
    keepSignedInDays: z.number(),
  }),
  look: z.object({
    logo: z.string(),
    logoGround: lookSettings.shape.logoGround.unwrap(),
    accent: z.string(),
    accentDark: z.string(),
    signUpText: draftWords,
    waitingText: draftWords,
    footText: draftWords,
  }),
  signUpForm: z.object({
    standard: z.record(z.enum(choosableFields), fieldNeed),
    extra: z.array(
      z.object({
        key: z.string(),
        kind: extraField.shape.kind,
        label: draftWords,
        hint: draftWords,
        required: z.boolean(),
        options: z.array(z.object({ value: z.string(), label: draftWords })),
        link: z.string(),
      }),
    ),
  }),
});
