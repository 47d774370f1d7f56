import { sql } from 'kysely';
import type { MatchContact } from '../../../core/matching/types.ts';
import type { OfficeDatabase } from '../../context.ts';

/** These contacts with their persons as matching compares them; those that are not there are left out. */
export async function readMatchContacts(
  db: OfficeDatabase,
  companyId: string,
  contactIds: readonly string[],
): Promise<MatchContact[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<MatchContact>`
    SELECT c.id, c.number, c.name, c.street, c.postcode, c.town, c.country, c.phone, c.email,
      c.registration_no AS "registrationNo", c.vat_no AS "vatNo", coalesce(p.persons, '[]') AS persons
    FROM contact c
    LEFT JOIN (
      SELECT contact_id, json_agg(json_build_object('name', name, 'email', email, 'phone', phone) ORDER BY id) AS persons
      FROM contact_person
      WHERE company_id = ${companyId} AND contact_id = ANY(${[...contactIds]}::uuid[])
      GROUP BY contact_id
    ) AS p ON p.contact_id = c.id
    WHERE c.company_id = ${companyId} AND c.id = ANY(${[...contactIds]}::uuid[])`.execute(db);
  return rows;
}
