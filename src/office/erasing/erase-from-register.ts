import { sql } from 'kysely';
import { erasedMark } from '../../core/erased.ts';
import type { OfficeTransaction } from '../context.ts';
import { eraseTraces } from './erase-traces.ts';
import { findTraces, isGone } from './find-traces.ts';

/** What is used of a contact or contact person: access that is not gone yet, or an application that waits. */
export async function isInUse(
  trx: OfficeTransaction,
  companyId: string,
  of: { readonly contactId: string } | { readonly personId: string },
): Promise<boolean> {
  const whose = 'contactId' in of ? sql`contact_id = ${of.contactId}` : sql`person_id = ${of.personId}`;
  const waits =
    'contactId' in of
      ? sql`EXISTS (SELECT FROM application WHERE company_id = ${companyId} AND contact_id = ${of.contactId}
          AND state IN ('open', 'review_link'))`
      : sql`false`;
  const { rows } = await sql<{ used: boolean }>`
    SELECT ${waits} OR EXISTS (
      SELECT FROM account JOIN website ON website.company_id = account.company_id AND website.id = account.website_id
      WHERE account.company_id = ${companyId} AND account.${whose} AND NOT coalesce(${isGone}, false)) AS used`.execute(
    trx,
  );
  return rows[0]?.used === true;
}

/**
 * Erases a contact that is deleted, with its persons and the doubles that were merged into it. Call it before the row
 * goes.
 */
export async function eraseContact(
  trx: OfficeTransaction,
  at: Date,
  contact: {
    readonly company_id: string;
    readonly id: string;
    readonly name: string;
    readonly email: string;
  },
): Promise<void> {
  const { company_id: companyId, id } = contact;
  const { rows: doubles } = await sql<{ id: string }>`
    WITH RECURSIVE merged(id) AS (
      VALUES (${id}::uuid)
      UNION SELECT double_id FROM contact_merge JOIN merged ON contact_merge.contact_id = merged.id
        WHERE company_id = ${companyId})
    SELECT id FROM merged`.execute(trx);
  const contactIds = doubles.map((double) => double.id);
  const persons = await trx
    .selectFrom('contact_person')
    .select(['id', 'name', 'email'])
    .where('company_id', '=', companyId)
    .where('contact_id', '=', id)
    .execute();
  const accounts = await trx
    .selectFrom('account')
    .select('id')
    .where('company_id', '=', companyId)
    .where('contact_id', 'in', contactIds)
    .execute();
  const emails = [contact.email, ...persons.map(({ email }) => email)];
  const traces = await findTraces(trx, {
    companyId,
    accountIds: accounts.map((account) => account.id),
    contactIds,
    personIds: persons.map((person) => person.id),
    addresses: emails,
    websiteIds: await websitesOf(trx, companyId),
    until: at,
  });
  await eraseTraces(trx, at, traces);
  await eraseFromImports(trx, companyId, [contact.name, ...emails, ...persons.map(({ name }) => name)]);
  await trx
    .deleteFrom('contact_merge')
    .where('company_id', '=', companyId)
    .where('double_id', 'in', contactIds)
    .execute();
}

/** Erases a contact person who is removed; the contact and what is told of it stay. Call it before the row goes. */
export async function erasePerson(
  trx: OfficeTransaction,
  at: Date,
  person: {
    readonly company_id: string;
    readonly id: string;
    readonly contact_id: string;
    readonly name: string;
    readonly email: string;
  },
): Promise<void> {
  const { company_id: companyId, id } = person;
  const accounts = await trx
    .selectFrom('account')
    .select('id')
    .where('company_id', '=', companyId)
    .where('contact_id', '=', person.contact_id)
    .where('person_id', '=', id)
    .execute();
  const contact = await trx
    .selectFrom('contact')
    .select('email')
    .where('company_id', '=', companyId)
    .where('id', '=', person.contact_id)
    .executeTakeFirst();
  const isContacts = contact?.email.toLowerCase() === person.email.toLowerCase();
  const traces = await findTraces(trx, {
    companyId,
    accountIds: accounts.map((account) => account.id),
    personIds: [id],
    addresses: isContacts ? [] : [person.email],
    websiteIds: await websitesOf(trx, companyId),
    until: at,
  });
  await eraseTraces(trx, at, traces);
  await eraseFromImports(trx, companyId, [person.name, person.email]);
}

async function websitesOf(trx: OfficeTransaction, companyId: string): Promise<string[]> {
  const rows = await trx.selectFrom('website').select('id').where('company_id', '=', companyId).execute();
  return rows.map((website) => website.id);
}

/**
 * What imports that are over kept of their files: the first lines, of no use any more, and values of lines that were
 * refused. A file that still waits is not touched: it is staff’s, and goes with the import.
 */
async function eraseFromImports(
  trx: OfficeTransaction,
  companyId: string,
  values: readonly string[],
): Promise<void> {
  const wanted = values.map((value) => value.trim().toLowerCase()).filter((value) => value !== '');
  await sql`
    UPDATE contact_import SET preview = '[]', errors = coalesce((
      SELECT jsonb_agg(CASE WHEN lower(error->>'value') = ANY(${wanted}::text[])
        THEN jsonb_set(error, '{value}', to_jsonb(${erasedMark}::text)) ELSE error END ORDER BY place)
      FROM jsonb_array_elements(errors) WITH ORDINALITY AS listed(error, place)), '[]')
    WHERE company_id = ${companyId} AND state IN ('done', 'failed')`.execute(trx);
}
