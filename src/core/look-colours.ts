import { type Colour, contrast, parseColour, readableOn, signContrast, textOn } from './contrast.ts';

type Grounds = readonly [Colour, ...Colour[]];

/** The grounds that links and buttons of the visitor pages stand on, those of `ground.css`; the first is the card. */
export const lightGrounds: Grounds = ['#ffffff', '#f5f7f6', '#edf1ef'];
export const darkGrounds: Grounds = ['#181d1c', '#0f1312', '#252d2b'];

/** Our own accent, where a website has none. */
export const ownAccent: { readonly light: Colour; readonly dark: Colour } = {
  light: '#0f6b5c',
  dark: '#3fb89f',
};

/** What is made of an accent colour on light or on dark grounds. */
export interface LookColours {
  readonly accent: Colour;
  readonly onAccent: Colour;
  /** Edge of a button, where its own colour is close to the ground. */
  readonly edge: Colour;
  readonly link: Colour;
}

/**
 * The colours of a website's visitor pages. A button has the very colour that was chosen, with black or white words on
 * it and an edge that can be seen; links get the nearest colour that can be read (WCAG 2.2 AA, 1.4.3 and 1.4.11). Without
 * a colour for a dark ground that of the light one is made brighter; without any ours is taken.
 */
export function lookColours(look: { readonly accent: string; readonly accentDark: string }): {
  readonly light: LookColours;
  readonly dark: LookColours;
} {
  const chosen = parseColour(look.accent);
  const dark =
    parseColour(look.accentDark) ??
    (chosen === null ? ownAccent.dark : readableOn(chosen, darkGrounds, signContrast));
  return {
    light: coloursOn(chosen ?? ownAccent.light, lightGrounds),
    dark: coloursOn(dark, darkGrounds),
  };
}

function coloursOn(accent: Colour, grounds: Grounds): LookColours {
  return {
    accent,
    onAccent: textOn(accent),
    edge: readableOn(accent, grounds, signContrast),
    link: readableOn(accent, grounds),
  };
}

/** How well a colour stands out from the card of the visitor pages, 1 to 21. */
export function contrastWithCard(colour: Colour, scheme: 'light' | 'dark'): number {
  return contrast(colour, (scheme === 'light' ? lightGrounds : darkGrounds)[0]);
}
