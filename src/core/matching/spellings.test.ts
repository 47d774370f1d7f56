import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameName, parseCompanyName } from './company-name.ts';
import { compareRegistrationNumbers, compareVatNumbers, parseCompanyNumbers } from './company-number.ts';
import { editDistance, likeness } from './edit-distance.ts';
import { consonantSkeleton, foldText } from './fold-text.ts';
import { LEGAL_FORMS } from './legal-forms.ts';
import { comparePersons, parseFullName, parsePerson } from './person-name.ts';
import { nationalNumber } from './phone-number.ts';
import { buildingByPostcode, buildingByStreet, parseAddress } from './postal-address.ts';

const core = (name: string): string => parseCompanyName(name).core;

describe('R10: company names', () => {
  test.each([
    ['Koster Meubel V.O.F.', 'KosterMeubel BV'],
    ['Smits Bakkerijgroep Holding B.V.', 'smits bakkerijgroep holding b.v. BV'],
    ['Jansen & Zn.', 'Jansen en zonen'],
    ['De Vries B. V.', 'de vries'],
    ['Müller Maschinen GmbH & Co. KG', 'muller maschinen'],
    ['Stichting Het Anker', 'Het Anker'],
    ["'s-Hertogenbossche Kaas N.V.", 's Hertogenbossche Kaas'],
    ['MÃ¼ller Bouw', 'Müller Bouw'],
    ['Smith & Sons Ltd.', 'Smith and Sons Limited'],
  ])('%s is the same as %s', (a, b) => {
    expect(core(a)).toBe(core(b));
  });

  test('a letter that Windows-1252 lost equals the letter', () => {
    expect(isSameName(parseCompanyName('Y?lmaz Hout N.V.'), parseCompanyName('Yılmaz Hout'))).toBe(true);
    expect(isSameName(parseCompanyName('Y?lmaz Hout N.V.'), parseCompanyName('Yelmaz Goud'))).toBe(false);
  });

  test('a name of nothing but legal forms keeps them', () => {
    expect(core('Holding B.V.')).not.toBe('');
  });

  test('adding a legal form never changes what is compared', () => {
    const form = fc.constantFrom(...LEGAL_FORMS);
    const word = fc.stringMatching(/^[a-z]{5,9}x[a-z]{2,4}q$/);
    fc.assert(
      fc.property(word, word, form, (a, b, legal) => core(`${a} ${b} ${legal}`) === core(`${a} ${b}`)),
    );
  });
});

describe('R10: company numbers', () => {
  const numbers = (registration: string, vat = '', country = 'NL') =>
    parseCompanyNumbers(registration, vat, country);

  test.each([
    '17933677',
    '1793 3677',
    'KvK 17933677',
    'NL17933677',
    '17.93.36.77',
    'kvk-nr. 17933677',
    '179336770000',
  ])('reads %s', (spelling) => {
    expect(numbers(spelling).registration).toEqual(['17933677']);
  });

  test('a KvK number in the VAT field is a registration number, and the other way round', () => {
    expect(numbers('', 'NL17933677')).toEqual({ registration: ['17933677'], vat: null });
    expect(numbers('NL 6291.20.474.B06')).toEqual({ registration: [], vat: 'NL629120474B06' });
  });

  test('a Belgian, Norwegian or French VAT number holds the registration number', () => {
    expect(
      compareRegistrationNumbers(numbers('', 'BE 0403.170.701', 'BE'), numbers('0403.170.701', '', 'BE')),
    ).toBe('same');
    expect(
      compareRegistrationNumbers(numbers('', 'NO 923 609 016 MVA', 'NO'), numbers('923609016', '', 'NO')),
    ).toBe('same');
    expect(
      compareRegistrationNumbers(numbers('', 'FR 40 303 265 045', 'FR'), numbers('303265045', '', 'FR')),
    ).toBe('same');
  });

  test('a leading zero that a spreadsheet took away is no difference', () => {
    expect(compareRegistrationNumbers(numbers('01793367'), numbers('1793367'))).toBe('same');
  });

  test('one digit off is another company: sisters have consecutive numbers', () => {
    expect(compareRegistrationNumbers(numbers('17933677'), numbers('17933678'))).toBe('different');
    expect(compareVatNumbers(numbers('', 'NL629120474B01'), numbers('', 'NL629120474B02'))).toBe('different');
  });

  test('what people type to get past a field is no number', () => {
    for (const value of ['00000000', '12345678', 'n.v.t.', '-', 'onbekend']) {
      expect(numbers(value).registration, value).toEqual([]);
    }
  });
});

