import type { LookSettings } from '../../../contract/website-settings.ts';
import { parseColour } from '../../../core/contrast.ts';
import { type LookColours, lookColours } from '../../../core/look-colours.ts';

/**
 * The style sheet with a website's colours (`core/look-colours`), or empty where it has none. Pressed, a button moves
 * away from its words' colour, so that they are read even better.
 */
export function lookStyle(look: Pick<LookSettings, 'accent' | 'accentDark'>): string {
  const { light, dark } = lookColours(look);
  const hasLight = parseColour(look.accent) !== null;
  const hasDark = hasLight || parseColour(look.accentDark) !== null;
  return [
    hasLight ? `:root{${variables(light)}}` : '',
    hasDark ? `@media(prefers-color-scheme:dark){:root{${variables(dark)}}}` : '',
  ].join('');
}

function variables({ accent, onAccent, edge, link }: LookColours): string {
  const pressed = onAccent === '#000000' ? '#ffffff' : '#000000';
  return Object.entries({ accent, 'on-accent': onAccent, pressed, edge, link })
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
}
