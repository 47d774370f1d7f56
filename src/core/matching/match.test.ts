import { describe, expect, test } from 'vitest';
import { match } from './match.ts';
import { MemoryIndex } from './memory-index.ts';
import type { MatchContact, MatchRegistration, MatchResult } from './types.ts';

const janssen: MatchContact = {
  id: 'a',
  number: '10001',
  name: 'Janssen Zeilmakerij B.V.',
  street: 'Havenkade 12',
  postcode: '1234 AB',
  town: 'Hoorn',
  country: 'NL',
  phone: '0229-123456',
  email: 'info@janssenzeilen.nl',
  registrationNo: '17933677',
  vatNo: 'NL629120474B01',
  persons: [{ name: 'Femke Janssen', email: 'femke@janssenzeilen.nl' }],
};

const nothing: MatchRegistration = {
  companyName: '',
  registrationNo: '',
  vatNo: '',
  firstName: '',
  lastName: '',
  email: '',
  phone: '',
  street: '',
  postcode: '',
  town: '',
  country: 'NL',
  language: 'nl',
};

/** A register around Janssen, whose others have nothing in common with it. */
function register(...contacts: MatchContact[]): MatchContact[] {
  const others = Array.from({ length: 200 }, (_, index) => ({
    id: `other${index}`,
    number: String(20_000 + index),
    name: `Firma${index}qz Handel${index % 17}x B.V.`,
    street: `Laan ${index + 300}`,
    postcode: `${5000 + index} ZX`,
    town: `Plaats${index % 9}`,
    phone: `010-${5_550_000 + index}`,
    email: `post@firma${index}qz.nl`,
    registrationNo: String(30_000_000 + index * 37),
    vatNo: null,
    persons: [],
  }));
  return [...contacts, ...others];
}

function ask(registration: Partial<MatchRegistration>, ...contacts: MatchContact[]): MatchResult {
  const index = new MemoryIndex(register(...(contacts.length > 0 ? contacts : [janssen])));
  const asked = { ...nothing, ...registration };
  return match(asked, index.candidates(asked), index);
}

const codes = (result: MatchResult): string[] =>
  result.candidates[0]?.reasons.map((reason) => reason.code).toSorted() ?? [];

describe('R10: existing', () => {
  test('by the registration number', () => {
    const result = ask({ companyName: 'Zeilmakerij Janssen', registrationNo: 'KvK 1793 3677' });
    expect(result).toMatchObject({ verdict: 'existing', contact: { number: '10001' }, proven: false });
    expect(codes(result)).toContain('same_registration_no');
  });

  test('by the company name with one more detail that agrees', () => {
    expect(ask({ companyName: 'janssen zeilmakerij', postcode: '1234ab' }).verdict).toBe('existing');
    expect(ask({ companyName: 'janssen zeilmakerij', phone: '+31 229 123456' }).verdict).toBe('existing');
  });

  test('by an e-mail address that only this contact has', () => {
    expect(ask({ firstName: 'Femke', lastName: 'Janssen', email: 'Femke@JanssenZeilen.NL' }).verdict).toBe(
      'existing',
    );
  });
});

describe('R10: should be verified', () => {
  test.each([
    [
      'the same e-mail address at another company',
      { companyName: 'Duinrel Vastgoed', email: 'femke@janssenzeilen.nl' },
    ],
    ['the same phone number', { companyName: 'Duinrel Vastgoed', phone: '0229-123456' }],
    ['the same postcode', { firstName: 'Ad', lastName: 'Prins', postcode: '1234AB' }],
    [
      'the same contact person with a rare name',
      { companyName: 'Duinrel Vastgoed', firstName: 'Femke', lastName: 'Janssen' },
    ],
    [
      'the same name at another address',
      { companyName: 'Janssen Zeilmakerij', postcode: '9999 XX', town: 'Sneek' },
    ],
    [
      'a misspelled name at the same address',
      { companyName: 'Jansen Zeilmakeri', street: 'Havenkade 12', postcode: '1234AB' },
    ],
  ])('%s', (_, registration) => {
    expect(ask(registration)).toMatchObject({ verdict: 'verify', contact: null });
  });

  test.each([{ phone: '0229-123456' }, { email: 'info@janssenzeilen.nl' }])(
    '%j, though name, person and address are others',
    (agreeing) => {
      const other = {
        companyName: 'Duinrel Vastgoed',
        firstName: 'Ad',
        lastName: 'Prins',
        street: 'Wad 9',
        postcode: '9999XX',
      };
      const twin = { ...janssen, id: 'b', number: '10002' };
      expect(ask({ ...other, ...agreeing }).verdict).toBe('verify');
      expect(ask({ ...other, ...agreeing }, janssen, twin).verdict).toBe('verify');
    },
  );

  test('never existing against another registration number, whatever else agrees', () => {
    const result = ask({
      companyName: janssen.name,
      registrationNo: '17933678',
      email: 'info@janssenzeilen.nl',
      phone: '0229-123456',
      postcode: '1234AB',
      street: 'Havenkade 12',
      town: 'Hoorn',
    });
    expect(result).toMatchObject({ verdict: 'verify', proven: false });
    expect(codes(result)).toContain('other_registration_no');
  });

  test('a VAT number that sister companies share does not link another name', () => {
    const sister = ask({
      companyName: 'Duinrel Vastgoed',
      vatNo: 'NL629120474B01',
      postcode: '1234AB',
      street: 'Havenkade 12',
    });
    expect(sister.verdict).toBe('verify');
  });

  test('two contacts that fit equally well are staff’s choice, both shown', () => {
    const twin = { ...janssen, id: 'b', number: '10002', registrationNo: '', vatNo: '' };
    const result = ask(
      { companyName: 'Janssen Zeilmakerij', postcode: '1234AB', phone: '0229123456' },
      janssen,
      twin,
    );
    expect(result).toMatchObject({ verdict: 'verify', proven: false });
    expect(result.candidates.map((candidate) => candidate.contact.number)).toEqual(['10001', '10002']);
  });

  test('of a company and its holding, the registration number decides', () => {
    const holding = {
      ...janssen,
      id: 'b',
      number: '10002',
      name: 'Janssen Zeilmakerij Holding B.V.',
      registrationNo: '17933678',
      vatNo: '',
    };
    const asked = { companyName: 'Janssen Zeilmakerij', email: 'femke@janssenzeilen.nl', postcode: '1234AB' };
    expect(ask(asked, janssen, holding)).toMatchObject({ verdict: 'verify', proven: false });
    expect(ask({ ...asked, registrationNo: '17933678' }, janssen, holding).contact?.number).toBe('10002');
  });
});

