import { type RawBuilder, sql } from 'kysely';

/**
 * The good lines, each a contact, `s`, with the contact that has its number, `c`. Lines without a number have one
 * in `unnumbered` where the register knows them, or once they got a new one.
 */
export function linesWithContacts(companyId: string): RawBuilder<unknown> {
  return sql`staged s
    LEFT JOIN unnumbered u ON u.line = s.line
    LEFT JOIN contact c ON c.company_id = ${companyId} AND c.number = coalesce(s.number, u.number)`;
}

export const isGood = sql<boolean>`NOT EXISTS (SELECT FROM repeated r WHERE r.line = s.line)`;

/** Columns that are texts of the contact itself, as they are called in both tables. */
export const textColumns = [
  'name',
  'street',
  'postcode',
  'town',
  'country',
  'phone',
  'email',
  'registration_no',
  'vat_no',
  'price_group',
  'language',
] as const;

/** The kinds that a contact shall have: what the file says, else what it had. In the contract's order. */
export const wantedTypes = sql<string[]>`array_remove(ARRAY[${sql.join(
  (['customer', 'supplier', 'partner', 'private'] as const).map(
    (type) =>
      sql`CASE WHEN coalesce(s.${sql.ref(`is_${type}`)}, ${sql.lit(type)} = ANY(c.types), false) THEN ${sql.lit(type)} END`,
  ),
)}]::text[], NULL)`;

export const wantedActive = sql<boolean>`coalesce(s.active, c.active, true)`;

/** Whether the file says something of the contact that it is not already. An empty cell says nothing. */
export const differs = sql<boolean>`(${sql.join(
  textColumns.map((column) => sql`s.${sql.ref(column)} <> c.${sql.ref(column)}`),
  sql` OR `,
)} OR c.types <> ${wantedTypes} OR c.active <> ${wantedActive}) IS TRUE`;

/** Whether the part of it that websites are told changes (R15). */
export const claimsDiffer = sql<boolean>`(s.name <> c.name OR s.price_group <> c.price_group OR s.language <> c.language
  OR c.types <> ${wantedTypes} OR c.active <> ${wantedActive}) IS TRUE`;

/** Name and address of the line's person, where it has one. */
export const personName = sql<string>`coalesce(s.person_name, s.person_email)`;
export const hasPerson = sql<boolean>`${personName} IS NOT NULL`;

/** The person `p` of the contact is the line's: of the same name. */
export function isThatPerson(companyId: string, contactId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`p.company_id = ${companyId} AND p.contact_id = ${contactId} AND office.plain(p.name) = office.plain(${personName})`;
}

/** Whether the line has a person, or an address of one, that the contact has not. */
export function personDiffers(companyId: string): RawBuilder<boolean> {
  return sql<boolean>`(${hasPerson} AND NOT EXISTS (SELECT FROM contact_person p
    WHERE ${isThatPerson(companyId, sql`c.id`)} AND (s.person_email IS NULL OR p.email = s.person_email)))`;
}
