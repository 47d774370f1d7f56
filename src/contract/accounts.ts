import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  accountStatus,
  email,
  flag,
  id,
  line,
  ofCompany,
  page,
  paging,
  timestamp,
  version,
} from './common.ts';
import { explanation, explanationOnWebsite } from './explanation.ts';
import { visitorLanguage } from './website-settings.ts';
import { mailEvent } from './websites.ts';

/** One contact's access to one website (R2). */
export const account = z.object({
  id,
  website: z.object({ id, name: z.string() }),
  contact: z.object({ id, number: z.string(), name: z.string(), active: z.boolean() }),
  person: z.object({ id, name: z.string() }).nullable(),
  email: z.string(),
  emailVerifiedAt: timestamp.nullable(),
  status: accountStatus,
  /** Status and address as the gate has them; null where nothing was published yet. */
  published: z.object({ status: accountStatus, email: z.string() }).nullable(),
  /** A change waits for Update website. */
  unpublished: z.boolean(),
  /** Removed in the office, still to be published. */
  ending: z.boolean(),
  reason: z.string(),
  validFrom: timestamp.nullable(),
  validUntil: timestamp.nullable(),
  origin: z.enum(['staff', 'application']),
  lastSignedInAt: timestamp.nullable(),
  version,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Account = z.infer<typeof account>;

/** What staff fill in at New / Edit (R3). */
export const accountInput = z.object({
  websiteId: id,
  personId: id.nullable(),
  email,
  status: accountStatus,
  /** Shown to staff, and to the visitor where the text of the mail says so. */
  reason: line(500),
  validFrom: timestamp.nullable(),
  validUntil: timestamp.nullable(),
});
export type AccountInput = z.infer<typeof accountInput>;

/** What happens after OK, told before it: whether it waits, and which mail goes to whom. */
export const changePreview = z.object({
  linkMode: z.enum(['automatic', 'manual']),
  mails: z.array(
    z.object({
      event: mailEvent,
      to: z.string(),
      language: visitorLanguage,
      subject: z.string(),
      text: z.string(),
    }),
  ),
  access: z.enum(['gains', 'loses', 'keeps', 'none']),
});

/** Address of a page, whole or as a path that begins with `/`. */
const pageAddress = line(2000);

const ofAccount = ofCompany.extend({ accountId: id });

export const accountsContract = {
  ofContact: oc
    .route({ method: 'GET', path: '/companies/{companyId}/contacts/{contactId}/accounts' })
    .input(ofCompany.extend({ contactId: id }))
    .output(z.array(account)),
  list: oc
    .route({ method: 'GET', path: '/companies/{companyId}/accounts' })
    .input(
      ofCompany.extend({
        ...paging.shape,
        search: line(200).optional(),
        websiteId: id.optional(),
        status: accountStatus.optional(),
        unpublished: flag.optional(),
      }),
    )
    .output(page(account)),
  create: oc
    .route({ method: 'POST', path: '/companies/{companyId}/contacts/{contactId}/accounts' })
    .input(ofCompany.extend({ contactId: id, account: accountInput }))
    .output(account),
  update: oc
    .route({ method: 'PUT', path: '/companies/{companyId}/accounts/{accountId}' })
    .input(ofAccount.extend({ account: accountInput, version }))
    .output(account),
  /** Ends the access: published as `ended`; before any publication it simply goes. Can be undone until published. */
  remove: oc
    .route({ method: 'DELETE', path: '/companies/{companyId}/accounts/{accountId}' })
    .input(ofAccount.extend({ version: z.coerce.number().int() }))
    .output(account.nullable()),
  /** Takes back what waits for publication: the account is again as it was last published. */
  undo: oc
    .route({ method: 'POST', path: '/companies/{companyId}/accounts/{accountId}/undo' })
    .input(ofAccount.extend({ version }))
    .output(account.nullable()),
  setStatus: oc
    .route({ method: 'POST', path: '/companies/{companyId}/accounts/status' })
    .input(
      ofCompany.extend({
        accounts: z.array(z.object({ id, version })).min(1).max(500),
        status: accountStatus,
        reason: line(500),
      }),
    )
    .output(z.object({ changed: z.array(account), refused: z.array(z.object({ id, message: z.string() })) })),
  preview: oc
    .route({ method: 'POST', path: '/companies/{companyId}/contacts/{contactId}/accounts/preview' })
    .input(
      ofCompany.extend({
        contactId: id,
        accountId: id.nullable(),
        account: accountInput,
        remove: z.boolean().default(false),
      }),
    )
    .output(changePreview),
  /** Takes the second step from a person who lost app, passkey and recovery codes; false: there was none. */
  resetSecondStep: oc
    .route({ method: 'POST', path: '/companies/{companyId}/accounts/{accountId}/second-step/reset' })
    .input(ofAccount)
    .output(z.object({ reset: z.boolean() })),
  explain: oc
    .route({ method: 'GET', path: '/companies/{companyId}/accounts/{accountId}/explanation' })
    .input(ofAccount.extend({ url: pageAddress.optional() }))
    .output(explanation),
  /** Whether the holder of an address gets a page of a website; without a page: what is closed of it. */
  explainOnWebsite: oc
    .route({ method: 'GET', path: '/companies/{companyId}/websites/{websiteId}/explanation' })
    .input(ofCompany.extend({ websiteId: id, email, url: pageAddress.optional() }))
    .output(explanationOnWebsite),
  /** Contact × website: a row a contact that has any access. */
  matrix: oc
    .route({ method: 'GET', path: '/companies/{companyId}/accounts/matrix' })
    .input(ofCompany.extend({ ...paging.shape, search: line(200).optional() }))
    .output(
      page(
        z.object({
          contact: z.object({ id, number: z.string(), name: z.string(), active: z.boolean() }),
          cells: z.array(
            z.object({
              websiteId: id,
              accountId: id,
              email: z.string(),
              status: accountStatus,
              unpublished: z.boolean(),
              version,
            }),
          ),
        }),
      ),
    ),
};
