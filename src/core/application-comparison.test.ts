import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareWithRegister, findPerson, type RegisterEntry } from './application-comparison.ts';
import type { MatchRegistration } from './matching/types.ts';

const entry: RegisterEntry = {
  name: 'Bakker & Zonen B.V.',
  street: 'Kerkstraat 12',
  postcode: '1234 AB',
  town: "'s-Gravenhage",
  country: 'NL',
  phone: '070-1234567',
  email: 'info@bakker.nl',
  registrationNo: '12345678',
  vatNo: 'NL001234567B01',
  language: 'nl',
  persons: [{ id: 'p', name: 'Willem van Beek', email: 'w.vanbeek@bakker.nl', phone: '' }],
};
const typed: MatchRegistration = {
  companyName: 'bakker en zonen bv',
  firstName: 'Willem',
  lastName: 'van Beek',
  email: 'W.vanBeek@Bakker.nl',
  phone: '+31 (0)70 123 45 67',
  street: 'Kerkstr. 12',
  postcode: '1234ab',
  town: 'Den Haag',
  country: 'nl',
  registrationNo: 'KvK 12345678',
  vatNo: 'NL 0012.34.567.B.01',
  language: 'NL',
};
const states = (data: Partial<MatchRegistration>, register: Partial<RegisterEntry> = {}) =>
  Object.fromEntries(
    compareWithRegister({ ...typed, ...data }, { ...entry, ...register }).map((line) => [
      line.field,
      line.state,
    ]),
  );

describe('comparison of what was typed with the register', () => {
  it('R11: what means the same is the same, however it is written', () => {
    expect(new Set(Object.values(states({})))).toEqual(new Set(['same']));
  });

  it('R11: tells what differs from what the register lacks', () => {
    expect(
      states({ phone: '020-7654321', street: 'Kerkstraat 12-2' }, { vatNo: '', language: '' }),
    ).toMatchObject({
      phone: 'different',
      street: 'different',
      vatNo: 'missing',
      language: 'missing',
      town: 'same',
    });
  });

  it('R11: a field that was left empty is no line, so that it can overwrite nothing', () => {
    expect(states({ phone: '', vatNo: ' ' })).not.toHaveProperty('phone');
    expect(states({ phone: '', vatNo: ' ' })).not.toHaveProperty('vatNo');
  });

  it('R10: finds the contact person by address before name', () => {
    const persons = [
      { id: 'a', name: 'Willem van Beek', email: '', phone: '' },
      { id: 'b', name: 'Secretariaat', email: 'w.vanbeek@bakker.nl', phone: '' },
    ];
    expect(findPerson(typed, persons)?.id).toBe('b');
    expect(findPerson({ ...typed, email: 'other@x.nl' }, persons)?.id).toBe('a');
    expect(findPerson({ firstName: '', lastName: '', email: '' }, persons)).toBeUndefined();
  });

  it.each(['The', 'Ltd', 'B.V.', 'Holding'])(
    'R11: finds a name without a word of its own (%s) the same as itself',
    (name) => {
      expect(states({ companyName: name }, { name })).toMatchObject({ companyName: 'same' });
      expect(states({ companyName: name }, { name: name.toLowerCase() })).toMatchObject({
        companyName: 'same',
      });
    },
  );

  it('R11: takes any text without failing, and finds any plain text the same as itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        compareWithRegister(
          { ...typed, companyName: a, street: b, vatNo: a, phone: b, lastName: a },
          { ...entry, name: b, street: a, persons: [{ id: 'p', name: b, email: a, phone: a }] },
        );
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,20}$/), (word) => {
        expect(states({ companyName: word, town: word }, { name: word, town: word })).toMatchObject({
          companyName: 'same',
          town: 'same',
        });
      }),
    );
  });
});
