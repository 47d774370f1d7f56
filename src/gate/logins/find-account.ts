import { type ApplicationData, applicationData } from '../../contract/applications.ts';
import type { AccountAccess } from '../../core/access.ts';
import { type PublishedStatus, publishedStatuses } from '../../core/status.ts';
import type { GateDatabase } from '../context.ts';

/** A website account as the visitor pages show it to its holder. */
export interface VisitorAccount extends AccountAccess {
  readonly id: string;
  readonly email: string;
  readonly contactNumber: string;
  readonly contactName: string;
  readonly personName: string;
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
  const row = await db
    .selectFrom('account')
    .select([
      'id',
      'email',
      'status',
      'valid_from',
      'valid_until',
      'contact_active',
      'contact_number',
      'contact_name',
      'person_name',
      'language',
      'revision',
      'details',
      'created_at',
    ])
    .where('website_id', '=', websiteId)
    .where('email_canonical', '=', emailCanonical)
    .orderBy((order) => order('status', '=', 'ended'))
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    email: row.email,
    status: statusOf(row.status),
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    contactActive: row.contact_active,
    contactNumber: row.contact_number,
    contactName: row.contact_name,
    personName: row.person_name,
    language: row.language,
    revision: row.revision,
    createdAt: row.created_at,
    details: readDetails(row.details),
  };
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
