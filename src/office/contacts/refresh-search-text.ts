import { sql } from 'kysely';
import type { MatchContact } from '../../core/matching/types.ts';
import type { OfficeTransaction } from '../context.ts';
import { readMatchContacts } from './match-keys/read-match-contacts.ts';

/** Writes anew what a search looks through, for these contacts (`writeSearchText`). */
export async function refreshSearchText(
  trx: OfficeTransaction,
  companyId: string,
  contactIds: readonly string[],
): Promise<void> {
  await writeSearchText(trx, companyId, await readMatchContacts(trx, companyId, [...new Set(contactIds)]));
}

/**
 * Writes the words of contacts: number, name, town, e-mail, registration and VAT number, phones as digits and the
 * contact persons, in plain letters without accents. Each word stands after a space, so that ` ha` finds beginnings.
 */
export async function writeSearchText(
  trx: OfficeTransaction,
  companyId: string,
  contacts: readonly MatchContact[],
): Promise<void> {
  if (contacts.length === 0) return;
  const ids = contacts.map((contact) => contact.id);
  const words = contacts.map(searchText);
  await sql`
    INSERT INTO contact_search (company_id, contact_id, words)
    SELECT ${companyId}::uuid, id, office.plain(words) FROM unnest(${ids}::uuid[], ${words}::text[]) AS made(id, words)
    ON CONFLICT (company_id, contact_id) DO UPDATE SET words = excluded.words
    WHERE contact_search.words <> excluded.words`.execute(trx);
}

function searchText(contact: MatchContact): string {
  const parts = [
    contact.number,
    contact.name,
    contact.town,
    contact.email,
    contact.registrationNo,
    contact.vatNo,
    digitsOf(contact.phone),
    ...contact.persons.flatMap((person) => [person.name, person.email, digitsOf(person.phone)]),
  ];
  return ` ${parts.filter((part) => part !== '' && part != null).join(' ')}`.normalize('NFKC');
}

function digitsOf(phone: string | null | undefined): string {
  return (phone ?? '').replace(/\D/g, '');
}
