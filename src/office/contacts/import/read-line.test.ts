import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTACT_FIELDS } from '../../../core/contact-column-names.ts';
import type { Mapping } from './import-row.ts';
import { readLine } from './read-line.ts';

const mapping: Mapping = ['number', 'name', null, 'email', 'isCustomer', 'country', 'language', 'status'];
const read = (...cells: string[]) => readLine(7, cells, mapping);

describe('case 38: one line of a contact file', () => {
  it('case 38: gives each field its value in one spelling, and nothing where the file says nothing', () => {
    expect(
      read(' 10 ', 'De Kat', 'x', 'Info@Kat.NL', 'Ja', 'Nederland', 'Nederlands', 'Inactief').values,
    ).toMatchObject({
      number: '10',
      name: 'De Kat',
      email: 'Info@Kat.NL',
      isCustomer: 't',
      country: 'NL',
      language: 'nl',
      status: 'f',
      phone: null,
    });
    expect(read('', 'De Kat', '', '', '', '', '', '').values).toMatchObject({
      number: null,
      isCustomer: null,
      status: null,
    });
  });

  it('case 38: tells all that is wrong with a line', () => {
    const { errors } = read('1,2E+10', '', '', 'x', 'wellicht', 'Narnia', 'Klingon', '?!');
    expect(errors?.map(({ field, reason }) => [field, reason])).toEqual([
      ['number', 'excel_number'],
      ['email', 'email'],
      ['isCustomer', 'yes_no'],
      ['country', 'country'],
      ['language', 'language'],
      ['status', 'status'],
      ['name', 'required'],
    ]);
  });

  it('case 38: cells beyond the header are an error unless they are empty', () => {
    expect(read('1', 'a', '', '', '', '', '', '', '', '').values).not.toBeNull();
    expect(read('1', 'a', '', '', '', '', '', '', '', 'x').errors).toMatchObject([
      { line: 7, reason: 'too_many_cells' },
    ]);
    expect(read('1', 'a').errors).toMatchObject([{ line: 7, reason: 'too_few_cells' }]);
  });

  it('case 38: any cells give values or reasons, never both, and never text that a database refuses', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 19, maxLength: 19 }), (cells) => {
        const result = readLine(1, cells, CONTACT_FIELDS);
        expect(result.values === null).toBe(result.errors !== null);
        for (const value of Object.values(result.values ?? {})) expect(value ?? '').not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
