import { sql } from 'kysely';
import type { OfficeTransaction } from '../../context.ts';
import { type ImportError, MOST_ERRORS } from './import-row.ts';
import { differs, isGood, linesWithContacts, personDiffers } from './staged-sql.ts';

export interface Comparison {
  readonly counts: { readonly new: number; readonly changed: number; readonly same: number };
  readonly errorLines: number;
  readonly errors: readonly ImportError[];
}

/**
 * Compares the staged lines with each other and with the register. A line without a number is the contact of the same
 * name and e-mail address, or, without an address, of the same name and postcode. A line that only adds a contact
 * person to one above it is good; any other that is the same contact again is refused, as nobody can tell which is right.
 */
export async function compareStaged(trx: OfficeTransaction, companyId: string): Promise<Comparison> {
  await sql`ANALYZE staged`.execute(trx);
  await findRepeated(trx);
  await findUnnumbered(trx, companyId);
  const { rows } = await sql<{ new: number; changed: number; same: number }>`
    SELECT count(*) FILTER (WHERE id IS NULL) AS new, count(*) FILTER (WHERE id IS NOT NULL AND changes) AS changed,
      count(*) FILTER (WHERE id IS NOT NULL AND NOT changes) AS same
    FROM (
      SELECT c.id, c.id IS NOT NULL AND (${differs} OR ${personDiffers(companyId)} OR EXISTS (
        SELECT FROM repeated added JOIN staged s ON s.line = added.line
        WHERE added.first_line = first.line AND added.adds_person AND ${personDiffers(companyId)})) AS changes
      FROM ${linesWithContacts(companyId)} CROSS JOIN LATERAL (SELECT s.line) AS first
      WHERE ${isGood}
    ) AS compared`.execute(trx);
  const refused = await sql<ImportError & { total: number }>`
    SELECT s.line, CASE WHEN s.number IS NULL THEN 'name' ELSE 'number' END AS field, coalesce(s.number, s.name) AS value,
      CASE WHEN s.number IS NULL THEN 'duplicate_contact' ELSE 'duplicate_number' END AS reason, count(*) OVER () AS total
    FROM repeated JOIN staged s USING (line) WHERE NOT adds_person
    ORDER BY s.line LIMIT ${MOST_ERRORS}`.execute(trx);
  return {
    counts: rows[0] ?? { new: 0, changed: 0, same: 0 },
    errorLines: refused.rows[0]?.total ?? 0,
    errors: refused.rows.map(({ line, field, value, reason }) => ({ line, field, value, reason })),
  };
}

async function findRepeated(trx: OfficeTransaction): Promise<void> {
  await sql`TRUNCATE repeated, unnumbered, changed`.execute(trx);
  await sql`
    INSERT INTO repeated (line, first_line, adds_person)
    SELECT s.line, first.line, coalesce(s.person_name, s.person_email) IS NOT NULL
      AND (s.person_name, s.person_email) IS DISTINCT FROM (first.person_name, first.person_email)
      AND (s.name, s.street, s.postcode, s.town, s.country, s.phone, s.email, s.registration_no, s.vat_no, s.is_customer,
        s.is_supplier, s.is_partner, s.is_private, s.price_group, s.language, s.active)
        IS NOT DISTINCT FROM (first.name, first.street, first.postcode, first.town, first.country, first.phone, first.email,
        first.registration_no, first.vat_no, first.is_customer, first.is_supplier, first.is_partner, first.is_private,
        first.price_group, first.language, first.active)
    FROM (SELECT identity, min(line) AS line FROM staged GROUP BY identity HAVING count(*) > 1) AS twice
    JOIN staged first ON first.line = twice.line
    JOIN staged s ON s.identity = twice.identity AND s.line > twice.line`.execute(trx);
}

/** Gives lines without a number that of the contact that they are. */
async function findUnnumbered(trx: OfficeTransaction, companyId: string): Promise<void> {
  const { rows } = await sql<{
    any: boolean;
  }>`SELECT EXISTS (SELECT FROM staged WHERE number IS NULL) AS any`.execute(trx);
  if (rows[0]?.any !== true) return;
  await sql`
    INSERT INTO unnumbered (line, number)
    SELECT DISTINCT ON (s.line) s.line, c.number
    FROM staged s JOIN contact c ON c.company_id = ${companyId}
      AND office.plain(c.name) COLLATE "C" = office.plain(s.name) COLLATE "C"
      AND CASE WHEN s.email IS NOT NULL THEN lower(c.email) = lower(s.email)
        ELSE lower(replace(c.postcode, ' ', '')) = lower(replace(coalesce(s.postcode, ''), ' ', '')) END
    WHERE s.number IS NULL AND ${isGood}
      AND NOT EXISTS (SELECT FROM staged other WHERE other.number = c.number)
    ORDER BY s.line, length(c.number), c.number`.execute(trx);
  await sql`
    DELETE FROM unnumbered u USING unnumbered earlier WHERE earlier.number = u.number AND earlier.line < u.line`.execute(
    trx,
  );
}
