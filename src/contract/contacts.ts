import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  accountStatus,
  actor,
  email,
  flag,
  id,
  line,
  ofCompany,
  ok,
  page,
  paging,
  requiredLine,
  timestamp,
  version,
} from './common.ts';

export const contactTypes = ['customer', 'supplier', 'partner', 'private'] as const;
export const contactType = z.enum(contactTypes);

/** What staff fill in of a contact (R1). Everything but the name may be empty. */
export const contactInput = z.object({
  /** Customer number; empty takes the next free one. */
  number: line(30),
  name: requiredLine(200),
  street: line(200),
  postcode: line(20),
  town: line(100),
  /** ISO 3166-1 alpha-2, or empty. */
  country: z.union([z.literal(''), z.string().regex(/^[A-Z]{2}$/, { error: 'country' })]),
  phone: line(50),
  email: z.union([z.literal(''), email]),
  registrationNo: line(50),
  vatNo: line(50),
  types: z.array(contactType),
  priceGroup: line(50),
  /** Language to write to this contact in; free code, as registers hold others than ours (`de`). */
  language: line(10),
});
export type ContactInput = z.infer<typeof contactInput>;

export const contactPerson = z.object({
  id,
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  active: z.boolean(),
  version,
});
export const contactPersonInput = z.object({
  name: requiredLine(200),
  email: z.union([z.literal(''), email]),
  phone: line(50),
});

export const contact = contactInput.extend({
  id,
  email: z.string(),
  country: z.string(),
  active: z.boolean(),
  version,
  createdAt: timestamp,
  updatedAt: timestamp,
  persons: z.array(contactPerson),
  /** Accounts that are not ended, for the tab's count. */
  accountCount: z.number().int(),
});
export type Contact = z.infer<typeof contact>;

export const contactRow = z.object({
  id,
  number: z.string(),
  name: z.string(),
  town: z.string(),
  email: z.string(),
  phone: z.string(),
  types: z.array(contactType),
  priceGroup: z.string(),
  active: z.boolean(),
  accounts: z.array(z.object({ website: z.string(), status: accountStatus })),
});
export type ContactRow = z.infer<typeof contactRow>;

/** Somebody's access that hangs on a contact. */
export const accessAtStake = z.object({
  accountId: id,
  email: z.string(),
  person: z.string(),
  website: z.string(),
  status: accountStatus,
});
export type AccessAtStake = z.infer<typeof accessAtStake>;

export const contactSort = z.enum(['relevance', 'name', 'number', 'town']);

export const timelineEntry = z.object({
  id: z.string(),
  at: timestamp,
  actor,
  action: z.string(),
  subject: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});

/** Fields a column of a file can fill; the same names as `ContactField` in core/contact-columns. */
export const importField = z.enum([
  'number',
  'name',
  'street',
  'postcode',
  'town',
  'country',
  'phone',
  'email',
  'registrationNo',
  'vatNo',
  'isCustomer',
  'isSupplier',
  'isPartner',
  'isPrivate',
  'personName',
  'personEmail',
  'priceGroup',
  'language',
  'status',
]);
export const importError = z.object({
  line: z.number().int(),
  field: importField.nullable(),
  value: z.string(),
  /** Why the line can't be taken, a key of the interface's texts: `required`, `email`, `excel_number`, … */
  reason: z.string(),
});
export const contactImport = z.object({
  id,
  fileName: z.string(),
  state: z.enum(['uploaded', 'checking', 'checked', 'importing', 'done', 'failed']),
  encoding: z.string(),
  delimiter: z.string(),
  headers: z.array(z.string()),
  mapping: z.array(importField.nullable()),
  preview: z.array(z.array(z.string())),
  size: z.number().int(),
  /** Lines looked at so far, and the bytes they took, for the progress bar. */
  progress: z.object({ lines: z.number().int(), bytes: z.number().int() }),
  counts: z.object({
    new: z.number().int(),
    changed: z.number().int(),
    same: z.number().int(),
    errors: z.number().int(),
  }),
  errors: z.array(importError),
  failure: z.string().nullable(),
  createdAt: timestamp,
  finishedAt: timestamp.nullable(),
});
export type ContactImport = z.infer<typeof contactImport>;

const ofContact = ofCompany.extend({ contactId: id });

