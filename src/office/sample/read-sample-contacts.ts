import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type ContactInput, contactInput, type contactTypes } from '../../contract/contacts.ts';
import { countryCode, parseActive, parseYesNo, recogniseColumns } from '../../core/contact-columns.ts';
import type { NewContact } from '../contacts/insert-contact.ts';

export const sampleFolder = join(import.meta.dirname, '../../../examples/sample');

export interface SampleContact extends NewContact {
  readonly active: boolean;
}

/** The contacts of the sample company, out of `examples/sample/contacts.csv`. */
export async function readSampleContacts(): Promise<SampleContact[]> {
  const text = await readFile(join(sampleFolder, 'contacts.csv'), 'utf8');
  const [headers = [], ...rows]: string[][] = parse(text, { delimiter: ';', skip_empty_lines: true });
  const fields = recogniseColumns(headers);
  return rows.map((row) => {
    const cell = (field: (typeof fields)[number]): string => row[fields.indexOf(field)] ?? '';
    const types: [(typeof contactTypes)[number], string][] = [
      ['customer', cell('isCustomer')],
      ['supplier', cell('isSupplier')],
      ['partner', cell('isPartner')],
      ['private', cell('isPrivate')],
    ];
    const contact: ContactInput = contactInput.parse({
      number: cell('number'),
      name: cell('name'),
      street: cell('street'),
      postcode: cell('postcode'),
      town: cell('town'),
      country: countryCode(cell('country')) ?? '',
      phone: cell('phone'),
      email: cell('email'),
      registrationNo: cell('registrationNo'),
      vatNo: cell('vatNo'),
      types: types.flatMap(([type, value]) => (parseYesNo(value) === true ? [type] : [])),
      priceGroup: cell('priceGroup'),
      language: cell('language'),
    });
    const person = { name: cell('personName'), email: cell('personEmail'), phone: '' };
    return {
      contact,
      persons: person.name === '' ? [] : [person],
      active: parseActive(cell('status')) !== false,
    };
  });
}
