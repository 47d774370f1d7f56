import { sql } from 'kysely';
import { z } from 'zod';
import type { AccountV1 } from '../../contract/link.ts';
import {
  type AccountContent,
  accountIsUnpublished,
  contentOfAccount,
  readPublished,
} from '../accounts/account-content.ts';
import type { OfficeDatabase } from '../context.ts';

/** An account as it is to be published, beside what the gate has of it. */
export interface ChangedAccount {
  readonly id: string;
  readonly revision: number;
  readonly content: AccountContent;
  readonly published: AccountContent | null;
  /** Whether the two differ. */
  readonly differs: boolean;
  readonly emailVerified: boolean;
  readonly changedBy: string;
  readonly changedAt: Date;
}

function query(db: OfficeDatabase, companyId: string, websiteId: string, limit: number) {
  return db
    .selectFrom('account')
    .innerJoin('website', (join) =>
      join
        .onRef('website.company_id', '=', 'account.company_id')
        .onRef('website.id', '=', 'account.website_id'),
    )
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.company_id', '=', 'account.company_id')
        .onRef('contact.id', '=', 'account.contact_id'),
    )
    .leftJoin('contact_person', (join) =>
      join
        .onRef('contact_person.company_id', '=', 'account.company_id')
        .onRef('contact_person.id', '=', 'account.person_id'),
    )
    .leftJoin('account_change', (join) =>
      join
        .onRef('account_change.company_id', '=', 'account.company_id')
        .onRef('account_change.website_id', '=', 'account.website_id')
        .onRef('account_change.revision', '=', 'account.revision'),
    )
    .select([
      'account.id',
      'account.revision',
      'account.published',
      'account.updated_at',
      'account.email_verified_at',
      'account_change.actor_name',
      'account_change.at',
      contentOfAccount.as('content'),
      sql<boolean>`(account.published IS DISTINCT FROM ${contentOfAccount})`.as('differs'),
    ])
    .where('account.company_id', '=', companyId)
    .where('account.website_id', '=', websiteId)
    .limit(limit);
}
type Row = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number];

function toChanged(row: Row): ChangedAccount {
  return {
    id: row.id,
    revision: row.revision,
    content: row.content,
    published: readPublished(row.published),
    differs: row.differs,
    emailVerified: row.email_verified_at !== null,
    changedBy: row.actor_name ?? '',
    changedAt: row.at ?? row.updated_at,
  };
}

/**
 * The accounts with a revision in (`after`, `to`], at most `limit`, in the order of their revisions. Contents and
 * claims are of one moment (one statement).
 */
export async function readChangedAccounts(
  db: OfficeDatabase,
  range: {
    readonly companyId: string;
    readonly websiteId: string;
    readonly after: number;
    readonly to: number;
  },
  limit: number,
): Promise<ChangedAccount[]> {
  const rows = await query(db, range.companyId, range.websiteId, limit)
    .where('account.revision', '>', range.after)
    .where('account.revision', '<=', range.to)
    .orderBy('account.revision')
    .execute();
  return rows.map(toChanged);
}

/** What waits for Update website with a revision above `after`, in the order of the revisions. */
export async function readWaitingAccounts(
  db: OfficeDatabase,
  range: { readonly companyId: string; readonly websiteId: string; readonly after: number },
  limit: number,
): Promise<ChangedAccount[]> {
  const rows = await query(db, range.companyId, range.websiteId, limit)
    .where('account.revision', '>', range.after)
    .where(accountIsUnpublished)
    .orderBy('account.revision')
    .execute();
  return rows.map(toChanged);
}

/**
 * All accounts that are not ended, by id from `afterId` on, for a snapshot. By id and not by revision: one that changes
 * while the snapshot goes out must not fall out of it.
 */
export async function readAllAccounts(
  db: OfficeDatabase,
  range: { readonly companyId: string; readonly websiteId: string; readonly afterId: string | null },
  limit: number,
): Promise<ChangedAccount[]> {
  let rows = query(db, range.companyId, range.websiteId, limit)
    .where('account.ended_at', 'is', null)
    .orderBy('account.id');
  if (range.afterId !== null) rows = rows.where('account.id', '>', range.afterId);
  return (await rows.execute()).map(toChanged);
}

/** One account, whatever its revision. */
export async function readChangedAccount(
  db: OfficeDatabase,
  companyId: string,
  accountId: string,
): Promise<(ChangedAccount & { readonly websiteId: string }) | null> {
  const known = await db
    .selectFrom('account')
    .select('website_id')
    .where('company_id', '=', companyId)
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (known === undefined) return null;
  const row = await query(db, companyId, known.website_id, 1)
    .where('account.id', '=', z.uuid().parse(accountId))
    .executeTakeFirst();
  return row === undefined ? null : { ...toChanged(row), websiteId: known.website_id };
}

/** The account as it crosses the link. */
export function toAccountV1({ id, revision, content }: ChangedAccount): AccountV1 {
  const { contactId: _contact, personId: _person, ...told } = content;
  return { type: 'accountV1', id, revision, ...told };
}