export const contactsContract = {
  list: oc
    .route({ method: 'GET', path: '/companies/{companyId}/contacts' })
    .input(
      ofCompany.extend({
        ...paging.shape,
        search: line(200).optional(),
        type: contactType.optional(),
        active: z.enum(['active', 'inactive', 'all']).default('active'),
        websiteId: id.optional(),
        sort: contactSort.default('relevance'),
        descending: flag.default(false),
      }),
    )
    .output(page(contactRow)),
  get: oc
    .route({ method: 'GET', path: '/companies/{companyId}/contacts/{contactId}' })
    .input(ofContact)
    .output(contact),
  create: oc
    .route({ method: 'POST', path: '/companies/{companyId}/contacts' })
    .input(ofCompany.extend({ contact: contactInput }))
    .output(contact),
  update: oc
    .route({ method: 'PUT', path: '/companies/{companyId}/contacts/{contactId}' })
    .input(ofContact.extend({ contact: contactInput, version }))
    .output(contact),
  /** R1: a contact in use is not deleted but made inactive; its access closes with the next publication (case 7). */
  setActive: oc
    .route({ method: 'PUT', path: '/companies/{companyId}/contacts/{contactId}/active' })
    .input(ofContact.extend({ active: z.boolean(), version }))
    .output(contact),
  /** Whose access hangs on this contact, to be shown before it is made inactive or merged (case 9). */
  accessAtStake: oc
    .route({ method: 'GET', path: '/companies/{companyId}/contacts/{contactId}/access-at-stake' })
    .input(ofContact)
    .output(z.array(accessAtStake)),
  /** Merges a double into this contact; the double goes (case 8). */
  merge: oc
    .route({ method: 'POST', path: '/companies/{companyId}/contacts/{contactId}/merge' })
    .input(ofContact.extend({ version, doubleId: id, doubleVersion: version }))
    .output(contact),
  /** Deletes a contact that nothing refers to; refuses one in use. */
  remove: oc
    .route({ method: 'DELETE', path: '/companies/{companyId}/contacts/{contactId}' })
    .input(ofContact.extend({ version: z.coerce.number().int() }))
    .output(ok),
  timeline: oc
    .route({ method: 'GET', path: '/companies/{companyId}/contacts/{contactId}/timeline' })
    /** Everyday sign-ins would drown the rest; they are there where they are asked for. */
    .input(ofContact.extend({ ...paging.shape, signIns: flag.default(false) }))
    .output(page(timelineEntry)),
  addPerson: oc
    .route({ method: 'POST', path: '/companies/{companyId}/contacts/{contactId}/persons' })
    .input(ofContact.extend({ person: contactPersonInput }))
    .output(contact),
  updatePerson: oc
    .route({ method: 'PUT', path: '/companies/{companyId}/contacts/{contactId}/persons/{personId}' })
    .input(ofContact.extend({ personId: id, person: contactPersonInput, active: z.boolean(), version }))
    .output(contact),
  removePerson: oc
    .route({ method: 'DELETE', path: '/companies/{companyId}/contacts/{contactId}/persons/{personId}' })
    .input(ofContact.extend({ personId: id }))
    .output(contact),
};

/**
 * Import of a file. The file itself is sent as the raw body of `POST /api/companies/{companyId}/contact-imports/file`
 * with `?name=` (streamed, 100 MB and more); the answer is a `contactImport`. Then: look at the preview, correct the
 * mapping, `check` (dry run over all lines), `run`, and follow `get` until `done`.
 */
export const contactImportsContract = {
  get: oc
    .route({ method: 'GET', path: '/companies/{companyId}/contact-imports/{importId}' })
    .input(ofCompany.extend({ importId: id }))
    .output(contactImport),
  check: oc
    .route({ method: 'POST', path: '/companies/{companyId}/contact-imports/{importId}/check' })
    .input(ofCompany.extend({ importId: id, mapping: z.array(importField.nullable()) }))
    .output(contactImport),
  run: oc
    .route({ method: 'POST', path: '/companies/{companyId}/contact-imports/{importId}/run' })
    .input(
      ofCompany.extend({
        importId: id,
        mapping: z.array(importField.nullable()),
        onErrors: z.enum(['skip_lines', 'import_none']),
      }),
    )
    .output(contactImport),
  list: oc
    .route({ method: 'GET', path: '/companies/{companyId}/contact-imports' })
    .input(ofCompany)
    .output(z.array(contactImport.omit({ preview: true, errors: true }))),
};
