import type { EventV1 } from '../../contract/link.ts';
import { canonicalEmail } from '../../core/email-address.ts';
import { newId } from '../../core/uuid.ts';
import type { OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';
import { applicantName } from './applicant.ts';
import { noteDecision } from './application-row.ts';
import type { ImportedApplication } from './import-registration.ts';
import { forgetRefusal } from './refuse-deletion.ts';
import type { StoredMatch } from './stored-match.ts';

export type DeletionEvent = Extract<EventV1, { type: 'deletionV1' }>;

/**
 * Takes in that a visitor asks to be deleted, or takes that back. A request waits for staff beside the contact of the
 * account; asked again it is the same request; withdrawn it closes by itself. A withdrawal of what was refused already
 * leaves the decision; its answer needs no telling any more.
 * @returns what became of it, or null where there is nothing to decide
 */
export async function importDeletion(
  trx: OfficeTransaction,
  gateId: string,
  event: DeletionEvent,
): Promise<ImportedApplication | null> {
  const { companyId } = event;
  const website = await trx
    .selectFrom('website')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '=', event.websiteId)
    .where('gate_id', '=', gateId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (website === undefined) return null;
  const newest = await trx
    .selectFrom('application')
    .select([
      'company_id',
      'id',
      'state',
      'version',
      'event_number',
      'contact_id',
      'account_id',
      'received_at',
    ])
    .where('company_id', '=', companyId)
    .where('website_id', '=', event.websiteId)
    .where('gate_id', '=', gateId)
    .where('account_id', '=', event.accountId)
    .where('kind', '=', 'deletion')
    .orderBy('event_number', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (newest !== undefined && newest.event_number >= event.number) return null;
  const waiting = newest?.state === 'open' ? newest : null;
  if (event.withdrawn) {
    if (newest?.state === 'declined') await forgetRefusal(trx, newest);
    return waiting === null ? null : withdraw(trx, waiting, event);
  }
  return waiting === null ? insert(trx, gateId, event) : askedAgain(trx, waiting, event);
}

interface Waiting {
  readonly company_id: string;
  readonly id: string;
  readonly version: number;
  readonly contact_id: string | null;
  readonly account_id: string | null;
}

async function insert(
  trx: OfficeTransaction,
  gateId: string,
  event: DeletionEvent,
): Promise<ImportedApplication> {
  const { companyId, accountId } = event;
  const account = await trx
    .selectFrom('account')
    .select('contact_id')
    .where('company_id', '=', companyId)
    .where('website_id', '=', event.websiteId)
    .where('id', '=', accountId)
    .executeTakeFirst();
  const contactId = account?.contact_id ?? null;
  const id = newId();
  await trx
    .insertInto('application')
    .values({
      company_id: companyId,
      id,
      website_id: event.websiteId,
      gate_id: gateId,
      event_number: event.number,
      kind: 'deletion',
      state: 'open',
      data: JSON.stringify({ ...event.data, email: event.email }),
      email: event.email,
      email_canonical: canonicalEmail(event.email) ?? event.email,
      verdict: contactId === null ? 'new' : 'existing',
      proven: contactId !== null,
      match: JSON.stringify(nothingCompared),
      contact_id: contactId,
      account_id: accountId,
      received_at: new Date(event.at),
      decided_at: null,
      decided_by: null,
    })
    .execute();
  await announce(trx, companyId, 'applications');
  return {
    companyId,
    applicationId: id,
    verdict: contactId === null ? 'new' : 'existing',
    approvedByPolicy: false,
  };
}
/** Nobody is looked for: the request is about the account that the person signed in with. */
const nothingCompared: StoredMatch = { contactId: null, provenContactId: null, candidates: [] };

/** The newest request is the one to be answered: the gate knows its answer by the time that it was made. */
async function askedAgain(trx: OfficeTransaction, waiting: Waiting, event: DeletionEvent): Promise<null> {
  await trx
    .updateTable('application')
    .set({
      data: JSON.stringify({ ...event.data, email: event.email }),
      email: event.email,
      email_canonical: canonicalEmail(event.email) ?? event.email,
      event_number: event.number,
      received_at: new Date(event.at),
      version: waiting.version + 1,
    })
    .where('company_id', '=', waiting.company_id)
    .where('id', '=', waiting.id)
    .execute();
  await announce(trx, waiting.company_id, 'applications');
  return null;
}

async function withdraw(trx: OfficeTransaction, waiting: Waiting, event: DeletionEvent): Promise<null> {
  await noteDecision(trx, waiting, {
    state: 'imported',
    contactId: waiting.contact_id,
    accountId: waiting.account_id,
    decision: null,
    actor: { kind: 'visitor', id: null, name: applicantName({ ...event.data, email: event.email }) },
    at: new Date(event.at),
  });
  await trx
    .updateTable('application')
    .set({ event_number: event.number })
    .where('company_id', '=', waiting.company_id)
    .where('id', '=', waiting.id)
    .execute();
  await announce(trx, waiting.company_id, 'applications');
  return null;
}
