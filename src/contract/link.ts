import { z } from 'zod';
import { longestSecurityEventName, securityEventName } from '../core/security-events.ts';
import { publishedStatuses } from '../core/status.ts';
import { upstreamHosts } from '../core/upstream-host.ts';
import { approvalPolicies, mailEvents, protections } from '../core/website.ts';
import { applicationData } from './applications.ts';
import { contactType } from './contacts.ts';
import { lookSettings, signInSettings, signUpForm } from './website-settings.ts';

/**
 * The link between office and gate (DESIGN §4). The office calls, the gate never does. Every request carries
 * `Authorization: Bearer JWT` (EdDSA by the office's key, `aud` = gate id, `iat` at most 60 s ago, `jti` once,
 * `htm` method, `htu` path with query, `bdy` = base64url SHA-256 of the body).
 *
 *   POST /link/v1/pair                      pairRequestV1 → pairResponseV1 (one-time code, no JWT)
 *   GET  /link/v1/status                    → statusV1
 *   GET  /link/v1/events?after=N&limit=M&wait=S   → NDJSON of eventV1, then endV1; long-poll up to 25 s
 *   POST /link/v1/events/acknowledge        acknowledgeV1
 *   POST /link/v1/publications              NDJSON: publicationV1, then websiteV1?, accountV1*, endV1 → appliedV1 | 409 gapV1
 *   POST /link/v1/mails/resend              resendV1
 *   POST /link/v1/second-step/reset         resetSecondStepV1 → secondStepResetV1
 *
 * A refusal is `{code, message}` of the error catalogue. `htu` is the path from `/link/v1` on.
 */
export const linkPrefix = '/link/v1';
export const longestPollSeconds = 25;
/** Accounts in one publication message; a larger publication goes as several, each a whole of its own. */
export const accountsPerMessage = 5000;

const uuid = z.uuid();
const instant = z.iso.datetime({ offset: true });
const translated = z.object({
  nl: z.string().optional(),
  en: z.string().optional(),
  de: z.string().optional(),
  no: z.string().optional(),
});

export const pairRequestV1 = z.object({
  code: z.string().max(200),
  officeId: uuid,
  publicKey: z.record(z.string(), z.unknown()),
});
export const pairResponseV1 = z.object({ gateId: uuid, name: z.string() });

export const statusV1 = z.object({
  gateId: uuid,
  version: z.string(),
  mailConfigured: z.boolean(),
  mailServer: z.string().nullable(),
  websites: z.array(
    z.object({ id: uuid, settingsRevision: z.number().int(), appliedRevision: z.number().int() }),
  ),
});
export type StatusV1 = z.infer<typeof statusV1>;

/** Published settings of a website; all that the gate knows about it. */
export const websiteV1 = z.object({
  type: z.literal('websiteV1'),
  settingsRevision: z.number().int(),
  /** True ends the website on this gate: its accounts, sessions and pages go. */
  removed: z.boolean(),
  companyName: z.string(),
  name: z.string(),
  hosts: z.array(z.string()),
  publicUrl: z.string(),
  enabled: z.boolean(),
  /** Null: without end. */
  licensedUntil: instant.nullable(),
  protection: z.enum(protections),
  paths: z.array(z.string()),
  policy: z.enum(approvalPolicies),
  origin: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('folder'), folder: z.string() }),
    z.object({
      kind: z.literal('upstream'),
      url: z.string(),
      /** Without it: by the address (`upstreamHostOf`). */
      host: z.enum(upstreamHosts).optional(),
    }),
    z.object({ kind: z.literal('forward_auth') }),
  ]),
  language: z.string(),
  senderName: z.string(),
  senderEmail: z.string(),
  copyTo: z.string(),
  showCreateUser: z.boolean(),
  introduction: translated,
  sessionIdleMinutes: z.number().int(),
  sessionHours: z.number().int(),
  signIn: signInSettings.prefault({}),
  look: lookSettings.prefault({}),
  signUpForm: signUpForm.prefault({}),
  /** The owner's own texts; where one is missing the standard text is sent. */
  mailTexts: z.array(
    z.object({ event: z.enum(mailEvents), language: z.string(), subject: z.string(), body: z.string() }),
  ),
});
export type WebsiteV1 = z.infer<typeof websiteV1>;

/** A request to be deleted that staff did not grant. */
export const deletionRefusal = z.object({
  /** When the visitor asked what this answers: `at` of its deletionV1. */
  askedAt: instant,
  at: instant,
  reason: z.string(),
});

export const accountV1 = z.object({
  type: z.literal('accountV1'),
  id: uuid,
  revision: z.number().int(),
  /** As typed; the gate makes the canonical form itself. */
  email: z.string(),
  status: z.enum(publishedStatuses),
  reason: z.string(),
  validFrom: instant.nullable(),
  validUntil: instant.nullable(),
  contactActive: z.boolean(),
  /** The claims for the website (R15). */
  contactNumber: z.string(),
  contactName: z.string(),
  personName: z.string(),
  contactTypes: z.array(contactType),
  priceGroup: z.string(),
  language: z.string(),
  /** The newest refusal; left out where there is none. The gate tells it once, if it answers what was asked. */
  deletionRefused: deletionRefusal.optional(),
});
export type AccountV1 = z.infer<typeof accountV1>;

/** First line of a publication message. It is applied whole, in one transaction, or not at all. */
export const publicationV1 = z.object({
  type: z.literal('publicationV1'),
  publicationId: uuid,
  /** Which message of the publication, from 0, and whether it is the last. */
  part: z.number().int(),
  last: z.boolean(),
  companyId: uuid,
  websiteId: uuid,
  /** changes: revisions in (fromRevision, toRevision]; snapshot: replaces all, what is not in it ends with `last`. */
  mode: z.enum(['changes', 'snapshot']),
  fromRevision: z.number().int(),
  toRevision: z.number().int(),
});
export type PublicationV1 = z.infer<typeof publicationV1>;

