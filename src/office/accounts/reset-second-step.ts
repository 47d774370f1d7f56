import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { announce } from '../live/announce.ts';
import { accountsOf } from './account-query.ts';

/** Reasons for which a request never left the office: whatever else went wrong, nothing happened at the gate. */
const neverArrived: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

type Outcome = 'done' | 'nothing' | 'unsure';

/**
 * Has the gate take the second step from the holder of an account, who lost app, passkey and recovery codes (decision 17).
 * Who had it done stands in the audit log whatever the gate answered, also where it is not known whether it did.
 * @returns whether there was anything to reset
 * @throws AppError `not_found`, `account_ending`, `licence_missing`, `gate_too_old`, `link_refused`,
 *   `second_step_account_unknown`, `second_step_not_reset`, `second_step_unsure`
 */
export async function resetSecondStep(
  office: Office,
  staff: Staff,
  accountId: string,
): Promise<{ reset: boolean }> {
  const { companyId } = staff;
  await requireLicence(office.db, companyId, office.clock);
  const account = await findOne(office, companyId, accountId);
  const note = async (outcome: Outcome): Promise<void> => {
    await withTransaction({ kysely: office.db }, async (trx) => {
      await recordAuditEvent(trx, {
        companyId,
        actor: staff.actor,
        action: outcome === 'done' ? 'account.second_step_reset' : 'account.second_step_tried',
        subject: { kind: 'account', id: accountId, name: `${account.email} · ${account.website}` },
        websiteId: account.websiteId,
        contactId: account.contactId,
        after: outcome === 'done' ? null : { outcome },
      });
      await announce(trx, companyId, 'audit');
    });
  };
  const { gateId, websiteId } = account;
  const answer = await office.gates
    .resetSecondStep(gateId, { companyId, websiteId, accountId })
    .catch((error: unknown) => refusalOf(error, account.website));
  if (answer instanceof AppError) {
    if (answer.code === 'second_step_unsure') await note('unsure');
    throw answer;
  }
  await note(answer.reset ? 'done' : 'nothing');
  return answer;
}

async function findOne(office: Office, companyId: string, accountId: string) {
  const row = await accountsOf(office.db, companyId)
    .select([
      'account.email',
      'account.ended_at as endedAt',
      'website.id as websiteId',
      'website.name as website',
      'website.gate_id as gateId',
      'contact.id as contactId',
    ])
    .where('account.id', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  if (row.endedAt !== null) throw new AppError('account_ending');
  return row;
}

/** What staff are told of a call that failed. What is no refusal of the link is thrown as it is. */
function refusalOf(error: unknown, website: string): AppError {
  if (!(error instanceof AppError)) throw error;
  const { code, params } = error;
  if (code === 'link_refused' && params.code === 'link_account_unknown')
    return new AppError('second_step_account_unknown', { website }, { cause: error });
  if (code !== 'gate_unreachable') return error;
  const outcome = neverArrived.has(params.reason) ? 'second_step_not_reset' : 'second_step_unsure';
  return new AppError(outcome, params, { cause: error });
}
