import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Colour, contrast, signContrast, textContrast } from './contrast.ts';
import { contrastWithCard, darkGrounds, lightGrounds, lookColours, ownAccent } from './look-colours.ts';

const colour = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts): Colour => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);

describe('colours of the visitor pages', () => {
  test('WCAG 2.2 AA: whatever is chosen, words on buttons, links and the edges of buttons can be read', () => {
    fc.assert(
      fc.property(colour, fc.option(colour, { nil: '' as const }), (accent, accentDark) => {
        const { light, dark } = lookColours({ accent, accentDark });
        for (const [colours, grounds] of [
          [light, lightGrounds],
          [dark, darkGrounds],
        ] as const) {
          expect(contrast(colours.onAccent, colours.accent)).toBeGreaterThanOrEqual(textContrast);
          for (const ground of grounds) {
            expect(contrast(colours.link, ground)).toBeGreaterThanOrEqual(textContrast);
            expect(contrast(colours.edge, ground)).toBeGreaterThanOrEqual(signContrast);
          }
        }
      }),
    );
  });

  test('a button has the very colour that was chosen', () => {
    const { light, dark } = lookColours({ accent: '#ffee00', accentDark: '#203040' });
    expect(light).toMatchObject({ accent: '#ffee00', onAccent: '#000000' });
    expect(dark).toMatchObject({ accent: '#203040', onAccent: '#ffffff' });
  });

  test('without a colour for dark grounds the one for light grounds is made brighter; without any ours is taken', () => {
    const { dark } = lookColours({ accent: '#101040', accentDark: '' });
    expect(contrastWithCard(dark.accent, 'dark')).toBeGreaterThanOrEqual(signContrast);
    expect(lookColours({ accent: '', accentDark: '' })).toMatchObject({
      light: { accent: ownAccent.light },
      dark: { accent: ownAccent.dark },
    });
  });
});
