import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPassword, longestPassword, type PasswordProblem, passwordStrength } from './password-rules.ts';

const rules = {
  minLength: 10,
  contextWords: ['Partnerweb', 'Groothandel De Vries BV', 'Sanne Bakker', 'sanne.bakker@bakkertechniek.nl'],
};

describe('password rules (GATE.md, R14)', () => {
  const refused: [string, PasswordProblem][] = [
    ['korter', 'too_short'],
    ['123456789', 'too_short'],
    ['aaaaaaaaaaaa', 'repeated'],
    ['1234567890', 'repeated'],
    ['abababababab', 'repeated'],
    ['wachtwoord123', 'common'],
    ['W4chtw00rd!!', 'common'],
    ['P@ssword2026', 'common'],
    ['Welkom2026!!', 'common'],
    ['qwertyuiop12', 'common'],
    ['Zomer2026!!!', 'common'],
    ['Partnerweb1!', 'context'],
    ['sannebakker9', 'context'],
    ['devries-2026', 'context'],
    ['Bakkertechniek1', 'context'],
    ['sanne.bakker@bakkertechniek.nl', 'context'],
  ];
  it.each(refused)('R14: refuses %s as %s', (password, problem) => {
    expect(checkPassword(password, rules)).toBe(problem);
  });

  it.each([
    'kachel lamp fiets zee',
    'Tr0mpet-vlinder',
    'ошибка слово дом',
    '密码是很长的一句话吧真的',
    'vB7#kQ2!xR9z',
    'welkom bij oma Truus',
  ])('R14: takes %s', (password) => {
    expect(checkPassword(password, rules)).toBeNull();
  });

  it('R14: takes any long random text of any script, up to 128 characters and beyond', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0x4e00, max: 0x9fa5 }), { minLength: 16, maxLength: 128 }),
        (codes) => {
          const text = codes
            .map((code, index) => String.fromCodePoint(code) + (index % 2 === 0 ? '' : '·'))
            .join('');
          expect(checkPassword(text, rules)).not.toBe('too_short');
          expect(checkPassword(text, rules)).not.toBe('common');
        },
      ),
    );
  });

  it.each([
    ['kade lamp 7', 1],
    ['welkom bij oma Truus', 1],
    ['kachel lamp fiets zee boot', 2],
    ['vB7#kQ2!xR9zT4m', 2],
  ])(
    'R14: says of %s that its strength is %i, as words that are tried first add nothing',
    (password, strength) => {
      expect(passwordStrength(password, rules)).toBe(strength);
    },
  );

  it('R14: a strength of 0 is what is refused, and nothing else', () => {
    const words = fc.constantFrom(
      'welkom',
      'zomer',
      'Partnerweb',
      'bakker',
      'W4chtw00rd',
      '2026',
      '!',
      'vlinder',
      'aaaa',
      'kade',
    );
    const password = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 6 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(password, (text) => {
        expect(passwordStrength(text, rules) === 0).toBe(checkPassword(text, rules) !== null);
      }),
    );
  });

  it('R14: never takes fewer than eight characters, whatever the setting', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 7 }), fc.integer({ min: -5, max: 12 }), (password, minLength) => {
        if ([...password.normalize('NFKC')].length < 8) {
          expect(checkPassword(password, { minLength, contextWords: [] })).toBe('too_short');
        }
      }),
    );
  });

  it('R14: answers every text without an exception and keeps to its limit', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (password) => {
        const problem = checkPassword(password, rules);
        if ([...password.normalize('NFKC')].length > longestPassword) expect(problem).toBe('too_long');
      }),
    );
  });
});
