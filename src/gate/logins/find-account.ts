import { type ApplicationData, applicationData } from '../../contract/applications.ts';
import { deletionRefusal } from '../../contract/link.ts';
import type { AccountAccess } from '../../core/access.ts';
import type { DeletionKnown, DeletionRefusal } from '../../core/deletion-refusal.ts';
import { type PublishedStatus, publishedStatuses } from '../../core/status.ts';
import type { GateDatabase } from '../context.ts';

/** A website account as the visitor pages show it to its holder. */
export interface VisitorAccount extends AccountAccess, DeletionKnown {
  readonly id: string;
  readonly websiteId: string;
  readonly email: string;
  /** What staff said about the status. */
  readonly reason: string;
  readonly contactNumber: string;
  readonly contactName: string;
  readonly personName: string;
  readonly contactTypes: readonly string[];
  readonly priceGroup: string;
  readonly language: string;
  readonly revision: number;
  readonly createdAt: Date;
  /** What the visitor typed, where the account began with that. */
  readonly details: ApplicationData | null;
}

/**
 * The account of an address on one website: the one that counts, or else the last that ended; null where there
 * never was one.
 */
export async function findAccount(
  db: GateDatabase,
  websiteId: string,
  emailCanonical: string,
): Promise<VisitorAccount | null> {
  const row = await selectAccounts(db)
    .where('website_id', '=', websiteId)
    .where('email_canonical', '=', emailCanonical)
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : accountOf(row);
}

/**
 * The accounts of an address on the websites of a company: of each website the one that counts, or else the last that
 * ended.
 */
export async function findAccounts(
  db: GateDatabase,
  companyId: string,
  emailCanonical: string,
): Promise<VisitorAccount[]> {
  const rows = await selectAccounts(db)
    .where('company_id', '=', companyId)
    .where('email_canonical', '=', emailCanonical)
    .execute();
  const first = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (!first.has(row.website_id)) first.set(row.website_id, row);
  return [...first.values()].map(accountOf);
}

function selectAccounts(db: GateDatabase) {
  return db
    .selectFrom('account')
    .select([
      'id',
      'website_id',
      'email',
      'status',
      'reason',
      'valid_from',
      'valid_until',
      'contact_active',
      'contact_number',
      'contact_name',
      'person_name',
      'contact_types',
      'price_group',
      'language',
      'revision',
      'details',
      'created_at',
      'deletion_asked_at',
      'deletion_refused',
    ])
    .orderBy((order) => order('status', '=', 'ended'))
    .orderBy('revision', 'desc');
}

type AccountRow = Awaited<ReturnType<ReturnType<typeof selectAccounts>['executeTakeFirstOrThrow']>>;

function accountOf(row: AccountRow): VisitorAccount {
  return {
    id: row.id,
    websiteId: row.website_id,
    email: row.email,
    status: statusOf(row.status),
    reason: row.reason,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    contactActive: row.contact_active,
    contactNumber: row.contact_number,
    contactName: row.contact_name,
    personName: row.person_name,
    contactTypes: row.contact_types,
    priceGroup: row.price_group,
    language: row.language,
    revision: row.revision,
    createdAt: row.created_at,
    details: readDetails(row.details),
    deletionAskedAt: row.deletion_asked_at,
    deletionRefused: readRefusal(row.deletion_refused),
  };
}

/** A refusal as it is kept, or null where there is none. */
export function readRefusal(value: unknown): DeletionRefusal | null {
  return deletionRefusal.safeParse(value).data ?? null;
}

/** Details as they are kept, or null where they are not what the contract says. */
export function readDetails(value: unknown): ApplicationData | null {
  const parsed = applicationData.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** A status of the database's check list; anything else counts as blocked (closed on doubt). */
function statusOf(text: string): PublishedStatus {
  return publishedStatuses.find((status) => status === text) ?? 'blocked';
}
