import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockingKeys, candidateKeys, frequencyKeys, statisticKeys } from './keys.ts';
import { match } from './match.ts';
import { MemoryIndex } from './memory-index.ts';
import { MATCH_REASON_CODES, reasonSentence } from './reasons.ts';
import type { MatchContact, MatchRegistration } from './types.ts';

// Few values of each kind, so that registers are full of namesakes, neighbours and shared mailboxes.
const pick = (...values: string[]) => fc.constantFrom(...values);
const companyName = pick(
  'Bos Bouw B.V.',
  'Bos Bouw Holding',
  'Vos Bouw BV',
  'Kuipers Kaas',
  'Kuipers Kaas II',
  'Y?lmaz Hout',
  '',
);
const email = pick(
  'info@bosbouw.nl',
  'jan@gmail.com',
  'a.bos@bosbouw.nl',
  'info@kuiperskaas.nl',
  'piet@dorpsnet.nl',
  '',
);
const registrationNo = pick('17933677', '17933678', '20311544', '');
const vatNo = pick('NL629120474B01', 'NL629120474B02', 'NL17933677', '');
const phone = pick('076-2373299', '+31 76 2373299', '010-7654321', '');
const street = pick('Kerkstraat 1', 'Kerkstraat 2', 'Laan 7a', '');
const postcode = pick('1234 AB', '1234ab', '5678 CD', '');
const town = pick('Hoorn', 'Breda', '');

const contactArb = fc.record({
  name: companyName.filter((name) => name !== ''),
  street,
  postcode,
  town,
  phone,
  email,
  registrationNo,
  vatNo,
  persons: fc.array(fc.record({ name: pick('Jan Bos', 'Anna Bos', 'Jan van Veen'), email }), {
    maxLength: 2,
  }),
});
const registerArb = fc.array(contactArb, { maxLength: 12 }).map((list): MatchContact[] =>
  list.map((contact, index) => ({
    ...contact,
    id: `id${index}`,
    number: String(100 + index),
    country: 'NL',
  })),
);
const registrationArb: fc.Arbitrary<MatchRegistration> = fc.record({
  companyName,
  registrationNo,
  vatNo,
  firstName: pick('Jan', 'Anna', 'J.', ''),
  lastName: pick('Bos', 'van Veen', 'Vos', ''),
  email,
  phone,
  street,
  postcode,
  town,
  country: pick('NL', ''),
  language: pick('nl'),
});

const ask = (registration: MatchRegistration, index: MemoryIndex) =>
  match(registration, index.candidates(registration), index);

test('R10: never existing when the registration numbers contradict', () => {
  fc.assert(
    fc.property(registrationArb, registerArb, (registration, contacts) => {
      const { verdict, contact, candidates } = ask(registration, new MemoryIndex(contacts));
      if (verdict !== 'existing') return;
      const linked = candidates[0];
      expect(linked?.contact).toBe(contact);
      expect(linked?.reasons.map((reason) => reason.code)).not.toContain('other_registration_no');
    }),
    { numRuns: 1000 },
  );
});

test('R10: the order of the candidates doesn’t matter', () => {
  fc.assert(
    fc.property(registrationArb, registerArb, (registration, contacts) => {
      const index = new MemoryIndex(contacts);
      const candidates = [...index.candidates(registration)];
      expect(match(registration, candidates.toReversed(), index)).toEqual(
        match(registration, candidates, index),
      );
    }),
    { numRuns: 300 },
  );
});

test('R10: a contact that shares nothing is never a candidate and never makes a link', () => {
  const unrelated: MatchContact = {
    id: 'unrelated',
    number: '1',
    name: 'Zwartzee Duikschool',
    postcode: '9999 ZZ',
    street: 'Wad 99',
    town: 'Texel',
    email: 'info@zwartzee.nl',
    registrationNo: '99887766',
    persons: [{ name: 'Quirine Zwart' }],
  };
  fc.assert(
    fc.property(registrationArb, registerArb, (registration, contacts) => {
      const before = new MemoryIndex(contacts);
      const after = new MemoryIndex([...contacts, unrelated]);
      expect(after.candidates(registration)).toEqual(before.candidates(registration));
      const result = ask(registration, after);
      expect(result.candidates.map((one) => one.contact.id)).not.toContain('unrelated');
      if (result.verdict === 'existing')
        expect(ask(registration, before).candidates[0]?.contact).toBe(result.contact);
    }),
    { numRuns: 300 },
  );
});