describe('R10: persons', () => {
  const full = (name: string) => parseFullName(name) ?? { first: '', last: '', fullLast: '' };

  test.each([
    ['Willem van Beek', 'Willem', 'van Beek', 'same'],
    ['Beek, Willem van', 'Willem', 'van Beek', 'same'],
    ['Dhr. W. van Beek', 'Willem', 'van Beek', 'initial'],
    ['W.F. van Beek', 'Willem', 'Van Beek', 'initial'],
    ['Sanne van Leeuwen', 'Sanne', 'vanLeeuwen', 'same'],
    ['Sjoerd Wi?niewski', 'Sjoerd', 'Wiśniewski', 'same'],
    ['José Koster', 'Koster', 'José', 'same'],
    ['José Koster', 'José', 'Koter', 'typo'],
    ['Ingrid Huisman', 'Inrgid', 'Huisman', 'typo'],
    ['Anna van Veen', 'Anna', 'van der Veen', 'different'],
    ['Anna Bakker', 'Jan', 'Bakker', 'different'],
  ])('%s and %s %s: %s', (register, first, last, expected) => {
    const person = parsePerson(first, last);
    expect(person === null ? null : comparePersons(person, full(register))).toBe(expected);
  });
});

describe('R10: phone numbers', () => {
  test.each(['076-2373299', '(076) 237 32 99', '+31 76 2373299', '+31 (0)76 2373299', '0031762373299'])(
    '%s',
    (number) => {
      expect(nationalNumber(number)).toBe('762373299');
    },
  );

  test('extensions and placeholders are no numbers', () => {
    for (const value of ['123', '0000000000', '', 'geen']) expect(nationalNumber(value), value).toBeNull();
    expect(nationalNumber('076-2373299 tst. 12')).toBe('762373299');
  });

  test('writing a number internationally never changes it', () => {
    const national = fc.stringMatching(/^[1-9][0-9]{8}$/).filter((digits) => !/^(\d)\1+$/.test(digits));
    fc.assert(
      fc.property(
        national,
        fc.constantFrom('0', '+31', '0031', '+31 (0)', '+49', '0032'),
        (digits, prefix) => {
          return nationalNumber(`${prefix}${digits}`) === digits;
        },
      ),
    );
  });
});

test('R10: addresses agree however they are spelled', () => {
  const a = parseAddress('Kerkstraat 275-2', '7319 PB', "'s-Gravenhage");
  const b = parseAddress('kerkstr. 275', '7319pb', 'Den Haag');
  expect(buildingByPostcode(a)).toBe(buildingByPostcode(b));
  expect(buildingByStreet(a)).toBe(buildingByStreet(b));
  expect(parseAddress('12 High Street', 'SW1A 1AA', 'London')).toMatchObject({
    street: 'highstreet',
    houseNumber: '12',
  });
  expect(buildingByPostcode(parseAddress('Postbus', '7319 PB', ''))).toBeNull();
});

describe('spelling', () => {
  test('folding is the same when done twice, and doesn’t depend on case or Unicode form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)),
    );
    const word = fc.stringMatching(/^[A-Za-zÉéèëÏïÖöüçÑñß]{1,12}$/);
    fc.assert(fc.property(word, (text) => foldText(text.normalize('NFD')) === foldText(text.toUpperCase())));
  });

  test('distance is symmetric, 0 only for the same, and never above the limit + 1', () => {
    const word = fc.stringMatching(/^[a-e]{0,8}$/);
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
        const distance = editDistance(a, b, limit);
        expect(editDistance(b, a, limit)).toBe(distance);
        expect(distance).toBeLessThanOrEqual(limit + 1);
        expect(distance === 0).toBe(a === b);
      }),
    );
  });

  test('counts swapped neighbours as one error', () => {
    expect(editDistance('textielsrvice', 'textielservice', 3)).toBe(1);
    expect(editDistance('dijsktra', 'dijkstra', 3)).toBe(1);
    expect(likeness('oost', 'west')).toBe('different');
  });

  test('words keep their key when a vowel is mistyped or was lost', () => {
    expect(consonantSkeleton('y?lmaz')).toBe(consonantSkeleton('yilmaz'));
    expect(consonantSkeleton('keukensprtners')).toBe(consonantSkeleton('keukenspartners'));
    expect(consonantSkeleton('bos')).not.toBe(consonantSkeleton('bas'));
  });
});
