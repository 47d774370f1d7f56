import { sql } from 'kysely';
import type { Publication } from '../../contract/publications.ts';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { type AccountState, stateOfRow } from '../accounts/account-state.ts';
import { refuseTakenEmail } from '../accounts/check-account-input.ts';
import { type LockedWebsite, lockWebsite } from '../accounts/lock-website.ts';
import { recordAccountAudit } from '../accounts/record-account-audit.ts';
import { type AccountChange, writeAccountChanges } from '../accounts/write-account-changes.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, OfficeTransaction, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { countUnpublished } from './count-unpublished.ts';
import { staffPatienceMs } from './publish-websites.ts';
import { readPublication } from './read-publications.ts';
import { canRollBack, readRollBackTargets } from './roll-back-targets.ts';
import { runPublication } from './run-publication.ts';

const accountsAtOnce = 1000;

/**
 * Takes a publication back by a new one (DESIGN §4): the accounts that it changed go back to what they were before it,
 * with the mails that this causes. What was changed again since stays as it is.
 * @throws AppError `not_found`, `licence_missing`, `rollback_impossible`, `rollback_changes_wait`, `publication_running`
 */
export async function rollBackPublication(
  office: Office,
  staff: Staff,
  publicationId: string,
): Promise<Publication> {
  const { companyId } = staff;
  const website = await withTransaction({ kysely: office.db }, (trx) =>
    restoreAccounts(office, trx, staff, publicationId),
  );
  const id = await runPublication(office, {
    companyId,
    websiteId: website.id,
    mode: 'rollback',
    actor: staff.actor,
    rollsBack: publicationId,
    patienceMs: staffPatienceMs,
  });
  return readPublication(office.db, staff, id);
}

async function restoreAccounts(
  office: Office,
  trx: OfficeTransaction,
  staff: Staff,
  publicationId: string,
): Promise<LockedWebsite> {
  const { companyId } = staff;
  await requireLicence(trx, companyId, office.clock);
  const publication = await trx
    .selectFrom('publication')
    .select(['website_id', 'started_at', canRollBack.as('possible')])
    .where('company_id', '=', companyId)
    .where('id', '=', publicationId)
    .executeTakeFirst();
  if (publication === undefined) throw new AppError('not_found');
  const website = await lockWebsite(trx, companyId, publication.website_id);
  if (!publication.possible) throw new AppError('rollback_impossible');
  const waiting = await countUnpublished(trx, companyId, website.id);
  if (website.linkMode === 'manual' && (waiting.get(website.id) ?? 0) > 0) {
    throw new AppError('rollback_changes_wait', { website: website.name });
  }
  let changed = 0;
  for (let afterId: string | null = null; ; ) {
    const targets = await readRollBackTargets(trx, companyId, publicationId, afterId, accountsAtOnce);
    const changes = await changesBack(trx, website, targets);
    changed += (await writeAccountChanges(trx, office.clock, website, staff.actor, changes)).length;
    for (const change of changes) {
      await recordAccountAudit(trx, website, staff.actor, { ...change, action: 'account.rolled_back' });
    }
    if (targets.length < accountsAtOnce) break;
    afterId = targets.at(-1)?.accountId ?? null;
  }
  if (changed === 0) throw new AppError('rollback_impossible');
  await recordAuditEvent(trx, {
    companyId,
    actor: staff.actor,
    action: 'publication.rolled_back',
    subject: { kind: 'website', id: website.id, name: website.name },
    after: { publication: publicationId, startedAt: publication.started_at.toISOString(), accounts: changed },
  });
  return website;
}

/** Each account back to its former state, as far as contact, person and address are still to be had. */
async function changesBack(
  trx: OfficeTransaction,
  website: LockedWebsite,
  targets: readonly { readonly accountId: string; readonly before: AccountState | null }[],
): Promise<AccountChange[]> {
  if (targets.length === 0) return [];
  const rows = await trx
    .selectFrom('account')
    .selectAll()
    .where('company_id', '=', website.companyId)
    .where(
      'id',
      'in',
      targets.map((target) => target.accountId),
    )
    .forUpdate()
    .execute();
  const accounts = new Map(rows.map((row) => [row.id, row]));
  const contacts = await existing(
    trx,
    website.companyId,
    'contact',
    targets.map(({ before }) => before?.contactId),
  );
  const persons = await existing(
    trx,
    website.companyId,
    'contact_person',
    targets.map(({ before }) => before?.personId),
  );
  const changes: AccountChange[] = [];
  for (const { accountId, before: former } of targets) {
    const row = accounts.get(accountId);
    if (row === undefined) continue;
    const before = stateOfRow(row);
    const after =
      former === null
        ? neverDecided(before, row.origin)
        : {
            ...former,
            contactId: keep(contacts, former.contactId) ?? before.contactId,
            personId: keep(persons, former.personId),
          };
    if (after.status !== 'ended' && (after.email !== before.email || before.status === 'ended')) {
      if (await isTaken(trx, website, after.email, accountId)) continue;
    }
    changes.push({ accountId, before, after });
  }
  return changes;
}

/** What was new with the publication: an applicant waits again, other access ends. */
function neverDecided(state: AccountState, origin: string): AccountState {
  return { ...state, status: origin === 'application' ? 'pending' : 'ended', reason: '' };
}

function keep(ids: ReadonlySet<string>, id: string | null): string | null {
  return id !== null && ids.has(id) ? id : null;
}

async function existing(
  trx: OfficeTransaction,
  companyId: string,
  table: 'contact' | 'contact_person',
  ids: readonly (string | null | undefined)[],
): Promise<Set<string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null && id !== undefined))];
  const rows = await trx
    .selectFrom(table)
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '=', sql<string>`ANY(${wanted}::uuid[])`)
    .execute();
  return new Set(rows.map((row) => row.id));
}

async function isTaken(
  trx: OfficeTransaction,
  website: LockedWebsite,
  email: string,
  accountId: string,
): Promise<boolean> {
  try {
    await refuseTakenEmail(trx, website, email, accountId);
    return false;
  } catch (error) {
    if (error instanceof AppError && error.code === 'account_email_taken') return true;
    throw error;
  }
}
