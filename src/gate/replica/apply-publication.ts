import { sql } from 'kysely';
import { DatabaseError } from 'pg';
import type { AccountV1, AppliedV1, GapV1, PublicationV1, WebsiteV1 } from '../../contract/link.ts';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { queueMails } from '../../mail/queue-mail.ts';
import type { Gate, GateTransaction } from '../context.ts';
import { type AppliedAccounts, applyAccounts } from './apply-accounts.ts';
import { decideMessage } from './decide-message.ts';
import { endUnnamed } from './end-unnamed.ts';
import { countEarlierParts, keepPublication, readAppliedBefore } from './publication-rows.ts';
import { type LockedWebsite, lockWebsite } from './read-replica.ts';
import { writeSettings } from './write-settings.ts';

/** One message of a publication, complete and of the contract. */
export interface PublicationMessage {
  readonly publication: PublicationV1;
  readonly website: WebsiteV1 | null;
  readonly accounts: readonly AccountV1[];
}

const attempts = 3;

/**
 * Applies a message of a publication whole or not at all (DESIGN §4): settings, accounts, the mails that the changes
 * cause (I3), the sessions that end (I2). Repeated, overlapping and reordered messages change nothing that was not so
 * already; one that begins after what is here is answered with what is expected (I5).
 * @throws AppError `link_message_invalid`, `link_office_behind` or `host_taken`; nothing was changed then
 */
export async function applyPublication(gate: Gate, message: PublicationMessage): Promise<AppliedV1 | GapV1> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withTransaction({ kysely: gate.db }, (trx) => apply(trx, gate, message));
    } catch (error) {
      // A visitor signed up with an address that arrives just now: the next attempt sees it.
      const met = error instanceof DatabaseError && error.code === '23505';
      if (!met || attempt === attempts) throw error;
    }
  }
}

async function apply(
  trx: GateTransaction,
  gate: Gate,
  { publication, website: settings, accounts }: PublicationMessage,
): Promise<AppliedV1 | GapV1> {
  await oneAtATime(trx, publication.websiteId);
  const website = await knownWebsite(trx, publication);
  const appliedBefore = await readAppliedBefore(trx, publication);
  const decision = decideMessage(publication, {
    appliedRevision: website.appliedRevision,
    appliedBefore: appliedBefore !== null,
    earlierParts: await countEarlierParts(trx, publication),
  });
  const { publicationId, part } = publication;
  if (appliedBefore !== null)
    return {
      publicationId,
      part,
      repeated: true,
      appliedRevision: website.appliedRevision,
      ...appliedBefore,
    };
  if (decision === 'behind')
    throw new AppError('link_office_behind', {
      gate: website.appliedRevision,
      office: publication.toRevision,
    });
  if (decision !== 'apply') return { code: 'gap', expected: website.appliedRevision };

  const now = gate.clock.now();
  const newer =
    settings !== null && (website.settings === null || settings.settingsRevision > website.settingsRevision);
  if (newer) await ensureRow(trx, publication);
  let sessionsEnded = newer ? await writeSettings(trx, website, settings, now) : 0;
  const current = newer ? settings : website.settings;
  if (current === null)
    throw new AppError('link_message_invalid', { reason: 'the settings of this website are missing' });
  let mails = 0;
  const took = async ({ mails: requests, sessionsEnded: ended }: AppliedAccounts): Promise<void> => {
    mails += (await queueMails(trx, gate.clock, requests)).length;
    sessionsEnded += ended;
  };
  let appliedRevision = website.appliedRevision;
  if (current.removed) {
    if (newer) appliedRevision = 0;
  } else {
    const to = { id: website.id, companyId: website.companyId, settings: current };
    const snapshotId = publication.mode === 'snapshot' ? publicationId : null;
    const applied = await applyAccounts(trx, gate.clock, to, { publicationId, snapshotId, accounts });
    if (snapshotId !== null && publication.last) await endUnnamed(trx, gate.clock, to, publication, took);
    if (snapshotId === null || publication.last)
      appliedRevision = Math.max(appliedRevision, publication.toRevision);
    await trx
      .updateTable('website')
      .set({ applied_revision: appliedRevision })
      .where('id', '=', website.id)
      .execute();
    await took(applied);
  }
  await keepPublication(trx, publication, { mails, sessionsEnded }, now);
  return { publicationId, part, repeated: false, appliedRevision, mails, sessionsEnded };
}

/** Messages of one website wait for each other, also before it has a row. */
async function oneAtATime(trx: GateTransaction, websiteId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`publication ${websiteId}`}, 0))`.execute(trx);
}

/**
 * The website's row, locked, or what stands for one that this gate has nothing of.
 * @throws AppError `link_message_invalid` where it is another company's (I8)
 */
async function knownWebsite(trx: GateTransaction, publication: PublicationV1): Promise<LockedWebsite> {
  const { websiteId: id, companyId } = publication;
  const website = await lockWebsite(trx, id);
  if (website === undefined)
    return { id, companyId, settings: null, settingsRevision: -1, appliedRevision: 0 };
  if (website.companyId !== companyId)
    throw new AppError('link_message_invalid', { reason: 'this website is another company’s' });
  return website;
}

async function ensureRow(trx: GateTransaction, publication: PublicationV1): Promise<void> {
  await trx
    .insertInto('website')
    .values({
      id: publication.websiteId,
      company_id: publication.companyId,
      settings: '{}',
      settings_revision: -1,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
