import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  actor,
  email,
  id,
  language,
  line,
  ofCompany,
  page,
  paging,
  requiredLine,
  timestamp,
  version,
} from './common.ts';

export const company = z.object({
  id,
  name: z.string(),
  language,
  /** Short code that a licence is bound to, to read out to the supplier. */
  code: z.string(),
  nextContactNumber: z.number().int(),
  isSample: z.boolean(),
  version,
});
export type Company = z.infer<typeof company>;

export const licenceState = z.object({
  /** none: never entered; valid; grace: ended, the websites stay as published until `graceUntil`; ended. */
  state: z.enum(['none', 'valid', 'grace', 'ended']),
  holder: z.string().nullable(),
  validUntil: timestamp.nullable(),
  graceUntil: timestamp.nullable(),
  enteredAt: timestamp.nullable(),
  enteredBy: z.string().nullable(),
  companyCode: z.string(),
  companyName: z.string(),
});
export type LicenceState = z.infer<typeof licenceState>;

export const auditEvent = z.object({
  id,
  at: timestamp,
  actor,
  /** Verb and noun, `account.approved`, `website.changed`. */
  action: z.string(),
  subject: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
export type AuditEvent = z.infer<typeof auditEvent>;

export const employee = z.object({
  id,
  name: z.string(),
  email: z.string(),
  language,
  role: z.enum(['administrator']),
  lastSignedInAt: timestamp.nullable(),
});

/** What waits for staff: the numbers in the navigation; each equals the list it stands for (case 31). */
export const counters = z.object({
  applications: z.number().int(),
  unpublishedChanges: z.number().int(),
  failedMails: z.number().int(),
  waitingMails: z.number().int(),
});
export const home = z.object({
  counters,
  licence: licenceState,
  mailConfigured: z.boolean(),
  contacts: z.number().int(),
  websites: z.number().int(),
  /** Open applications, oldest first. */
  waiting: z.array(
    z.object({
      id,
      name: z.string(),
      website: z.string(),
      receivedAt: timestamp,
      kind: z.enum(['registration', 'change', 'deletion']),
    }),
  ),
  /** Per ISO week (its Monday, `YYYY-MM-DD`), the last 12. */
  weeks: z.array(z.object({ week: z.string(), applications: z.number().int(), approvals: z.number().int() })),
  signIns: z.array(z.object({ website: z.string(), count: z.number().int() })),
  gates: z.array(z.object({ name: z.string(), reachable: z.boolean(), lastSeenAt: timestamp.nullable() })),
});
export type Home = z.infer<typeof home>;

export const companiesContract = {
  create: oc
    .route({ method: 'POST', path: '/companies' })
    .input(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('own'), name: requiredLine(200), language }),
        z.object({ kind: z.literal('sample') }),
      ]),
    )
    .output(company),
  get: oc.route({ method: 'GET', path: '/companies/{companyId}' }).input(ofCompany).output(company),
  update: oc
    .route({ method: 'PUT', path: '/companies/{companyId}' })
    .input(
      ofCompany.extend({
        name: requiredLine(200),
        language,
        nextContactNumber: z.number().int().min(1).max(999_999_999),
        version,
      }),
    )
    .output(company),
  home: oc.route({ method: 'GET', path: '/companies/{companyId}/home' }).input(ofCompany).output(home),
  counters: oc
    .route({ method: 'GET', path: '/companies/{companyId}/counters' })
    .input(ofCompany)
    .output(counters),
};

export const licencesContract = {
  get: oc
    .route({ method: 'GET', path: '/companies/{companyId}/licence' })
    .input(ofCompany)
    .output(licenceState),
  enter: oc
    .route({ method: 'POST', path: '/companies/{companyId}/licence' })
    .input(ofCompany.extend({ licence: z.string().trim().min(1, { error: 'required' }).max(5000) }))
    .output(licenceState),
};

export const auditContract = {
  list: oc
    .route({ method: 'GET', path: '/companies/{companyId}/audit' })
    .input(
      ofCompany.extend({
        ...paging.shape,
        subjectId: z.string().optional(),
        /** Acts of staff, or what visitors did; what the policy and the system did counts as neither. */
        by: z.enum(['staff', 'visitor']).optional(),
        websiteId: id.optional(),
        /** Who did it, by the name that stands in the log. */
        person: line(320).optional(),
        search: line(100).optional(),
        /** Acts that the words stand for in the reader's language, comma-joined (`visitor.signed_in,…`). */
        acts: line(4000).optional(),
      }),
    )
    .output(page(auditEvent)),
};

export const employeesContract = {
  list: oc
    .route({ method: 'GET', path: '/companies/{companyId}/employees' })
    .input(ofCompany)
    .output(z.array(employee)),
  create: oc
    .route({ method: 'POST', path: '/companies/{companyId}/employees' })
    .input(ofCompany.extend({ name: requiredLine(100), email, language, password: z.string().max(1024) }))
    .output(employee),
  remove: oc
    .route({ method: 'DELETE', path: '/companies/{companyId}/employees/{employeeId}' })
    .input(ofCompany.extend({ employeeId: id }))
    .output(z.object({ ok: z.literal(true) })),
};
