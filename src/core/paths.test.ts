import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalHost, isCheckOut, isProtected, type PathSettings, parsePath } from './paths.ts';

const part = (...paths: string[]): PathSettings => ({ protection: 'part', paths });
const whole: PathSettings = { protection: 'whole', paths: [] };
const runs = { numRuns: 3000 };

/** A segment of a path as a person would name it. */
const segment = fc.stringMatching(/^[a-z0-9é_-]{1,8}$/).filter((text) => text !== '_gate');
const segments = fc.array(segment, { minLength: 1, maxLength: 4 });

/** Another way to write the same path: escapes and case, character by character. */
function disguised(path: string): fc.Arbitrary<string> {
  const bytes = Buffer.from(path, 'utf8');
  return fc
    .array(fc.constantFrom('plain', 'escaped', 'upper'), { minLength: bytes.length, maxLength: bytes.length })
    .map((ways) =>
      Array.from(bytes, (byte, index) => {
        const char = String.fromCharCode(byte);
        if (char === '/') return char;
        const letter = ways[index] === 'upper' && byte < 0x80 ? char.toUpperCase() : char;
        if (ways[index] === 'plain' && byte < 0x80) return letter;
        return `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`;
      }).join(''),
    );
}

describe('paths of websites', () => {
  it('I1: every spelling of a path below a closed prefix is protected', () => {
    const example = fc
      .tuple(segments, fc.array(segment, { maxLength: 3 }))
      .chain(([prefix, rest]) =>
        fc.tuple(fc.constant(`/${prefix.join('/')}`), disguised(`/${[...prefix, ...rest].join('/')}`)),
      );
    fc.assert(
      fc.property(example, fc.constantFrom('', '/', '?x=/', '?/_gate/'), ([prefix, path], tail) => {
        expect(isProtected(part(prefix), path + tail).protected).toBe(true);
      }),
      runs,
    );
  });

  it('R12: what lies beside the closed parts stays open', () => {
    fc.assert(
      fc.property(segments, segments, (prefix, path) => {
        const lower = path.map((text) => text.toLowerCase());
        fc.pre(prefix.some((text, index) => lower[index] !== text.toLowerCase()));
        const url = `/${path.map(encodeURIComponent).join('/')}`;
        expect(isProtected(part(`/${prefix.join('/')}`), url)).toEqual({
          protected: false,
          suspicious: false,
        });
      }),
      runs,
    );
  });

  it('I1: query and fragment never open anything', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.string(), fc.constantFrom('?', '#', '?#', '#?'), (path, tail, sign) => {
        for (const settings of [whole, part('/shop', '/a')]) {
          const plain = isProtected(settings, path);
          const decorated = isProtected(settings, `${path}${sign}${tail}`);
          if (plain.protected) expect(decorated.protected).toBe(true);
          if (sign.startsWith('?')) expect(decorated).toEqual(plain);
        }
      }),
      runs,
    );
  });

  it('I1: on a website closed whole, only the gate’s own understood paths are open', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `/_gate${text}`),
        ),
        (url) => {
          const { protected: closed, suspicious } = isProtected(whole, url);
          if (!closed) {
            expect(suspicious).toBe(false);
            expect(url.startsWith('/_gate/')).toBe(true);
          }
        },
      ),
      runs,
    );
  });

  it('I1: whatever the bytes, the decision is made and never thrown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (url, paths) => {
        expect(isProtected({ protection: 'part', paths }, `/${url}`)).toBeTypeOf('object');
      }),
      runs,
    );
  });

  it.each([
    ['an encoded slash', '/public%2fprivate'],
    ['an encoded slash in capitals', '/public%2Fprivate'],
    ['a backslash', '/public\\private'],
    ['an encoded backslash', '/public%5cprivate'],
    ['NUL', '/public%00'],
    ['another control character', '/public%0aprivate'],
    ['a semicolon', '/public/..;/private'],
    ['an encoded semicolon', '/public%3bx'],
    ['a dot segment', '/public/./private'],
    ['two dots', '/public/../private'],
    ['two dots at the end', '/public/..'],
    ['encoded dots', '/public/%2e%2e/private'],
    ['half encoded dots', '/public/.%2E/private'],
    ['repeated slashes', '/public//private'],
    ['repeated slashes at the beginning', '//private'],
    ['a byte that is not UTF-8', '/public/%ff'],
    ['an overlong dot', '/public/%c0%ae%c0%ae/private'],
    ['a raw byte that is not UTF-8', '/public/\u00ff'],
    ['a broken escape', '/public/%zz'],
    ['a cut escape', '/public/%4'],
    ['an escape that is left after decoding once', '/public/%252e%252e/private'],
    ['a fragment', '/public#/../private'],
    ['a whole URL', 'http://partners.test/public'],
    ['no path at all', ''],
    ['an asterisk', '*'],
  ])('I1: a path with %s is suspicious and counts as protected', (_what, url) => {
    expect(isProtected(part('/private'), url)).toEqual({ protected: true, suspicious: true });
    expect(isProtected(whole, url)).toEqual({ protected: true, suspicious: true });
  });

  it.each([
    ['/shop', true],
    ['/shop/', true],
    ['/shop/x', true],
    ['/SHOP/x', true],
    ['/%73hop', true],
    ['/ſhop', true],
    ['/shop?x', true],
    ['/shopping', false],
    ['/sho', false],
    ['/a/shop', false],
    ['/', false],
    ['/100%25', false],
  ])('R12: with the prefix /shop, %s is protected: %s', (url, expected) => {
    const wire = Buffer.from(url, 'utf8').toString('latin1');
    expect(isProtected(part('/shop'), wire).protected).toBe(expected);
    expect(isProtected(part('/shop/'), wire).protected).toBe(expected);
  });

  it.each([
    ['a dot at its end', ['/shop.', '/shop./x', '/SHOP%2e/x']],
    ['dots and spaces at its end', ['/shop..', '/shop%20', '/shop%20./x', '/a%20/b./x', '/a/b%20']],
    ['a stream of its file', ['/shop::$DATA', '/shop:$i30:$INDEX_ALLOCATION/x']],
  ])('I1: a closed prefix covers what Windows takes for the same name, with %s', (_what, urls) => {
    for (const url of urls)
      expect([url, isProtected(part('/shop', '/a/b'), url).protected]).toEqual([url, true]);
    for (const url of ['/.shop', '/a.b/c', '/sho.p', '/a/.b', '/x:shop', '/%20shop', '/a/x:b'])
      expect([url, isProtected(part('/shop', '/a/b'), url).protected]).toEqual([url, false]);
  });

  it.each(['/Prijzen café', '/prijzen%20caf%C3%A9', '/Prijzen cafe\u0301'])(
    'R12: a prefix may be typed as %s',
    (prefix) => {
      expect(isProtected(part(prefix), '/prijzen%20caf%c3%a9/x').protected).toBe(true);
      expect(isProtected(part(prefix), '/prijzen').protected).toBe(false);
    },
  );

  it.each(['/', '', 'shop', '/shop;x', '/shop/../x', '//'])(
    'I1: a prefix that can’t be understood (%j) closes everything',
    (prefix) => {
      expect(isProtected(part(prefix), '/anything').protected).toBe(true);
    },
  );

  it('R12: none and voluntary are open everywhere; the check-out paths are known', () => {
    const voluntary: PathSettings = { protection: 'voluntary', paths: ['/checkout'] };
    for (const url of ['/', '/checkout/pay', '/x']) {
      expect(isProtected(voluntary, url).protected).toBe(false);
      expect(isProtected({ protection: 'none', paths: ['/x'] }, url).protected).toBe(false);
    }
    expect(isProtected(voluntary, '/x//y')).toEqual({ protected: false, suspicious: true });
    expect(isCheckOut(voluntary, '/Checkout/pay?x')).toBe(true);
    expect(isCheckOut(voluntary, '/x')).toBe(false);
    expect(isCheckOut(whole, '/checkout')).toBe(false);
  });

  it('I1: a protection that nobody knows closes everything', () => {
    // Settings of a newer version could name one.
    const settings = { protection: 'later' as 'whole', paths: [] };
    expect(isProtected(settings, '/x').protected).toBe(true);
  });

  it('I1: an address that only some web servers hand to the gate is none of its own: others pass it on', () => {
    for (const url of ['/_gate', '/_gate?x', '/%5Fgate/sign-in', '/_g%61te/x', '/_gate%20/x', '/%5fgate']) {
      expect(isProtected(whole, url).protected).toBe(true);
      expect(isProtected(part('/'), url).protected).toBe(true);
      expect(isProtected(part('/shop'), url).protected).toBe(false);
    }
  });

  it('R14: the gate’s own pages are open on every website', () => {
    expect(isProtected(whole, '/_gate/sign-in?return=/x')).toEqual({ protected: false, suspicious: false });
    for (const url of ['/_gate/../x', '/_gatex', '/_GATE/x', '/_gate;/x', '//_gate/', '/_gate%2f..%2fx'])
      expect(isProtected(whole, url).protected).toBe(true);
  });

  it('I1: decodes once', () => {
    expect(parsePath('/a%20b/%25?%00')).toEqual({ suspicious: false, path: '/a b/%' });
  });
});

describe('host names', () => {
  it.each([
    ['Partners.Example.COM', 'partners.example.com'],
    ['partners.example.com:8443', 'partners.example.com'],
    ['partners.example.com.', 'partners.example.com'],
    ['partners.example.com.:80', 'partners.example.com'],
    ['[::1]:8081', '[::1]'],
    ['shop.localhost:8081', 'shop.localhost'],
  ])('R16: %s is %s', (host, expected) => {
    expect(canonicalHost(host)).toBe(expected);
  });

  it.each([
    '',
    '.',
    'a..b',
    'a.test..',
    'a.test, b.test',
    'user@a.test',
    'a.test/x',
    'a b',
    'a.test:',
    'a.test:x',
  ])('I1: %j is no host name', (host) => {
    expect(canonicalHost(host)).toBeNull();
  });
});
