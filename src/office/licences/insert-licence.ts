import type { Clock } from '../../core/clock.ts';
import type { LicenceClaims } from '../../core/licence.ts';
import { newId } from '../../core/uuid.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Actor, OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';
import { touchWebsiteSettings } from '../websites/touch-settings.ts';
import { currentLicence } from './current-licence.ts';

/**
 * Makes a checked licence the one that counts. The gates learn of it with the settings of all the company's
 * websites, whose revision rises in this transaction.
 */
export async function insertLicence(
  trx: OfficeTransaction,
  clock: Clock,
  licence: { readonly claims: LicenceClaims; readonly token: string; readonly actor: Actor },
): Promise<void> {
  const { claims, token, actor } = licence;
  const { companyId } = claims;
  await trx.selectFrom('company').select('id').where('id', '=', companyId).forUpdate().execute();
  const before = await currentLicence(trx, companyId);
  await trx
    .insertInto('licence')
    .values({
      company_id: companyId,
      id: newId(),
      token,
      holder: claims.holder,
      valid_until: claims.validUntil,
      entered_at: clock.now(),
      entered_by: actor.name,
    })
    .execute();
  await touchWebsiteSettings(trx, companyId);
  await recordAuditEvent(trx, {
    companyId,
    actor,
    action: 'licence.entered',
    subject: { kind: 'licence', id: null, name: claims.holder },
    before: before === null ? null : { validUntil: before.validUntil?.toISOString() ?? null },
    after: { validUntil: claims.validUntil?.toISOString() ?? null },
  });
  await announce(trx, companyId, 'licence');
}
