import type { LookSettings } from '../../../contract/website-settings.ts';
import { parseColour } from '../../../core/contrast.ts';
import { type LogoGround, plateColours } from '../../../core/logo-ground.ts';
import { type LookColours, lookColours } from '../../../core/look-colours.ts';

/**
 * The style sheet with a website's colours (`core/look-colours`), or empty where it has none. Pressed, a button moves
 * away from its words' colour, so that they are read even better.
 */
export function lookStyle(look: Pick<LookSettings, 'accent' | 'accentDark' | 'logoGround'>): string {
  const { light, dark } = lookColours(look);
  const hasLight = parseColour(look.accent) !== null;
  const hasDark = hasLight || parseColour(look.accentDark) !== null;
  return [
    hasLight ? `:root{${variables(light)}}` : '',
    hasDark ? `@media(prefers-color-scheme:dark){:root{${variables(dark)}}}` : '',
    logoStyle(look.logoGround),
  ].join('');
}

/**
 * What stands behind the logo, where the website chose that; the shared style sheet does as `auto` says. A plate is there on
 * paper and where the system chooses the colours too, as white letters are seen on nothing else.
 */
function logoStyle(ground: LogoGround): string {
  if (ground === 'auto') return '';
  if (ground === 'none') return '.brand img{padding:0;background:none}';
  const kept = 'print-color-adjust:exact;forced-color-adjust:none';
  const plate = 'padding:6px 10px;box-sizing:content-box;border-radius:var(--radius)';
  return `.brand img{${plate};background:${plateColours[ground]};${kept}}`;
}

function variables({ accent, onAccent, edge, link }: LookColours): string {
  const pressed = onAccent === '#000000' ? '#ffffff' : '#000000';
  return Object.entries({ accent, 'on-accent': onAccent, pressed, edge, link })
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
}
