import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Colour, contrast, parseColour, signContrast, textContrast } from '../../../core/contrast.ts';
import { darkGrounds, lightGrounds } from '../../../core/look-colours.ts';
import { lookStyle } from './look-style.ts';

const css = readFileSync(new URL('../assets/ground.css', import.meta.url), 'utf8');
/** The values of the style sheet, light ones first. */
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');

function valueIn(style: string, name: string): Colour {
  const value = new RegExp(`--${name}:\\s*(#[0-9a-f]{3,6})`).exec(style)?.[1] ?? '';
  const colour = parseColour(value.length === 4 ? value.replace(/[0-9a-f]/g, '$&$&') : value);
  if (colour === null) throw new Error(`no --${name}`);
  return colour;
}

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('look of a website', () => {
  it('knows the grounds of the style sheet', () => {
    const names = ['card', 'ground', 'plain-ground'];
    expect(lightGrounds).toEqual(names.map((name) => valueIn(light, name)));
    expect(darkGrounds).toEqual(names.map((name) => valueIn(dark, name)));
  });

  it.each([
    ['light', light],
    ['dark', dark],
  ])('WCAG 2.2 AA: every pair of colours of the %s style sheet can be read', (_name, style) => {
    const pairs = [
      ['text', 'ground'],
      ['text', 'card'],
      ['text', 'plain-ground'],
      ['text', 'good-ground'],
      ['text', 'bad-ground'],
      ['quiet', 'card'],
      ['quiet', 'ground'],
      ['link', 'card'],
      ['link', 'ground'],
      ['on-accent', 'accent'],
      ['good', 'good-ground'],
      ['waiting', 'waiting-ground'],
      ['bad', 'bad-ground'],
      ['bad', 'card'],
      ['plain', 'plain-ground'],
    ] as const;
    for (const [words, ground] of pairs) {
      const reached = contrast(valueIn(style, words), valueIn(style, ground));
      expect([words, ground, reached >= textContrast]).toEqual([words, ground, true]);
    }
    expect(contrast(valueIn(style, 'line'), valueIn(style, 'card'))).toBeGreaterThanOrEqual(signContrast);
  });

  it('says nothing where the website has no colours', () => {
    expect(lookStyle({ accent: '', accentDark: '', logoGround: 'auto' })).toBe('');
  });

  it.each([
    ['none', 'padding:0;background:none'],
    ['light', 'background:#ffffff'],
    ['dark', 'background:#181d1c'],
  ] as const)(
    'R18: with the ground %s the logo has that on light and on dark screens',
    (logoGround, style) => {
      const made = lookStyle({ accent: '', accentDark: '', logoGround });
      expect(made).toContain(style);
      expect(made).not.toContain('@media');
      expect(made.length).toBeLessThan(200);
    },
  );

  it('a colour for dark grounds alone leaves light ones as they are', () => {
    expect(lookStyle({ accent: '', accentDark: '#3fb89f', logoGround: 'auto' })).toMatch(
      /^@media\(prefers-color-scheme:dark\)/,
    );
  });

  it('GATE: with any colours buttons, their edges and links can be read and seen, light and dark', () => {
    fc.assert(
      fc.property(colour, fc.oneof(fc.constant(''), colour), (accent, accentDark) => {
        const [onLight = '', onDark = ''] = lookStyle({ accent, accentDark, logoGround: 'auto' }).split(
          '@media',
        );
        for (const [style, grounds] of [
          [onLight, lightGrounds],
          [onDark, darkGrounds],
        ] as const) {
          expect(contrast(valueIn(style, 'on-accent'), valueIn(style, 'accent'))).toBeGreaterThanOrEqual(
            textContrast,
          );
          for (const ground of grounds) {
            expect(contrast(valueIn(style, 'link'), ground)).toBeGreaterThanOrEqual(textContrast);
            expect(contrast(valueIn(style, 'edge'), ground)).toBeGreaterThanOrEqual(signContrast);
          }
        }
        expect(valueIn(onLight, 'accent')).toBe(accent);
        if (accentDark !== '') expect(valueIn(onDark, 'accent')).toBe(accentDark);
      }),
      { numRuns: 500 },
    );
  });
});
