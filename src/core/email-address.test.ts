import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalEmail, parseEmailAddress } from './email-address.ts';

describe('e-mail addresses', () => {
  test('case 11: case and Unicode forms of an address agree', () => {
    const forms = ['Jörg@Bücher.Example', 'jo\u0308rg@bu\u0308cher.example', ' JÖRG@xn--bcher-kva.example '];
    expect(new Set(forms.map(canonicalEmail))).toEqual(new Set(['jörg@xn--bcher-kva.example']));
  });

  test('case 12: look-alike and punycode addresses are different addresses', () => {
    expect(canonicalEmail('anna@example.com')).not.toBe(canonicalEmail('аnna@example.com'));
    expect(canonicalEmail('anna@еxample.com')).not.toBe(canonicalEmail('anna@example.com'));
    expect(canonicalEmail('ａnna@example.com')).not.toBe(canonicalEmail('anna@example.com'));
    expect(canonicalEmail('ﬁona@example.com')).not.toBe(canonicalEmail('fiona@example.com'));
  });

  test('case 12: what was typed is kept as it was typed', () => {
    expect(parseEmailAddress(' Willem.deVries@Ziggo.NL ')).toEqual({
      typed: 'Willem.deVries@Ziggo.NL',
      canonical: 'willem.devries@ziggo.nl',
      domain: 'ziggo.nl',
    });
  });

  test.each([
    '',
    'anna',
    '@example.com',
    'anna@',
    'anna@localhost',
    'a b@example.com',
    'anna@exa mple.com',
    'anna@example..com',
    '.anna@example.com',
    'anna@@example.com',
    'anna@example.com@evil.example',
    'anna\r\nBcc: all@example.com',
    'anna@example.com\r\nBcc: all@example.com',
    '"anna"@example.com',
    'Anna <anna@example.com>',
    'anna@[127.0.0.1]',
    'anna@127.0.0.1',
    'anna@example.com/x',
    `${'a'.repeat(65)}@example.com`,
  ])('case 28: %j is refused', (input) => {
    expect(parseEmailAddress(input)).toBeNull();
  });

  test('case 11: the canonical form of a canonical form is itself', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const canonical = canonicalEmail(address);
        if (canonical !== null) expect(canonicalEmail(canonical)).toBe(canonical);
      }),
      { numRuns: 1000 },
    );
  });
});
