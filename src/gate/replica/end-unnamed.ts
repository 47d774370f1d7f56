import type { AccountV1, PublicationV1 } from '../../contract/link.ts';
import type { Clock } from '../../core/clock.ts';
import type { GateTransaction } from '../context.ts';
import { type AppliedAccounts, applyAccounts } from './apply-accounts.ts';
import type { PublishedTo } from './published-to.ts';

const accountsAtOnce = 2000;

/**
 * Ends what a whole snapshot did not name. Applications that the office has not fetched yet (revision 0) stay: what a
 * visitor was told is received is never lost (I4).
 */
export async function endUnnamed(
  trx: GateTransaction,
  clock: Clock,
  website: PublishedTo,
  publication: PublicationV1,
  took: (applied: AppliedAccounts) => Promise<void>,
): Promise<void> {
  const { publicationId, toRevision } = publication;
  for (;;) {
    const unnamed = await trx
      .selectFrom('account')
      .select(['id', 'email', 'language'])
      .where('website_id', '=', website.id)
      .where('status', '<>', 'ended')
      .where('revision', '>', 0)
      .where('snapshot_id', 'is distinct from', publicationId)
      .limit(accountsAtOnce)
      .execute();
    if (unnamed.length === 0) return;
    const accounts = unnamed.map(({ id, email, language }) => ended(id, email, language, toRevision));
    await took(
      await applyAccounts(trx, clock, website, { publicationId, snapshotId: publicationId, accounts }),
    );
  }
}

function ended(id: string, email: string, language: string, revision: number): AccountV1 {
  return {
    type: 'accountV1',
    id,
    revision,
    email,
    status: 'ended',
    reason: '',
    validFrom: null,
    validUntil: null,
    contactActive: false,
    contactNumber: '',
    contactName: '',
    personName: '',
    contactTypes: [],
    priceGroup: '',
    language,
  };
}
