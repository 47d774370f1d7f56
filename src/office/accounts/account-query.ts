import { type ExpressionBuilder, sql } from 'kysely';
import { type Account, account as accountShape } from '../../contract/accounts.ts';
import { AppError } from '../../core/errors.ts';
import type { OfficeTables } from '../../database/office-tables.ts';
import type { OfficeDatabase } from '../context.ts';
import { accountIsUnpublished, readPublished } from './account-content.ts';

/**
 * The accounts of a company that staff see: those that are not ended, and those whose end still waits for publication.
 * An applicant who was declined without a contact being made of them is seen under Applications.
 */
export function accountsOf(db: OfficeDatabase, companyId: string) {
  return db
    .selectFrom('account')
    .innerJoin('website', (join) =>
      join
        .onRef('website.company_id', '=', 'account.company_id')
        .onRef('website.id', '=', 'account.website_id'),
    )
    .innerJoin('contact', (join) =>
      join
        .onRef('contact.company_id', '=', 'account.company_id')
        .onRef('contact.id', '=', 'account.contact_id'),
    )
    .leftJoin('contact_person', (join) =>
      join
        .onRef('contact_person.company_id', '=', 'account.company_id')
        .onRef('contact_person.id', '=', 'account.person_id'),
    )
    .where('account.company_id', '=', companyId)
    .where('website.removed_at', 'is', null)
    .where(accountIsVisible);
}

const accountIsVisible = sql<boolean>`(account.ended_at IS NULL OR ${accountIsUnpublished})`;

/** The columns that `toAccount` reads. */
export function accountColumns(
  eb: ExpressionBuilder<
    OfficeTables & { contact_person: Partial<OfficeTables['contact_person']> },
    'account' | 'website' | 'contact'
  >,
) {
  return [
    'account.id',
    'account.email',
    'account.email_verified_at',
    'account.status',
    'account.published',
    'account.reason',
    'account.valid_from',
    'account.valid_until',
    'account.origin',
    'account.last_signed_in_at',
    'account.version',
    'account.created_at',
    'account.updated_at',
    'account.ended_at',
    'website.id as website_id',
    'website.name as website_name',
    'contact.id as contact_id',
    'contact.number as contact_number',
    'contact.name as contact_name',
    'contact.active as contact_active',
    sql<string | null>`contact_person.id`.as('person_id'),
    sql<string | null>`contact_person.name`.as('person_name'),
    accountIsUnpublished.as('unpublished'),
    eb.fn<string>('office.plain', ['contact.name']).as('sort_name'),
  ] as const;
}

/** The accounts of a company with all that the contract tells of them. */
export function selectAccounts(db: OfficeDatabase, companyId: string) {
  return accountsOf(db, companyId).select(accountColumns);
}
export type AccountRow = Awaited<ReturnType<ReturnType<typeof selectAccounts>['execute']>>[number];

/** One account as staff see it. */
export function toAccount(row: AccountRow): Account {
  const published = readPublished(row.published);
  return accountShape.parse({
    id: row.id,
    website: { id: row.website_id, name: row.website_name },
    contact: {
      id: row.contact_id,
      number: row.contact_number,
      name: row.contact_name,
      active: row.contact_active,
    },
    person: row.person_id === null ? null : { id: row.person_id, name: row.person_name ?? '' },
    email: row.email,
    emailVerifiedAt: row.email_verified_at?.toISOString() ?? null,
    status: row.status,
    published:
      published === null || published.status === 'ended'
        ? null
        : { status: published.status, email: published.email },
    unpublished: row.unpublished,
    ending: row.ended_at !== null,
    reason: row.reason,
    validFrom: row.valid_from?.toISOString() ?? null,
    validUntil: row.valid_until?.toISOString() ?? null,
    origin: row.origin,
    lastSignedInAt: row.last_signed_in_at?.toISOString() ?? null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  });
}

/** Some accounts by id, in the order of their ids; those that are not there (any more) are left out. */
export async function readAccounts(
  db: OfficeDatabase,
  companyId: string,
  ids: readonly string[],
): Promise<Account[]> {
  if (ids.length === 0) return [];
  const rows = await selectAccounts(db, companyId)
    .where('account.id', 'in', [...ids])
    .orderBy('account.id')
    .execute();
  return rows.map(toAccount);
}

/** One account, or null. */
export async function findAccount(
  db: OfficeDatabase,
  companyId: string,
  id: string,
): Promise<Account | null> {
  return (await readAccounts(db, companyId, [id]))[0] ?? null;
}

/** One account. @throws AppError `not_found` */
export async function readAccount(db: OfficeDatabase, companyId: string, id: string): Promise<Account> {
  const account = await findAccount(db, companyId, id);
  if (account === null) throw new AppError('not_found');
  return account;
}

/** Whether a text is part of the contact's searchable words or of the account's address. */
export function accountMatches(search: string) {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`(EXISTS (SELECT FROM contact_search AS found WHERE found.company_id = contact.company_id
    AND found.contact_id = contact.id AND found.words LIKE office.plain(${pattern}))
    OR account.email_canonical LIKE lower(${pattern}))`;
}
