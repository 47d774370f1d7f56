import { type AppliedV1, accountsPerMessage, type GapV1 } from '../../contract/link.ts';
import { AppError } from '../../core/errors.ts';
import type { Office, OfficeDatabase } from '../context.ts';
import type { StartedPublication } from './begin-publication.ts';
import {
  type ChangedAccount,
  readAllAccounts,
  readChangedAccounts,
  toAccountV1,
} from './changed-accounts.ts';
import { notePublished } from './note-published.ts';

/** A gate that says so often that it misses something is not one that can be brought in step. */
const mostGaps = 3;

/**
 * Sends the accounts with a revision in (from, to], in messages that follow each other without a gap; the settings
 * go along in the first where they changed. A gate that lacks something earlier gets all from there on, with settings.
 */
export async function sendChanges(
  office: Office,
  db: OfficeDatabase,
  started: StartedPublication,
): Promise<void> {
  const { companyId, websiteId, toRevision } = started;
  let from = started.fromRevision;
  let withSettings = started.settingsChanged || from === 0;
  for (let part = 0, gaps = 0; ; ) {
    const range = { companyId, websiteId, after: from, to: toRevision };
    const accounts = await readChangedAccounts(db, range, accountsPerMessage);
    const last = accounts.length < accountsPerMessage;
    const to = last ? toRevision : (accounts.at(-1)?.revision ?? toRevision);
    const answer = await send(office, started, { part, last, from, to, accounts, withSettings });
    if (isGap(answer)) {
      gaps += 1;
      if (gaps > mostGaps) throw new AppError('publication_failed', { reason: `gap ${answer.expected}` });
      from = answer.expected;
      withSettings = true;
      continue;
    }
    await notePublished(db, started, { accounts, publishedRevision: to, withSettings });
    if (last) return;
    from = to;
    withSettings = false;
    part += 1;
  }
}

/** Sends all accounts; what the gate has beyond them ends with the last message. */
export async function sendSnapshot(
  office: Office,
  db: OfficeDatabase,
  started: StartedPublication,
): Promise<void> {
  const { companyId, websiteId, toRevision } = started;
  let afterId: string | null = null;
  for (let part = 0; ; part += 1) {
    const range = { companyId, websiteId, afterId };
    const accounts: ChangedAccount[] = await readAllAccounts(db, range, accountsPerMessage);
    const last = accounts.length < accountsPerMessage;
    const withSettings = part === 0;
    const answer = await send(office, started, {
      part,
      last,
      from: 0,
      to: toRevision,
      accounts,
      withSettings,
    });
    if (isGap(answer)) throw new AppError('publication_failed', { reason: `gap ${answer.expected}` });
    await notePublished(db, started, {
      accounts,
      publishedRevision: last ? toRevision : null,
      withSettings,
      endsTheRest: last,
    });
    if (last) return;
    afterId = accounts.at(-1)?.id ?? null;
  }
}

async function send(
  office: Office,
  started: StartedPublication,
  message: {
    readonly part: number;
    readonly last: boolean;
    readonly from: number;
    readonly to: number;
    readonly accounts: readonly ChangedAccount[];
    readonly withSettings: boolean;
  },
): Promise<AppliedV1 | GapV1> {
  return office.gates.publish(started.gateId, {
    publication: {
      type: 'publicationV1',
      publicationId: started.id,
      part: message.part,
      last: message.last,
      companyId: started.companyId,
      websiteId: started.websiteId,
      mode: started.mode === 'snapshot' ? 'snapshot' : 'changes',
      fromRevision: message.from,
      toRevision: message.to,
    },
    website: message.withSettings ? started.settings : null,
    accounts: message.accounts.map(toAccountV1),
  });
}

function isGap(answer: AppliedV1 | GapV1): answer is GapV1 {
  return 'code' in answer;
}
