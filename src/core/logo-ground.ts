import type { Colour } from './contrast.ts';
import { darkGrounds, lightGrounds } from './look-colours.ts';

export const schemes = ['light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

/**
 * What stands behind a website's logo on its visitor pages: a light plate on dark screens alone (`auto`), nothing, or a
 * light or a dark plate on every screen, as for white letters.
 */
export const logoGrounds = ['auto', 'none', 'light', 'dark'] as const;
export type LogoGround = (typeof logoGrounds)[number];

/** The plate behind the logo on screens of a scheme, or null where the page's own ground is. */
export function plateBehindLogo(chosen: LogoGround, scheme: Scheme): Scheme | null {
  if (chosen === 'auto') return scheme === 'dark' ? 'light' : null;
  return chosen === 'none' ? null : chosen;
}

/** The colour of a plate, which is that of the pages' cards in its scheme. */
export const plateColours: Readonly<Record<Scheme, Colour>> = {
  light: lightGrounds[0],
  dark: darkGrounds[0],
};

/** The schemes in which a logo that is hardly visible on some grounds stands on one of those. */
export function schemesWhereFaint(
  chosen: LogoGround,
  isFaintOn: Readonly<Record<Scheme, boolean>>,
): Scheme[] {
  return schemes.filter((scheme) => isFaintOn[plateBehindLogo(chosen, scheme) ?? scheme]);
}

/** What to choose so that a logo is seen on every screen; null where no ground does, or the one chosen does. */
export function betterLogoGround(
  chosen: LogoGround,
  isFaintOn: Readonly<Record<Scheme, boolean>>,
): LogoGround | null {
  if (schemesWhereFaint(chosen, isFaintOn).length === 0) return null;
  return logoGrounds.find((one) => schemesWhereFaint(one, isFaintOn).length === 0) ?? null;
}
