import type { EventV1 } from '../../contract/link.ts';
import { compareWithRegister } from '../../core/application-comparison.ts';
import { canonicalEmail } from '../../core/email-address.ts';
import { newId } from '../../core/uuid.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';
import { applicantName } from './applicant.ts';
import { systemActor } from './application-row.ts';
import type { ImportedApplication } from './import-registration.ts';
import { matchApplication } from './match-application.ts';
import { readRegisterEntry } from './register-entry.ts';
import { storeMatch } from './stored-match.ts';

export type DetailsEvent = Extract<EventV1, { type: 'detailsChangedV1' }>;

/**
 * Takes in a change that a visitor made on My page (R9, "change to a previous registration"). While the registration
 * waits it is part of it; later it waits for itself, beside the contact of the account. A later change of the same
 * visitor replaces one that waits; one that says what the register has already is done at once.
 * @returns what became of it, or null where there is nothing to do
 */
export async function importDetailsChange(
  office: Office,
  trx: OfficeTransaction,
  gateId: string,
  event: DetailsEvent,
): Promise<ImportedApplication | null> {
  const { companyId, websiteId } = event;
  const data = { ...event.data, email: event.email };
  const waiting = await trx
    .selectFrom('application')
    .select(['id', 'kind', 'version', 'verdict', 'event_number'])
    .where('company_id', '=', companyId)
    .where('website_id', '=', websiteId)
    .where('gate_id', '=', gateId)
    .where('account_id', '=', event.accountId)
    .where('state', '=', 'open')
    .where('kind', '<>', 'deletion')
    .orderBy('received_at', 'desc')
    .forUpdate()
    .executeTakeFirst();
  if (waiting !== undefined && waiting.event_number >= event.number) return null;
  const account = await trx
    .selectFrom('account')
    .select('contact_id')
    .where('company_id', '=', companyId)
    .where('website_id', '=', websiteId)
    .where('id', '=', event.accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (waiting === undefined && account === undefined) return null;
  const result = await matchApplication(trx, companyId, data);
  const match = storeMatch(result);
  if (waiting !== undefined) {
    const isRegistration = waiting.kind === 'registration';
    await trx
      .updateTable('application')
      .set({
        data: JSON.stringify(data),
        match: JSON.stringify(match),
        event_number: event.number,
        version: waiting.version + 1,
        ...(isRegistration
          ? { verdict: result.verdict, proven: result.proven, contact_id: match.contactId }
          : {}),
      })
      .where('company_id', '=', companyId)
      .where('id', '=', waiting.id)
      .execute();
    await announce(trx, companyId, 'applications');
    return { companyId, applicationId: waiting.id, verdict: result.verdict, approvedByPolicy: false };
  }
  const contactId = account?.contact_id ?? null;
  if (contactId === null) return null;
  const lines = compareWithRegister(data, await readRegisterEntry(trx, companyId, contactId));
  const isKnown = lines.every((line) => line.state === 'same');
  const id = newId();
  await trx
    .insertInto('application')
    .values({
      company_id: companyId,
      id,
      website_id: websiteId,
      gate_id: gateId,
      event_number: event.number,
      kind: 'change',
      state: isKnown ? 'imported' : 'open',
      data: JSON.stringify(data),
      email: event.email,
      email_canonical: canonicalEmail(event.email) ?? event.email,
      verdict: 'existing',
      proven: true,
      match: JSON.stringify(match),
      contact_id: contactId,
      account_id: event.accountId,
      received_at: new Date(event.at),
      decided_at: isKnown ? office.clock.now() : null,
      decided_by: isKnown ? systemActor.name : null,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'gate_id', 'event_number']).doNothing())
    .execute();
  await recordAuditEvent(trx, {
    companyId,
    actor: { kind: 'visitor', id: null, name: applicantName(data) },
    action: 'application.received',
    subject: { kind: 'application', id, name: applicantName(data) },
    websiteId,
    contactId,
  });
  await announce(trx, companyId, 'applications');
  return { companyId, applicationId: id, verdict: 'existing', approvedByPolicy: false };
}