/** Last line: a message without it, or with another count, was cut off and changes nothing (I5). */
export const endV1 = z.object({ type: z.literal('endV1'), lines: z.number().int() });

export const appliedV1 = z.object({
  publicationId: uuid,
  part: z.number().int(),
  /** This message had been applied before; nothing was done now. */
  repeated: z.boolean(),
  appliedRevision: z.number().int(),
  mails: z.number().int(),
  sessionsEnded: z.number().int(),
});
export type AppliedV1 = z.infer<typeof appliedV1>;
/** Refusal of a message that begins after what the gate has: send from `expected` on. */
export const gapV1 = z.object({ code: z.literal('gap'), expected: z.number().int() });
export type GapV1 = z.infer<typeof gapV1>;

const eventBase = { number: z.number().int(), id: uuid, at: instant, companyId: uuid, websiteId: uuid };

/** A visitor whose address is verified asks for access. `id` of the account that staff's decision will give. */
export const registrationV1 = z.object({
  ...eventBase,
  type: z.literal('registrationV1'),
  accountId: uuid,
  email: z.string(),
  data: applicationData,
});
/** A visitor changed the own details on My page (R9, "change to a previous registration"). */
export const detailsChangedV1 = z.object({
  ...eventBase,
  type: z.literal('detailsChangedV1'),
  accountId: uuid,
  email: z.string(),
  data: applicationData,
});
/**
 * State of a mail, sent when it is queued and after each attempt (`sending` is passing and not told). The body has its
 * links while no mail server is set up; else those with a token are masked. `error` also says where the owner's own
 * text could not be used (case 27).
 */
export const mailV1 = z.object({
  ...eventBase,
  type: z.literal('mailV1'),
  mailId: uuid,
  accountId: uuid.nullable(),
  event: z.enum(mailEvents),
  language: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  state: z.enum(['waiting', 'sending', 'sent', 'failed']),
  error: z.string().nullable(),
  attempts: z.number().int(),
  createdAt: instant,
  sentAt: instant.nullable(),
  nextAttemptAt: instant.nullable(),
});
export const signedInV1 = z.object({ ...eventBase, type: z.literal('signedInV1'), accountId: uuid });
export const emailVerifiedV1 = z.object({
  ...eventBase,
  type: z.literal('emailVerifiedV1'),
  accountId: uuid,
  email: z.string(),
});

/**
 * Something happened around sign-in that the owner may want to know of. `count` of them between `since` and `at` where
 * strangers can cause it at will. Never a password, token or what somebody typed who is not known.
 */
export const securityV1 = z.object({
  ...eventBase,
  type: z.literal('securityV1'),
  /** One of ours, or what a newer gate calls it: the office keeps that too, and shows it by its name. */
  event: z.string().max(longestSecurityEventName).regex(securityEventName),
  /** The account that the sign-in has on this website, where it has one. */
  accountId: uuid.nullable(),
  /** Address of a known sign-in, or empty. */
  email: z.string(),
  /** Network of the visitor (/24 of IPv4, /56 of IPv6), or empty. */
  network: z.string(),
  /** What else there is to say in one plain line, such as the name of a passkey or how somebody signed in. */
  detail: z.string(),
  count: z.number().int().positive(),
  since: instant.nullable(),
});
/** A visitor asks that all about the own account be deleted, or takes that back. */
export const deletionV1 = z.object({
  ...eventBase,
  type: z.literal('deletionV1'),
  accountId: uuid,
  email: z.string(),
  withdrawn: z.boolean(),
  data: applicationData,
});

export const eventV1 = z.discriminatedUnion('type', [
  registrationV1,
  detailsChangedV1,
  mailV1,
  signedInV1,
  emailVerifiedV1,
  securityV1,
  deletionV1,
]);
export type EventV1 = z.infer<typeof eventV1>;

/**
 * What every event has, also one of a kind or with a value that this office does not know yet. Such a one is set aside
 * whole and taken in once the office knows it, so that a newer gate neither stops the link nor loses anything (I4).
 */
export const eventOfAnyKind = z.looseObject({
  ...eventBase,
  number: z.number().int().positive(),
  type: z
    .string()
    .max(50)
    .regex(/^[a-z][A-Za-z0-9]*$/),
});
export type EventOfAnyKind = z.infer<typeof eventOfAnyKind>;
/** An event as the office read it: known, or whole as it came with the reason why it was not understood. */
export interface UnreadEvent {
  readonly type: 'unread';
  readonly number: number;
  readonly id: string;
  readonly at: string;
  readonly companyId: string;
  readonly websiteId: string;
  readonly told: EventOfAnyKind;
  readonly problem: string;
}
export type ReceivedEvent = EventV1 | UnreadEvent;

export const acknowledgeV1 = z.object({ upTo: z.number().int().nonnegative() });
export const resendV1 = z.object({ mailId: uuid });

/** Whose second step is reset: of the sign-in behind an account of the company. Of no use twice, and harmless. */
export const resetSecondStepV1 = z.object({ companyId: uuid, websiteId: uuid, accountId: uuid });
export type ResetSecondStepV1 = z.infer<typeof resetSecondStepV1>;
/** False: there was no app, passkey, recovery code or second step, and nothing happened. */
export const secondStepResetV1 = z.object({ reset: z.boolean() });
export type SecondStepResetV1 = z.infer<typeof secondStepResetV1>;
