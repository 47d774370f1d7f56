import { describe, expect, test } from 'vitest';
import { COLUMN_SYNONYMS, CONTACT_FIELDS } from './contact-column-names.ts';
import {
  cellProblem,
  countryCode,
  detectDelimiter,
  isExcelNumber,
  parseActive,
  parseYesNo,
  recogniseColumns,
} from './contact-columns.ts';

describe('case 38: columns of a contact file', () => {
  test('recognises the Dutch headers of an accounting package', () => {
    const headers =
      'Relatienr.;Naam;Adres;Postcode;Plaats;Land;Telefoon;E-mail;KvK-nummer;Btw-nummer;Klant;Leverancier;Partner;Privé;Contactpersoon;E-mail contactpersoon;Prijsgroep;Taal;Status';
    expect(recogniseColumns(headers.split(';'))).toEqual(CONTACT_FIELDS);
  });

  test('recognises English headers, also with the owner in front', () => {
    const headers =
      'Customer No.,Company Name,Address Line 1,ZIP Code,City,Country,Phone,Email,Company Registration Number,VAT number,Is customer,Supplier,Partner,Private,Contact Person,Contact person e-mail,Price group,Language,Active';
    expect(recogniseColumns(headers.split(','))).toEqual(CONTACT_FIELDS);
    expect(recogniseColumns(['Company phone', 'Klant postcode'])).toEqual(['phone', 'postcode']);
  });

  test('gives each field once and leaves unknown columns alone', () => {
    expect(recogniseColumns(['Naam', 'Naam', 'Schoenmaat', ''])).toEqual(['name', null, null, null]);
  });

  test('recognises a column without a telling header by its cells', () => {
    const rows = [
      ['Jansen BV', 'info@jansen.nl', 'NL123456789B01'],
      ['Smit BV', 'post@smit.nl', 'NL987654321B01'],
    ];
    expect(recogniseColumns(['Naam', 'Kolom 2', '?'], rows)).toEqual(['name', 'email', 'vatNo']);
  });

  test('no header stands for two fields', () => {
    const all = CONTACT_FIELDS.flatMap((field) => COLUMN_SYNONYMS[field]);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
    expect(all.filter((name) => !/^[a-z0-9]+$/.test(name))).toEqual([]);
  });

  test.each([
    ['a;b;c\n1;"2,3,4,5,6";3\n', ';'],
    ['a,b,c\n1,"2;3;4;5",3\n', ','],
    ['a\tb\tc\n1\t2,5\t3\n', '\t'],
    ['a|b\n1|2\n', '|'],
  ])('finds the delimiter of %j', (text, delimiter) => {
    expect(detectDelimiter(text)).toBe(delimiter);
  });

  test('finds numbers that Excel ruined, and no others', () => {
    for (const value of ['1,23E+07', '1.2E+10', ' 3E+07 ']) expect(isExcelNumber(value), value).toBe(true);
    for (const value of ['12E4', '17933677', 'E-mail', '1,23', ''])
      expect(isExcelNumber(value), value).toBe(false);
    expect(cellProblem('registrationNo', '1,23E+07')).toBe('excel_number');
    expect(cellProblem('name', '1,23E+07')).toBeNull();
  });
});

test('reads yes and no, and tells what is neither', () => {
  for (const yes of ['J', 'ja', 'Yes', 'TRUE', '1', 'x']) expect(parseYesNo(yes), yes).toBe(true);
  for (const no of ['N', 'nee', 'no', '0', '', ' ']) expect(parseYesNo(no), no).toBe(false);
  expect(parseYesNo('misschien')).toBeNull();
});

test('reads whether a contact is active', () => {
  expect([
    parseActive('Actief'),
    parseActive(''),
    parseActive('Inactief'),
    parseActive('non-actief'),
  ]).toEqual([true, true, false, false]);
  expect(parseActive('wie weet')).toBeNull();
});

test('reads countries in Dutch, English and German, as name or code', () => {
  const names = [
    'Nederland',
    'nl',
    'The Netherlands',
    'België',
    'Belgium',
    'Duitsland',
    'Deutschland',
    'UK',
    'D',
  ];
  expect(names.map(countryCode)).toEqual(['NL', 'NL', 'NL', 'BE', 'BE', 'DE', 'DE', 'GB', 'DE']);
  expect(countryCode('Atlantis')).toBeNull();
});
