import { sql } from 'kysely';
import { touchAccountsOfContact } from '../../accounts/touch-accounts-of-contact.ts';
import type { Actor, Office, OfficeTransaction } from '../../context.ts';
import { takeNextNumbers } from '../take-numbers.ts';
import {
  claimsDiffer,
  differs,
  isGood,
  isThatPerson,
  linesWithContacts,
  personDiffers,
  personName,
  textColumns,
  wantedActive,
  wantedTypes,
} from './staged-sql.ts';

export interface StagedImport {
  readonly companyId: string;
  readonly importId: string;
  readonly actor: Actor;
}

/** Numbers that are taken at once for lines without one. */
const NUMBERS = 10_000;

/**
 * Writes the compared lines to the register: new contacts, changed ones with what websites are told of them, and
 * persons. What is found and counted by words and keys is left to be indexed. All in the caller's transaction.
 */
export async function applyStaged(
  trx: OfficeTransaction,
  office: Office,
  staged: StagedImport,
): Promise<void> {
  const { companyId, actor } = staged;
  const now = office.clock.now();
  await trx.selectFrom('company').select('id').where('id', '=', companyId).forUpdate().execute();
  await noteChanged(trx, companyId);
  await numberNewLines(trx, companyId);
  await recordChanges(trx, staged);
  await sql`
    UPDATE contact AS target SET ${sql.join(
      textColumns.map(
        (column) => sql`${sql.ref(column)} = coalesce(s.${sql.ref(column)}, c.${sql.ref(column)})`,
      ),
    )}, types = ${wantedTypes}, active = ${wantedActive}, version = c.version + 1, updated_at = ${now}
    FROM changed JOIN staged s ON s.line = changed.line JOIN contact c ON c.company_id = ${companyId} AND c.id = changed.contact_id
    WHERE target.company_id = ${companyId} AND target.id = c.id AND changed.differs`.execute(trx);
  await sql`
    WITH inserted AS (
      INSERT INTO contact (company_id, id, number, types, active, import_id, created_at, updated_at,
        ${sql.join(textColumns.map((column) => sql.ref(column)))})
      SELECT ${companyId}::uuid, s.id, coalesce(s.number, u.number), ${wantedTypes}, ${wantedActive}, ${staged.importId}::uuid,
        ${now}::timestamptz, ${now}::timestamptz, ${sql.join(textColumns.map((column) => sql`coalesce(s.${sql.ref(column)}, '')`))}
      FROM ${linesWithContacts(companyId)} WHERE c.id IS NULL AND ${isGood} ORDER BY s.line
      RETURNING id
    )
    INSERT INTO contact_unindexed (company_id, contact_id)
    SELECT ${companyId}::uuid, id FROM inserted UNION ALL SELECT ${companyId}::uuid, contact_id FROM changed
    ON CONFLICT DO NOTHING`.execute(trx);
  await writePersons(trx, staged);
  const claims = await sql<{ id: string }>`SELECT contact_id AS id FROM changed WHERE claims`.execute(trx);
  await touchAccountsOfContact(trx, office.clock, {
    companyId,
    contactIds: claims.rows.map((row) => row.id),
    actor,
  });
}

/** Notes which contacts change, and whether themselves or only their persons. */
async function noteChanged(trx: OfficeTransaction, companyId: string): Promise<void> {
  await sql`
    INSERT INTO changed (contact_id, line, differs, claims)
    SELECT c.id, s.line, ${differs}, ${claimsDiffer} FROM ${linesWithContacts(companyId)}
    WHERE c.id IS NOT NULL AND ${isGood} AND ${differs}`.execute(trx);
  await sql`
    INSERT INTO changed (contact_id, line, differs, claims)
    SELECT DISTINCT ON (c.id) c.id, coalesce(r.first_line, s.line), false, false
    FROM staged s LEFT JOIN repeated r ON r.line = s.line
    LEFT JOIN unnumbered u ON u.line = coalesce(r.first_line, s.line)
    JOIN contact c ON c.company_id = ${companyId} AND c.number = coalesce(s.number, u.number)
    WHERE coalesce(r.adds_person, true) AND ${personDiffers(companyId)}
    ORDER BY c.id ON CONFLICT DO NOTHING`.execute(trx);
}

