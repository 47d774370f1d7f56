import { sql } from 'kysely';
import { z } from 'zod';
import type { EventOfAnyKind, EventV1, UnreadEvent } from '../../contract/link.ts';
import { canonicalEmail } from '../../core/email-address.ts';
import { version } from '../../version.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, OfficeTransaction } from '../context.ts';
import { isOfErased } from '../erasing/erased-addresses.ts';
import { systemActor } from './application-row.ts';

/** Whether an application is of a website for which staff press Get website data (DESIGN §4), or follows one that waits. */
export async function waitsForStaff(
  trx: OfficeTransaction,
  gateId: string,
  event: EventV1,
): Promise<boolean> {
  const website = await trx
    .selectFrom('website')
    .select(['link_mode'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('retrieved_event')
          .select('number')
          .whereRef('retrieved_event.company_id', '=', 'website.company_id')
          .whereRef('retrieved_event.website_id', '=', 'website.id')
          .where('retrieved_event.failure', 'is', null),
      ).as('follows'),
    )
    .where('company_id', '=', event.companyId)
    .where('id', '=', event.websiteId)
    .where('gate_id', '=', gateId)
    .executeTakeFirst();
  return website !== undefined && (website.link_mode === 'manual' || Boolean(website.follows));
}

/** Keeps an event until staff ask for it; one of a company or website that is not this gate's is dropped (I8). */
export async function setAside(
  trx: OfficeTransaction,
  gateId: string,
  event: EventV1 | EventOfAnyKind,
  failure: string | null,
): Promise<null> {
  const website = await trx
    .selectFrom('website')
    .select('id')
    .where('company_id', '=', event.companyId)
    .where('id', '=', event.websiteId)
    .where('gate_id', '=', gateId)
    .executeTakeFirst();
  if (website === undefined) return null;
  await trx
    .insertInto('retrieved_event')
    .values({
      company_id: event.companyId,
      gate_id: gateId,
      number: event.number,
      website_id: event.websiteId,
      event: JSON.stringify(event),
      failure,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'gate_id', 'number']).doNothing())
    .execute();
  return null;
}

/** What stands before the reason of an event that was not understood, with the version that did not. */
export const notUnderstood = 'not understood by ';
export const notUnderstoodNow = `${notUnderstood}${version}: `;

/**
 * Keeps an event of a newer gate whole until this office knows it. The audit log says so once for each kind and website;
 * of somebody who was erased only is kept that something was told.
 */
export async function setAsideUnread(
  office: Office,
  trx: OfficeTransaction,
  gateId: string,
  { told, problem }: UnreadEvent,
): Promise<null> {
  const { number, id, at, companyId, websiteId, type } = told;
  const website = await trx
    .selectFrom('website')
    .select('name')
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('retrieved_event')
          .select('number')
          .where('company_id', '=', companyId)
          .where('website_id', '=', websiteId)
          .where('failure', 'like', `${notUnderstood}%`)
          .where(sql<boolean>`event->>'type' = ${type}`),
      ).as('told_before'),
    )
    .where('company_id', '=', companyId)
    .where('id', '=', websiteId)
    .where('gate_id', '=', gateId)
    .executeTakeFirst();
  if (website === undefined) return null;
  const kept = (await isOfErasedPerson(trx, told)) ? { number, id, at, companyId, websiteId, type } : told;
  await setAside(trx, gateId, kept, `${notUnderstoodNow}${problem}`);
  if (website.told_before) return null;
  office.log.warn(
    { gate: gateId, website: websiteId, type, problem },
    'an event is not known here and is kept',
  );
  await recordAuditEvent(trx, {
    companyId,
    actor: systemActor,
    action: 'website.event_kept',
    subject: { kind: 'website', id: websiteId, name: website.name },
    after: { type },
  });
  return null;
}

/** Whether what a gate tells late is of somebody who was erased (case 37). */
export async function isOfErasedPerson(
  trx: OfficeTransaction,
  event: EventV1 | EventOfAnyKind,
): Promise<boolean> {
  const text = (name: string): string | null => {
    const value: unknown = Object.entries(event).find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? value : null;
  };
  const accountId = text('accountId');
  const { companyId, websiteId, at } = event;
  return isOfErased(trx, {
    companyId,
    websiteId,
    accountId: accountId !== null && isUuid(accountId) ? accountId : null,
    address: canonicalEmail(text('email') ?? text('to') ?? '') ?? '',
    at,
  });
}

function isUuid(text: string): boolean {
  return z.uuid().safeParse(text).success;
}
