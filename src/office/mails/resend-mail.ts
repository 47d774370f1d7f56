import type { Mail } from '../../contract/mails.ts';
import { erasedMark } from '../../core/erased.ts';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, Staff } from '../context.ts';
import { announce } from '../live/announce.ts';
import { readMail } from './read-mails.ts';

/**
 * Has the gate send a mail again that failed or waits: the same mail with the same Message-ID (I3, case 24). It shows as
 * waiting until the gate tells how it went.
 * @throws AppError `not_found`, `gate_unreachable`, `link_refused`
 */
export async function resendMail(office: Office, staff: Staff, mailId: string): Promise<Mail> {
  const { companyId } = staff;
  const mail = await office.db
    .selectFrom('mail')
    .innerJoin('website', (join) =>
      join.onRef('website.company_id', '=', 'mail.company_id').onRef('website.id', '=', 'mail.website_id'),
    )
    .select([
      'mail.erased_at',
      'mail.to_address',
      'mail.subject',
      'mail.event',
      'mail.website_id',
      'website.gate_id',
    ])
    .where('mail.company_id', '=', companyId)
    .where('mail.id', '=', mailId)
    .executeTakeFirst();
  if (mail === undefined) throw new AppError('not_found');
  await office.gates.resendMail(mail.gate_id, mailId);
  await withTransaction({ kysely: office.db }, async (trx) => {
    await trx
      .updateTable('mail')
      .set({ state: 'waiting', next_attempt_at: office.clock.now() })
      .where('company_id', '=', companyId)
      .where('id', '=', mailId)
      .where('state', '=', 'failed')
      .execute();
    await recordAuditEvent(trx, {
      companyId,
      actor: staff.actor,
      action: 'mail.resent',
      subject: {
        kind: 'mail',
        id: mailId,
        name: `${mail.event} · ${mail.erased_at === null ? mail.to_address : erasedMark}`,
      },
      websiteId: mail.website_id,
    });
    await announce(trx, companyId, 'mails');
  });
  return readMail(office.db, staff, mailId);
}