async function numberNewLines(trx: OfficeTransaction, companyId: string): Promise<void> {
  // Numbers that the file itself gives to new contacts must not be taken for those without one.
  for (;;) {
    const { rows } = await sql<{ line: number }>`
      SELECT s.line FROM staged s WHERE s.number IS NULL AND ${isGood}
        AND NOT EXISTS (SELECT FROM unnumbered u WHERE u.line = s.line)
      ORDER BY s.line LIMIT ${NUMBERS}`.execute(trx);
    if (rows.length === 0) return;
    const numbers = await takeNextNumbers(trx, companyId, rows.length);
    await sql`
      INSERT INTO unnumbered (line, number)
      SELECT line, number FROM unnest(${rows.map((row) => row.line)}::integer[], ${numbers}::text[]) AS given(line, number)
      WHERE NOT EXISTS (SELECT FROM staged s WHERE s.number = given.number)`.execute(trx);
  }
}

/**
 * One audit event for each contact that changes, with the values that do. Its id is the one that the line would have
 * had as a new contact.
 */
async function recordChanges(trx: OfficeTransaction, { companyId, actor }: StagedImport): Promise<void> {
  const parts = textColumns.map((column) => ({
    name: contractNames[column],
    before: sql`c.${sql.ref(column)}`,
    after: sql`coalesce(s.${sql.ref(column)}, c.${sql.ref(column)})`,
  }));
  parts.push({ name: 'types', before: sql`c.types`, after: wantedTypes });
  parts.push({ name: 'active', before: sql`c.active`, after: wantedActive });
  const values = sql.join(
    parts.map(({ name, before, after }) => sql`(${sql.lit(name)}, to_jsonb(${before}), to_jsonb(${after}))`),
  );
  await sql`
    INSERT INTO audit_event (company_id, id, actor_kind, actor_id, actor_name, action, subject_kind, subject_id,
      subject_name, contact_id, before, after)
    SELECT ${companyId}::uuid, s.id, ${actor.kind}, ${actor.id}::uuid, ${actor.name}, 'contact.changed', 'contact',
      c.id, s.name, c.id, values.before, values.after
    FROM changed JOIN staged s ON s.line = changed.line
    JOIN contact c ON c.company_id = ${companyId} AND c.id = changed.contact_id
    CROSS JOIN LATERAL (
      SELECT jsonb_object_agg(name, before) AS before, jsonb_object_agg(name, after) AS after
      FROM (VALUES ${values}) AS part(name, before, after) WHERE before <> after) AS values
    WHERE changed.differs`.execute(trx);
}

const contractNames: Readonly<Record<(typeof textColumns)[number], string>> = {
  name: 'name',
  street: 'street',
  postcode: 'postcode',
  town: 'town',
  country: 'country',
  phone: 'phone',
  email: 'email',
  registration_no: 'registrationNo',
  vat_no: 'vatNo',
  price_group: 'priceGroup',
  language: 'language',
};

/** Corrects the address of persons that the contact has by that name, and adds the others. */
async function writePersons(trx: OfficeTransaction, { companyId }: StagedImport): Promise<void> {
  const lines = sql`staged s LEFT JOIN repeated r ON r.line = s.line
    LEFT JOIN unnumbered u ON u.line = coalesce(r.first_line, s.line)
    JOIN contact c ON c.company_id = ${companyId} AND c.number = coalesce(s.number, u.number)`;
  await sql`
    UPDATE contact_person AS p SET email = found.email, version = p.version + 1
    FROM (SELECT DISTINCT ON (p.id) p.id, s.person_email AS email FROM ${lines}
      JOIN contact_person p ON ${isThatPerson(companyId, sql`c.id`)}
      WHERE coalesce(r.adds_person, true) AND s.person_email <> p.email ORDER BY p.id, s.line) AS found
    WHERE p.company_id = ${companyId} AND p.id = found.id`.execute(trx);
  await sql`
    INSERT INTO contact_person (company_id, id, contact_id, name, email)
    SELECT ${companyId}::uuid, id, contact_id, name, email FROM (
      SELECT DISTINCT ON (c.id, office.plain(${personName})) s.person_id AS id, c.id AS contact_id, ${personName} AS name,
        coalesce(s.person_email, '') AS email
      FROM ${lines}
      WHERE coalesce(r.adds_person, true) AND ${personName} IS NOT NULL
        AND NOT EXISTS (SELECT FROM contact_person p WHERE ${isThatPerson(companyId, sql`c.id`)})
      ORDER BY c.id, office.plain(${personName}), s.line) AS missing`.execute(trx);
}
