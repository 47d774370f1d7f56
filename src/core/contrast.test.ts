import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Colour,
  contrast,
  luminance,
  mix,
  parseColour,
  readableOn,
  textContrast,
  textOn,
} from './contrast.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): Colour => `#${value.toString(16).padStart(6, '0')}`);
const light = fc.array(fc.constantFrom<Colour>('#ffffff', '#f5f7f6', '#e4f2ec'), { minLength: 1 });
const dark = fc.array(fc.constantFrom<Colour>('#000000', '#0f1312', '#181d1c', '#252d2b'), { minLength: 1 });
const grounds = fc
  .oneof(light, dark)
  .map(([first = '#ffffff', ...rest]): [Colour, ...Colour[]] => [first, ...rest]);

describe('contrast of colours (WCAG 2.2)', () => {
  it('is that of the standard for known pairs', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.542, 3);
    expect(contrast('#0f6b5c', '#ffffff')).toBeCloseTo(6.43, 1);
    expect(luminance('#ff0000')).toBeCloseTo(0.2126, 4);
  });

  it('reads #rrggbb only', () => {
    expect(parseColour('#0F6B5C')).toBe('#0f6b5c');
    for (const wrong of ['', '#fff', 'red', '#0f6b5c;', '#0f6b5g', ' #0f6b5c'])
      expect(parseColour(wrong)).toBeNull();
  });

  it('is between 1 and 21 and the same both ways', () => {
    fc.assert(
      fc.property(colour, colour, (one, other) => {
        const value = contrast(one, other);
        expect(value).toBeGreaterThanOrEqual(1);
        expect(value).toBeLessThanOrEqual(21.0001);
        expect(value).toBe(contrast(other, one));
      }),
    );
  });

  it('GATE: whatever colour a website chooses, the words on it can be read', () => {
    fc.assert(
      fc.property(colour, (accent) => {
        expect(contrast(textOn(accent), accent)).toBeGreaterThanOrEqual(textContrast);
      }),
    );
  });

  it('GATE: whatever colour a website chooses, links in it can be read on every ground of the pages', () => {
    fc.assert(
      fc.property(colour, grounds, (accent, on) => {
        const link = readableOn(accent, on);
        for (const ground of on) expect(contrast(link, ground)).toBeGreaterThanOrEqual(textContrast);
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves a colour that can be read as it is, and changes another no more than it must', () => {
    fc.assert(
      fc.property(colour, grounds, (accent, on) => {
        const reaches = (value: Colour) => on.every((ground) => contrast(value, ground) >= textContrast);
        const link = readableOn(accent, on);
        if (reaches(accent)) expect(link).toBe(accent);
        const path = Array.from({ length: 65 }, (_, step) => mix(accent, textOn(on[0]), step / 64));
        expect(path.slice(0, path.indexOf(link)).some(reaches)).toBe(false);
      }),
    );
  });
});
