import type { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { Office, OfficeDatabase } from '../context.ts';
import { announce } from '../live/announce.ts';
import type { StartedPublication } from './begin-publication.ts';
import { writeFailure } from './publication-failure.ts';

/** Closes a publication, done or failed. With the removal of a website published, its host names are free again. */
export async function finishPublication(
  office: Office,
  db: OfficeDatabase,
  started: StartedPublication,
  failure: AppError | null,
): Promise<void> {
  const { companyId, websiteId } = started;
  const now = office.clock.now();
  await withTransaction({ kysely: db }, async (trx) => {
    await trx
      .updateTable('publication')
      .set({
        state: failure === null ? 'done' : 'failed',
        failure: failure === null ? null : writeFailure(failure),
        finished_at: now,
      })
      .where('company_id', '=', companyId)
      .where('id', '=', started.id)
      .execute();
    if (failure === null) {
      await trx
        .updateTable('website')
        .set({ last_published_at: now })
        .where('company_id', '=', companyId)
        .where('id', '=', websiteId)
        .execute();
      if (started.settings.removed) {
        await trx
          .deleteFrom('website_host')
          .where('company_id', '=', companyId)
          .where('website_id', '=', websiteId)
          .execute();
      }
    }
    await announce(trx, companyId, 'publications');
    await announce(trx, companyId, 'accounts');
    await announce(trx, companyId, 'websites');
  });
}
