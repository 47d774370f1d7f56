import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeValue } from './identity-headers.ts';
import { isGateCookie, isStripped, passOnHeaders, withoutGateCookies } from './visitor-headers.ts';

describe('identity headers', () => {
  it('R15: any text becomes printable ASCII, and one decodeURIComponent gives it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const value = encodeValue(text);
        expect(value).toMatch(/^[ -~]*$/);
        expect(decodeURIComponent(value)).toBe(text.trim().toWellFormed());
      }),
      { numRuns: 2000 },
    );
  });

  it('case 28: no header can be injected through a name', () => {
    expect(encodeValue('Anna\r\nRemote-User: boss')).toBe('Anna%0D%0ARemote-User: boss');
    expect(encodeValue('Ærø & Søn')).toBe('%C3%86r%C3%B8 & S%C3%B8n');
    expect(encodeValue('a,b', ',')).toBe('a%2Cb');
  });

  it('I1: every spelling of a header that only the gate may send is stripped', () => {
    const names = fc.constantFrom(
      'remote-user',
      'remote-groups',
      'gatehouse-contact',
      'x-forwarded-for',
      'forwarded',
    );
    const spelled = names.chain((name) =>
      fc
        .array(fc.tuple(fc.boolean(), fc.constantFrom('-', '_', '.')), {
          minLength: name.length,
          maxLength: name.length,
        })
        .map((ways) =>
          Array.from(name, (char, index) => {
            const [upper, separator] = ways[index] ?? [false, '-'];
            return char === '-' ? separator : upper ? char.toUpperCase() : char;
          }).join(''),
        ),
    );
    fc.assert(
      fc.property(spelled, (name) => {
        expect(isStripped(name)).toBe(true);
        expect(passOnHeaders([name, 'evil', 'Accept', '*/*'], true)).toEqual([['Accept', '*/*']]);
      }),
      { numRuns: 2000 },
    );
  });

  it('R12: what is the website’s own stays', () => {
    for (const name of [
      'authorization',
      'remote',
      'x-remote-users',
      'gatehouse',
      'content-type',
      'x-csrf-token',
    ])
      expect(isStripped(name)).toBe(false);
    expect(passOnHeaders(['Host', 'a', 'X-A', '1', 'x-a', '2'], true)).toEqual([
      ['X-A', '1'],
      ['x-a', '2'],
    ]);
  });

  it('R14: the gate’s cookies stay with the gate, the website’s own go on', () => {
    expect(withoutGateCookies('a=1; __Host-gate=x; __Host-gate-form=y; gate=own', true)).toBe(
      'a=1; gate=own',
    );
    expect(withoutGateCookies('gate=x; a="1;2"; gate-form=y; gateway=z', false)).toBe('a="1; 2"; gateway=z');
    expect(withoutGateCookies(' __Host-gate=x', true)).toBe('');
    // `à` in UTF-8 ends in a byte that is white space in latin1.
    expect(withoutGateCookies('naam=voil\u00c3\u00a0; __Host-gate=x', true)).toBe('naam=voil\u00c3\u00a0');
    expect(isGateCookie('__host-GATE', true)).toBe(true);
  });
});
