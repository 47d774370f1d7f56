import { oc } from '@orpc/contract';
import { z } from 'zod';
import { upstreamHosts } from '../core/upstream-host.ts';
import { webServers } from '../core/web-server-configs/web-server.ts';
import { approvalPolicies, linkModes, mailEvents, originKinds, protections } from '../core/website.ts';
import { email, id, line, ofCompany, ok, requiredLine, text, timestamp, version } from './common.ts';
import {
  incompleteFields,
  lookSettings,
  signInSettings,
  signUpForm,
  translatedLine,
  visitorLanguage,
} from './website-settings.ts';

export const mailEvent = z.enum(mailEvents);

/** One closed part of a website: a path prefix in whole segments (`/shop` covers `/shop/x`, not `/shopping`). */
export const pathPrefix = z
  .string()
  .trim()
  .max(500)
  .regex(/^\/[^?#\s]*$/, { error: 'path' });

export const websiteInput = z.object({
  name: requiredLine(100),
  /** Host names without scheme and port; each belongs to one website. The first is used in links. */
  hosts: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .max(253)
        .regex(/^(?=.{1,253}$)([a-z0-9-]+\.)*[a-z0-9-]+$/, { error: 'host' }),
    )
    .min(1, { error: 'required' })
    .max(20),
  /** Address visitors use, scheme, host and port only (`https://portal.example.com`); links in mails begin with it. */
  publicUrl: z
    .string()
    .trim()
    .max(300)
    .regex(/^https?:\/\/[^/\s?#@]+$/, { error: 'url' }),
  enabled: z.boolean(),
  protection: z.enum(protections),
  /** The closed parts (protection `part`), or the check-out paths (protection `voluntary`). */
  paths: z.array(pathPrefix).max(100),
  policy: z.enum(approvalPolicies),
  linkMode: z.enum(linkModes),
  origin: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('folder'), folder: requiredLine(1000) }),
    z.object({
      kind: z.literal('upstream'),
      url: z
        .string()
        .trim()
        .max(500)
        .regex(/^https?:\/\/[^\s?#@]+$/, { error: 'url' }),
      /** `Host` that it is called by; without it, by its address (`upstreamHostOf`). */
      host: z.enum(upstreamHosts).optional(),
    }),
    z.object({ kind: z.literal('forward_auth') }),
  ]),
  /** Of pages and mails, for visitors whose own is not known. */
  language: visitorLanguage,
  senderName: line(100),
  senderEmail: z.union([z.literal(''), email]),
  /** Where the owner receives a copy of each status mail (R8, R13); empty: none. */
  copyTo: z.union([z.literal(''), email]),
  /** R13: show the link "Create user" on the sign-in page. With the policy `owner_only` there is no sign-up at all. */
  showCreateUser: z.boolean(),
  /** Shown on the visitor pages: why one is here. Empty: the standard sentence. */
  introduction: translatedLine(500),
  /** Minutes without a request after which a session ends, and hours after which it ends in any case. */
  sessionIdleMinutes: z.number().int().min(5).max(43_200),
  sessionHours: z.number().int().min(1).max(2160),
  signIn: signInSettings.prefault({}),
  look: lookSettings.prefault({}),
  signUpForm: signUpForm.prefault({}),
});
export type WebsiteInput = z.infer<typeof websiteInput>;

/** What fields together ask for beyond what each does. */
export function checkTogether(
  { signUpForm: form, language }: Pick<WebsiteInput, 'signUpForm' | 'language'>,
  context: { addIssue(issue: { code: 'custom'; path: (string | number)[]; message: string }): void },
): void {
  for (const { path, code } of incompleteFields(form, language))
    context.addIssue({ code: 'custom', path: ['signUpForm', ...path], message: code });
}
const checkedWebsite = websiteInput.superRefine(checkTogether);

export const originKind = z.enum(originKinds);

export const website = websiteInput.extend({
  id,
  senderEmail: z.string(),
  copyTo: z.string(),
  version,
  /** Settings changed since they were last published. */
  settingsUnpublished: z.boolean(),
  unpublishedChanges: z.number().int(),
  lastPublishedAt: timestamp.nullable(),
  lastRetrievedAt: timestamp.nullable(),
  gate: z.object({ name: z.string(), reachable: z.boolean(), lastSeenAt: timestamp.nullable() }),
  counts: z.object({
    approved: z.number().int(),
    pending: z.number().int(),
    declined: z.number().int(),
    blocked: z.number().int(),
  }),
  openApplications: z.number().int(),
});
export type Website = z.infer<typeof website>;

/** One of the owner's texts; where `custom` is false it is the standard text. */
export const mailText = z.object({
  event: mailEvent,
  language: visitorLanguage,
  subject: z.string(),
  body: z.string(),
  custom: z.boolean(),
  /** Reason why a stored text can't be used and the standard one is sent instead (case 27). */
  broken: z.string().nullable(),
  placeholders: z.array(z.object({ name: z.string(), example: z.string() })),
  updatedAt: timestamp.nullable(),
  updatedBy: z.string().nullable(),
});
export type MailText = z.infer<typeof mailText>;

export const mailPreview = z.object({
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  problems: z.array(
    z.object({ part: z.enum(['subject', 'body']), line: z.number().int(), reason: z.string() }),
  ),
});

const ofWebsite = ofCompany.extend({ websiteId: id });

export const websitesContract = {
  list: oc
    .route({ method: 'GET', path: '/companies/{companyId}/websites' })
    .input(ofCompany)
    .output(z.array(website)),
  get: oc
    .route({ method: 'GET', path: '/companies/{companyId}/websites/{websiteId}' })
    .input(ofWebsite)
    .output(website),
  create: oc
    .route({ method: 'POST', path: '/companies/{companyId}/websites' })
    .input(ofCompany.extend({ website: checkedWebsite }))
    .output(website),
  update: oc
    .route({ method: 'PUT', path: '/companies/{companyId}/websites/{websiteId}' })
    .input(ofWebsite.extend({ website: checkedWebsite, version }))
    .output(website),
  remove: oc
    .route({ method: 'DELETE', path: '/companies/{companyId}/websites/{websiteId}' })
    .input(ofWebsite)
    .output(ok),
  /** Ready-made configuration of a web server that asks the gate, for this website. */
  serverConfig: oc
    .route({ method: 'GET', path: '/companies/{companyId}/websites/{websiteId}/server-config' })
    .input(ofWebsite.extend({ server: z.enum(webServers) }))
    .output(
      z.object({
        /** Name to save each under, and where it belongs on Debian and its like. */
        files: z.array(z.object({ name: z.string(), place: z.string(), text: z.string() })),
        /** What checks the configuration and brings it into force, in this order. */
        commands: z.array(z.string()),
      }),
    ),
};

export const mailTextsContract = {
  list: oc
    .route({ method: 'GET', path: '/companies/{companyId}/websites/{websiteId}/mail-texts' })
    .input(ofWebsite)
    .output(z.array(mailText)),
  save: oc
    .route({
      method: 'PUT',
      path: '/companies/{companyId}/websites/{websiteId}/mail-texts/{event}/{language}',
    })
    .input(
      ofWebsite.extend({
        event: mailEvent,
        language: visitorLanguage,
        subject: text(300),
        body: text(20_000),
      }),
    )
    .output(mailText),
  /** Back to the standard text. */
  reset: oc
    .route({
      method: 'DELETE',
      path: '/companies/{companyId}/websites/{websiteId}/mail-texts/{event}/{language}',
    })
    .input(ofWebsite.extend({ event: mailEvent, language: visitorLanguage }))
    .output(mailText),
  preview: oc
    .route({ method: 'POST', path: '/companies/{companyId}/websites/{websiteId}/mail-texts/preview' })
    .input(
      ofWebsite.extend({
        event: mailEvent,
        language: visitorLanguage,
        subject: text(300),
        body: text(20_000),
      }),
    )
    .output(mailPreview),
};