describe('R10: new', () => {
  test('when nothing matches', () => {
    expect(ask({ companyName: 'Duinrel Vastgoed', email: 'ad@duinrel.nl', town: 'Hoorn' })).toEqual({
      verdict: 'new',
      contact: null,
      candidates: [],
      proof: null,
      proven: false,
    });
  });

  test('a building or a person’s name that many share says too little', () => {
    const neighbours = Array.from({ length: 9 }, (_, index) => ({
      ...janssen,
      id: `n${index}`,
      number: String(11_000 + index),
      name: `Buur${index}wq B.V.`,
      email: '',
      phone: '',
      registrationNo: '',
      vatNo: '',
      persons: [{ name: 'Jan Bakker' }],
    }));
    const asked = {
      companyName: 'Duinrel Vastgoed',
      email: 'jan@duinrel.nl',
      firstName: 'Jan',
      lastName: 'Bakker',
    };
    expect(ask({ ...asked, postcode: '7777 QQ' }, ...neighbours).verdict).toBe('new');
    expect(ask({ ...asked, firstName: 'Ad', postcode: '1234 AB' }, ...neighbours).verdict).toBe('new');
  });
});

describe('I9: proof', () => {
  test('an e-mail address of the contact or of its person proves the tie', () => {
    const result = ask({
      companyName: 'Janssen Zeilmakerij',
      email: 'femke@janssenzeilen.nl',
      postcode: '1234AB',
    });
    expect(result.proof).toEqual({ contact: janssen, by: 'email' });
  });

  test('a colleague in the contact’s own domain is proven', () => {
    const result = ask({
      companyName: 'Janssen Zeilmakerij',
      firstName: 'Ad',
      lastName: 'Prins',
      email: 'ad@janssenzeilen.nl',
    });
    expect(result.proof?.by).toBe('domain');
  });

  test('public knowledge is no proof: name, number and address with an own mailbox', () => {
    const result = ask({
      companyName: janssen.name,
      registrationNo: '17933677',
      vatNo: 'NL629120474B01',
      street: 'Havenkade 12',
      postcode: '1234AB',
      email: 'janssenzeilmakerij@gmail.com',
    });
    expect(result).toMatchObject({ verdict: 'existing', proven: false });
  });

  test('a free-mail domain is nobody’s own', () => {
    const contact = { ...janssen, email: 'janssenzeilmakerij@gmail.com', persons: [] };
    expect(
      ask({ companyName: 'Janssen Zeilmakerij', registrationNo: '17933677', email: 'ad@gmail.com' }, contact)
        .proven,
    ).toBe(false);
  });

  test('nor is the domain of a small provider that no list knows', () => {
    const contact = { ...janssen, email: 'fjanssen@dorpsnet.nl', persons: [{ name: 'Femke Janssen' }] };
    expect(
      ask(
        { companyName: 'Janssen Zeilmakerij', registrationNo: '17933677', email: 'ad@dorpsnet.nl' },
        contact,
      ).proven,
    ).toBe(false);
  });

  test('a domain that two contacts share proves neither', () => {
    const sister = {
      ...janssen,
      id: 'b',
      number: '10002',
      name: 'Duinrel Vastgoed B.V.',
      registrationNo: '',
      vatNo: '',
      persons: [],
    };
    const asked = {
      companyName: 'Janssen Zeilmakerij',
      registrationNo: '17933677',
      email: 'ad@janssenzeilen.nl',
    };
    expect(ask(asked, janssen, sister)).toMatchObject({ verdict: 'existing', proven: false });
  });

  test('the same person at another company is not proven to be this one', () => {
    const result = ask({
      companyName: 'Duinrel Vastgoed',
      firstName: 'Femke',
      lastName: 'Janssen',
      email: 'femke@janssenzeilen.nl',
    });
    expect(result).toMatchObject({ verdict: 'verify', proven: false });
  });

  test('case 12: a look-alike domain is another domain', () => {
    expect(
      ask({ companyName: 'Janssen Zeilmakerij', postcode: '1234AB', email: 'ad@jаnssenzeilen.nl' }).proven,
    ).toBe(false);
  });
});
