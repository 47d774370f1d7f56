import type { Kysely } from 'kysely';
import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import { insertEvents } from '../database/event-outbox.ts';
import type { GateTables } from '../database/gate-tables.ts';
import { notify } from '../database/notify.ts';
import { withTransaction } from '../database/transaction.ts';
import { mailNews } from './mail-news.ts';
import { mailChannel } from './queue-mail.ts';

/**
 * Lets a mail that failed or waits go out now, with the Message-ID it had (case 24, I3).
 * @throws AppError `not_found`, or `mail_already_sent` where there is nothing to send again
 */
export async function resendMail(db: Kysely<GateTables>, clock: Clock, mailId: string): Promise<void> {
  await withTransaction({ kysely: db }, async (trx) => {
    const mail = await trx
      .selectFrom('mail')
      .select('state')
      .where('id', '=', mailId)
      .forUpdate()
      .executeTakeFirst();
    if (mail === undefined) throw new AppError('not_found');
    if (mail.state === 'sent') throw new AppError('mail_already_sent');
    if (mail.state === 'sending') return;
    const row = await trx
      .updateTable('mail')
      .set({ state: 'waiting', next_attempt_at: clock.now() })
      .where('id', '=', mailId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const setup = await trx.selectFrom('mail_setup').select('configured').executeTakeFirstOrThrow();
    await notify(trx, mailChannel);
    await insertEvents(trx, clock.now(), [mailNews(row, setup.configured)]);
  });
}
