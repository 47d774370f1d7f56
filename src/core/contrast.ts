/** A colour as `#rrggbb`, in small letters. */
export type Colour = `#${string}`;

/** Contrast that text needs at least (WCAG 2.2, 1.4.3), and what shows where one is (1.4.11). */
export const textContrast = 4.5;
export const signContrast = 3;

/** Reads `#rrggbb`, or returns null for anything else. */
export function parseColour(text: string): Colour | null {
  const colour = text.toLowerCase();
  return isColour(colour) ? colour : null;
}

function isColour(text: string): text is Colour {
  return /^#[0-9a-f]{6}$/.test(text);
}

/** Relative luminance, 0 (black) to 1 (white), by WCAG 2.2's formula for sRGB. */
export function luminance(colour: Colour): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number]; // one for each of three
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Black or white, whichever is read better on a ground. It always reaches 4.5:1, as √21 is more than that. */
export function textOn(ground: Colour): Colour {
  return contrast('#000000', ground) >= contrast('#ffffff', ground) ? '#000000' : '#ffffff';
}

/** Steps from a colour to black or white. */
const steps = 64;

/**
 * The colour nearest to a wish that can be read on all of the grounds: the wish itself where it can, else mixed step by
 * step with black or white, whichever is better read there.
 * @param grounds all light or all dark, so that black or white reaches the contrast on each.
 */
export function readableOn(
  wish: Colour,
  grounds: readonly [Colour, ...Colour[]],
  least: number = textContrast,
): Colour {
  const end = textOn(grounds[0]);
  for (let step = 0; step < steps; step += 1) {
    const colour = mix(wish, end, step / steps);
    if (grounds.every((ground) => contrast(colour, ground) >= least)) return colour;
  }
  return end;
}

/** A mixture in sRGB, as CSS `color-mix(in srgb)` makes it; `share` is that of the second, 0 to 1. */
export function mix(one: Colour, other: Colour, share: number): Colour {
  const second = channels(other);
  const mixed = channels(one).map((channel, index) =>
    Math.round(channel + ((second[index] ?? 0) - channel) * share)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${mixed.join('')}`;
}

function channels(colour: Colour): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}
