import { oc } from '@orpc/contract';
import { z } from 'zod';
import { accountStatus, id, line, ofCompany, page, paging, timestamp, version } from './common.ts';
import { answer } from './website-settings.ts';

/** Fields a visitor fills in, and staff compare with the register. */
export const applicationFields = [
  'companyName',
  'firstName',
  'lastName',
  'email',
  'phone',
  'street',
  'postcode',
  'town',
  'country',
  'registrationNo',
  'vatNo',
  'language',
] as const;
export const applicationField = z.enum(applicationFields);
export const applicationData = z.object({
  ...(Object.fromEntries(applicationFields.map((field) => [field, z.string()])) as Record<
    (typeof applicationFields)[number],
    z.ZodString
  >), // one entry for each of the fields
  /** Answers to the website's own questions. */
  answers: z.array(answer).max(20).default([]),
});
export type ApplicationData = z.infer<typeof applicationData>;

/** Why a contact looks like the applicant, in core/matching's codes; `text` is the sentence for staff. */
export const matchReason = z.object({ code: z.string(), text: z.string(), against: z.boolean() });
export const candidate = z.object({
  contact: z.object({ id, number: z.string(), name: z.string(), town: z.string(), active: z.boolean() }),
  score: z.number(),
  reasons: z.array(matchReason),
});

export const verdict = z.enum(['existing', 'verify', 'new']);
export const applicationRow = z.object({
  id,
  kind: z.enum(['registration', 'change', 'deletion']),
  /** open: waits for a decision; review_link: has access already, staff look whose contact it is. */
  state: z.enum(['open', 'review_link', 'approved', 'declined', 'imported']),
  website: z.object({ id, name: z.string() }),
  name: z.string(),
  companyName: z.string(),
  email: z.string(),
  verdict,
  proven: z.boolean(),
  contact: z.object({ id, number: z.string(), name: z.string() }).nullable(),
  receivedAt: timestamp,
  decidedAt: timestamp.nullable(),
  decidedBy: z.string().nullable(),
  version,
});
export type ApplicationRow = z.infer<typeof applicationRow>;

/** One line of the comparison: typed against the register's value (R11). */
export const comparisonLine = z.object({
  field: applicationField,
  typed: z.string(),
  register: z.string(),
  /** same: equal in meaning; missing: register has none; different. */
  state: z.enum(['same', 'missing', 'different']),
});

export const application = applicationRow.extend({
  data: applicationData,
  candidates: z.array(candidate),
  /** Comparison with the linked or first candidate; ask `compare` for another contact. */
  comparison: z.object({ contactId: id, lines: z.array(comparisonLine) }).nullable(),
  accountId: id.nullable(),
  /** What staff wrote at the decision. */
  reason: z.string(),
  /** Of a request to be deleted: what the address has on the company's websites, and whether an application waits. */
  access: z.array(
    z.object({
      accountId: id,
      website: z.object({ id, name: z.string() }),
      contact: z.object({ id, number: z.string(), name: z.string() }).nullable(),
      status: accountStatus,
      /** Removed in the office, still to be published. */
      ending: z.boolean(),
    }),
  ),
  openRegistrationId: id.nullable(),
});
export type Application = z.infer<typeof application>;

const ofApplication = ofCompany.extend({ applicationId: id });

/** Characters of a reason; people read it in a mail and on My page. */
export const longestReason = 500;

export const decisionInput = z.object({
  /** Of a request to be deleted: `approve` ends the access, `decline` keeps it and needs a reason. */
  decision: z.enum(['approve', 'decline', 'import']),
  /** An existing contact, or a new one made from what was typed. Not needed to decline. */
  contact: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('existing'), contactId: id }),
      z.object({ kind: z.literal('new') }),
    ])
    .nullable(),
  /** Fields of the register that are overwritten by what was typed; all others keep the register's value (R11). */
  overwrite: z.array(applicationField),
  reason: line(longestReason),
});

export const retrieval = z.object({
  retrieved: z.number().int(),
  new: z.number().int(),
  verify: z.number().int(),
  existing: z.number().int(),
  approvedByPolicy: z.number().int(),
  unreachable: z.array(z.string()),
});

export const applicationsContract = {
  list: oc
    .route({ method: 'GET', path: '/companies/{companyId}/applications' })
    .input(
      ofCompany.extend({
        ...paging.shape,
        state: z.enum(['waiting', 'decided', 'all']).default('waiting'),
        websiteId: id.optional(),
        verdict: verdict.optional(),
        search: line(200).optional(),
      }),
    )
    .output(page(applicationRow)),
  get: oc
    .route({ method: 'GET', path: '/companies/{companyId}/applications/{applicationId}' })
    .input(ofApplication)
    .output(application),
  compare: oc
    .route({ method: 'GET', path: '/companies/{companyId}/applications/{applicationId}/compare/{contactId}' })
    .input(ofApplication.extend({ contactId: id }))
    .output(z.array(comparisonLine)),
  decide: oc
    .route({ method: 'POST', path: '/companies/{companyId}/applications/{applicationId}/decide' })
    .input(ofApplication.extend({ decision: decisionInput, version }))
    .output(application),
  /** R11: imports all that wait: new contacts are made, existing and should-be-verified keep the register's values. */
  importAll: oc
    .route({ method: 'POST', path: '/companies/{companyId}/applications/import-all' })
    .input(ofCompany.extend({ websiteId: id.optional(), approve: z.boolean() }))
    .output(
      z.object({
        imported: z.number().int(),
        created: z.number().int(),
        linked: z.number().int(),
        left: z.number().int(),
        unpublishedChanges: z.number().int(),
      }),
    ),
  /** Get website data (R9): fetches from every gate of the company now. */
  retrieve: oc
    .route({ method: 'POST', path: '/companies/{companyId}/retrieve' })
    .input(ofCompany.extend({ websiteId: id.optional() }))
    .output(retrieval),
};