test('R10: the same registration number is never new, however much is shared in a small register', () => {
  fc.assert(
    fc.property(registrationArb, registerArb, (registration, contacts) => {
      const { registrationNo } = registration;
      if (registrationNo === '' || !contacts.some((contact) => contact.registrationNo === registrationNo))
        return;
      expect(ask(registration, new MemoryIndex(contacts)).verdict).not.toBe('new');
    }),
    { numRuns: 1000 },
  );
});

test('R10: a contact registered twice is never linked unseen', () => {
  fc.assert(
    fc.property(registrationArb, registerArb, (registration, contacts) => {
      const twice = [
        ...contacts,
        ...contacts.map((contact) => ({ ...contact, id: `${contact.id}x`, number: `9${contact.number}` })),
      ];
      expect(ask(registration, new MemoryIndex(twice)).verdict).not.toBe('existing');
    }),
    { numRuns: 300 },
  );
});

test('I9: proven means that the address is this contact’s, or in a domain that no other contact has', () => {
  fc.assert(
    fc.property(registrationArb, registerArb, (registration, contacts) => {
      const { proof, proven } = ask(registration, new MemoryIndex(contacts));
      expect(proven).toBe(proof !== null);
      if (proof === null) return;
      const addresses = (contact: MatchContact) => [
        contact.email,
        ...contact.persons.map((person) => person.email),
      ];
      if (proof.by === 'email') expect(addresses(proof.contact)).toContain(registration.email);
      else {
        const domain = registration.email.split('@')[1];
        const holders = contacts.filter((contact) =>
          addresses(contact).some((address) => address?.endsWith(`@${domain}`)),
        );
        expect(holders).toEqual([proof.contact]);
        expect(domain).not.toBe('gmail.com');
      }
    }),
    { numRuns: 1000 },
  );
});

test('all evidence asks only for keys that can be counted beforehand', () => {
  fc.assert(
    fc.property(registrationArb, registerArb, (registration, contacts) => {
      const index = new MemoryIndex(contacts);
      const candidates = [...index.candidates(registration)];
      const keys = frequencyKeys(registration, candidates);
      const counted = {
        total: index.total,
        frequency(key: string): number {
          expect(keys).toContain(key);
          return index.frequency(key);
        },
      };
      expect(match(registration, candidates, counted)).toEqual(match(registration, candidates, index));
      for (const key of candidateKeys(registration, index)) expect(keys).toContain(key);
    }),
    { numRuns: 300 },
  );
});

test('a contact is found by each of its keys; a key that too many share leads to nobody', () => {
  fc.assert(
    fc.property(registrationArb, registerArb, (registration, contacts) => {
      const index = new MemoryIndex(contacts);
      const keys = blockingKeys(registration);
      for (const contact of contacts) {
        const shares = blockingKeys(contact).some((key) => keys.includes(key));
        expect(index.candidates(registration, 1_000).has(contact)).toBe(shares);
        expect(statisticKeys(contact).every((key) => index.frequency(key) > 0)).toBe(true);
      }
      expect(index.candidates(registration, 0).size).toBe(0);
    }),
    { numRuns: 200 },
  );
});

test('every reason has its sentence in both languages', () => {
  for (const code of MATCH_REASON_CODES) {
    for (const language of ['nl', 'en'] as const) {
      const sentence = reasonSentence({ code, params: { value: 'a', register: 'b', others: 2 } }, language);
      expect(sentence).not.toMatch(/[{}]/);
      expect(sentence).toMatch(language === 'nl' ? /2 andere relaties/ : /2 other contacts/);
    }
  }
});
