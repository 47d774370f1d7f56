import { sql } from 'kysely';
import { erasedMark } from '../../core/erased.ts';
import { withTransaction } from '../../database/transaction.ts';
import { systemActor } from '../applications/application-row.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, OfficeDatabase, OfficeTransaction } from '../context.ts';
import { eraseTraces } from './erase-traces.ts';
import { findTraces, isGone } from './find-traces.ts';

interface DueAccount {
  readonly company_id: string;
  readonly id: string;
  readonly contact_id: string | null;
  readonly website_id: string;
  readonly website_name: string;
  readonly erase_asked_at: Date;
}

/**
 * Erases those whose request to be deleted was granted, as soon as the gate has the end of their access: till then the
 * office needs to know whom it ends. While a publication of the website runs, which notes whom it tells of, it waits. Called after each publication and from time to time, so that a process that ends in
 * between leaves nobody behind. Any number of processes may do so at once.
 * @returns how many
 */
export async function eraseDue(
  office: Pick<Office, 'clock'>,
  db: OfficeDatabase,
  of?: { readonly companyId: string; readonly websiteId: string },
): Promise<number> {
  for (let erased = 0; ; erased += 1) {
    const isDone = await withTransaction({ kysely: db }, async (trx) => {
      const account = await lockNext(trx, of);
      if (account === undefined) return true;
      await eraseAccount(trx, office.clock.now(), account);
      return false;
    });
    if (isDone) return erased;
  }
}

/** One at a time: each has its own traces, and nobody is kept waiting for long. */
async function lockNext(
  trx: OfficeTransaction,
  of?: { readonly companyId: string; readonly websiteId: string },
): Promise<DueAccount | undefined> {
  const { rows } = await sql<DueAccount>`
    SELECT account.company_id, account.id, account.contact_id, account.erase_asked_at,
      website.id AS website_id, website.name AS website_name
    FROM account JOIN website ON website.company_id = account.company_id AND website.id = account.website_id
    WHERE account.erase_asked_at IS NOT NULL AND account.erased_at IS NULL AND ${isGone}
      AND NOT EXISTS (SELECT FROM publication WHERE publication.company_id = website.company_id
        AND publication.website_id = website.id AND publication.state = 'running')
      ${of === undefined ? sql`` : sql`AND website.company_id = ${of.companyId} AND website.id = ${of.websiteId}`}
    LIMIT 1 FOR UPDATE OF account SKIP LOCKED`.execute(trx);
  return rows[0];
}

async function eraseAccount(trx: OfficeTransaction, at: Date, account: DueAccount): Promise<void> {
  const { company_id: companyId, id, erase_asked_at: until } = account;
  await eraseTraces(trx, at, await findTraces(trx, { companyId, accountIds: [id], until }));
  await recordAuditEvent(trx, {
    companyId,
    actor: systemActor,
    action: 'account.erased',
    subject: { kind: 'account', id, name: `${erasedMark} · ${account.website_name}` },
    websiteId: account.website_id,
    ...(account.contact_id === null ? {} : { contactId: account.contact_id }),
  });
}
