import { AppError } from '../../core/errors.ts';
import type { Actor, Office, OfficeDatabase } from '../context.ts';
import { eraseDue } from '../erasing/erase-due.ts';
import { beginPublication, type StartedPublication } from './begin-publication.ts';
import { catchUp } from './catch-up.ts';
import { finishPublication } from './finish-publication.ts';
import { withSessionLock } from './publication-lock.ts';
import { sendChanges, sendSnapshot } from './send-messages.ts';

export interface PublicationOrder {
  readonly companyId: string;
  readonly websiteId: string;
  readonly mode: 'changes' | 'snapshot' | 'rollback';
  readonly actor: Actor;
  readonly rollsBack?: string;
  /** How long to wait while another publication of this website runs, in milliseconds. */
  readonly patienceMs: number;
}

/**
 * Brings one website's gate in step with the office (R6): its settings, and the accounts that changed, in messages of
 * which each is applied whole. One at a time for each website, whoever starts it. What a message brought is noted
 * as published when the gate has answered; a crash between the two is repaired by the next publication, as the gate
 * ignores what it has (I5). Who asked to be deleted and has ended there now is erased here too (case 37). On failure all changes are kept and the publication says what happened (I6).
 * @returns the publication's id, done or failed
 * @throws AppError `publication_running` where another one takes too long, `not_found`
 */
export async function runPublication(office: Office, order: PublicationOrder): Promise<string> {
  const ran = await withSessionLock(
    office.db,
    `publication ${order.websiteId}`,
    order.patienceMs,
    async (db) => {
      if (order.mode === 'snapshot') await catchUp(office, db, order);
      const started = await beginPublication(office, db, order);
      await carryOut(office, db, started);
      await eraseDue(office, db, order);
      return started.id;
    },
  );
  if (ran === null) throw new AppError('publication_running', { website: order.websiteId });
  return ran.result;
}

async function carryOut(office: Office, db: OfficeDatabase, started: StartedPublication): Promise<void> {
  let failure: AppError | null = null;
  try {
    await (started.mode === 'snapshot' ? sendSnapshot : sendChanges)(office, db, started);
  } catch (error) {
    failure = failureOf(office, started, error);
  }
  await finishPublication(office, db, started, failure);
}

function failureOf(office: Office, started: StartedPublication, error: unknown): AppError {
  if (error instanceof AppError) return error;
  office.log.error({ err: error, publication: started.id }, 'publication failed');
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError('publication_failed', { reason }, { cause: error });
}
