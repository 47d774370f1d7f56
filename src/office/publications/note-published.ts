import { sql } from 'kysely';
import { withTransaction } from '../../database/transaction.ts';
import { contentOfAccount } from '../accounts/account-content.ts';
import type { OfficeDatabase, OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';
import type { StartedPublication } from './begin-publication.ts';
import type { ChangedAccount } from './changed-accounts.ts';

/**
 * Notes in one transaction what the gate has applied of a message: content of the accounts as it was sent, the revision
 * up to which all is published, the settings, and the publication's numbers.
 */
export async function notePublished(
  db: OfficeDatabase,
  started: StartedPublication,
  message: {
    readonly accounts: readonly ChangedAccount[];
    /** Null where the message stands for no revision, within a snapshot. */
    readonly publishedRevision: number | null;
    readonly withSettings: boolean;
    readonly endsTheRest?: boolean;
  },
): Promise<void> {
  const { companyId, websiteId, settings, tally, progress } = started;
  for (const account of message.accounts) if (account.differs) tally.add(account);
  progress.done += message.accounts.length;
  await withTransaction({ kysely: db }, async (trx) => {
    if (message.publishedRevision !== null || message.withSettings) {
      await trx
        .updateTable('website')
        .set({
          ...(message.publishedRevision === null
            ? {}
            : {
                published_revision: sql<number>`greatest(published_revision, ${message.publishedRevision}::bigint)`,
              }),
          ...(message.withSettings
            ? {
                published_settings_revision: settings.settingsRevision,
                published_settings: JSON.stringify(settings),
              }
            : {}),
        })
        .where('company_id', '=', companyId)
        .where('id', '=', websiteId)
        .execute();
    }
    const rows = message.accounts.map(({ id, content }) => ({ id, content }));
    if (rows.length > 0) {
      await sql`
        UPDATE account SET published = sent.content
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS sent(id uuid, content jsonb)
        WHERE account.company_id = ${companyId} AND account.id = sent.id`.execute(trx);
    }
    if (message.endsTheRest === true) await noteEnded(trx, started);
    await trx
      .updateTable('publication')
      .set({ progress: JSON.stringify(progress), plan: JSON.stringify(tally.summary) })
      .where('company_id', '=', companyId)
      .where('id', '=', started.id)
      .execute();
    await announce(trx, companyId, 'publications');
  });
}

/** What was not in a snapshot has ended at the gate: the accounts that were removed in the office before it. */
async function noteEnded(trx: OfficeTransaction, started: StartedPublication): Promise<void> {
  await sql`
    UPDATE account SET published = ended.content
    FROM (
      SELECT account.id, ${contentOfAccount} AS content FROM account
      LEFT JOIN contact ON contact.company_id = account.company_id AND contact.id = account.contact_id
      LEFT JOIN contact_person ON contact_person.company_id = account.company_id
        AND contact_person.id = account.person_id
      WHERE account.company_id = ${started.companyId} AND account.website_id = ${started.websiteId}
        AND account.ended_at IS NOT NULL AND account.revision <= ${started.toRevision}
    ) AS ended
    WHERE account.company_id = ${started.companyId} AND account.id = ended.id`.execute(trx);
}
