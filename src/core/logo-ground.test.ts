import { describe, expect, test } from 'vitest';
import { betterLogoGround, logoGrounds, plateBehindLogo, schemes, schemesWhereFaint } from './logo-ground.ts';

const white = { light: true, dark: false };
const black = { light: false, dark: true };
const grey = { light: true, dark: true };
const colourful = { light: false, dark: false };

describe('the ground behind a logo', () => {
  test('R18: by itself it is a light plate on dark screens alone; none and a chosen one are the same on all', () => {
    const plates = logoGrounds.map((one) => schemes.map((scheme) => plateBehindLogo(one, scheme)));
    expect(plates).toEqual([
      [null, 'light'],
      [null, null],
      ['light', 'light'],
      ['dark', 'dark'],
    ]);
  });

  test.each([
    ['white letters', white, 'auto', ['light', 'dark'], 'dark'],
    ['white letters', white, 'none', ['light'], 'dark'],
    ['white letters', white, 'dark', [], null],
    ['black letters', black, 'auto', [], null],
    ['black letters', black, 'none', ['dark'], 'auto'],
    ['black letters', black, 'dark', ['light', 'dark'], 'auto'],
    ['letters that are faint everywhere', grey, 'auto', ['light', 'dark'], null],
    ['bright letters', colourful, 'none', [], null],
  ] as const)(
    'R18: %s (%o) with %s are faint on %o, and %s is better',
    (_what, isFaintOn, chosen, faint, better) => {
      expect(schemesWhereFaint(chosen, isFaintOn)).toEqual(faint);
      expect(betterLogoGround(chosen, isFaintOn)).toBe(better);
    },
  );
});
