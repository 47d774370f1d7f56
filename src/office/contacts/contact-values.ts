import type { Selectable } from 'kysely';
import type { Contact, ContactInput } from '../../contract/contacts.ts';
import { contactTypes } from '../../contract/contacts.ts';
import type { ContactTable } from '../../database/office-tables.ts';

/** The columns that staff fill in, from what the contract calls them. */
export function columnsOf(input: Omit<ContactInput, 'number'>) {
  return {
    name: input.name,
    street: input.street,
    postcode: input.postcode,
    town: input.town,
    country: input.country,
    phone: input.phone,
    email: input.email,
    registration_no: input.registrationNo,
    vat_no: input.vatNo,
    types: contactTypes.filter((type) => input.types.includes(type)),
    price_group: input.priceGroup,
    language: input.language,
  };
}

/** What staff fill in, from a row. */
export function inputOf(
  row: Selectable<ContactTable>,
): Omit<Contact, 'id' | 'active' | 'version' | 'createdAt' | 'updatedAt' | 'persons' | 'accountCount'> {
  return {
    number: row.number,
    name: row.name,
    street: row.street,
    postcode: row.postcode,
    town: row.town,
    country: row.country,
    phone: row.phone,
    email: row.email,
    registrationNo: row.registration_no,
    vatNo: row.vat_no,
    types: contactTypes.filter((type) => row.types.includes(type)),
    priceGroup: row.price_group,
    language: row.language,
  };
}
