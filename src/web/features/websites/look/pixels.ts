import { type Colour, contrast, luminance, parseColour } from '../../../../core/contrast.ts';

/** Pixels as a canvas gives them: four bytes each, red, green, blue and how opaque. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const visible = 16;

/** The smallest box with all that can be seen, or null where nothing can. */
export function opaqueBox({ data, width, height }: Pixels): Box | null {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((data[(y * width + x) * 4 + 3] ?? 0) < visible) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Contrast with the ground from which a pixel counts as seen. */
const seenContrast = 1.6;
/**
 * The share of such pixels that a picture needs: little where it brings its own ground, as a photo with white edges does;
 * more where the page shows through, so that a small mark beside letters that can't be read is not enough.
 */
const seenShare = { whole: 0.05, cutOut: 0.2 };

/** Whether hardly anything of a picture can be seen on a ground: white letters on white, black ones on black. */
export function isFaintOn(pixels: Pixels, ground: Colour): boolean {
  let opaque = 0;
  let seen = 0;
  for (const { colour, count } of coloursOf(pixels)) {
    opaque += count;
    if (contrast(colour, ground) >= seenContrast) seen += count;
  }
  const isWhole = opaque > pixels.width * pixels.height * 0.95;
  return opaque > 0 && seen < opaque * (isWhole ? seenShare.whole : seenShare.cutOut);
}

const mostColours = 3;

/** The colours that a picture is known by: those that it has most of, that are no grey and differ from each other. */
export function mainColours(pixels: Pixels): Colour[] {
  const chosen: Colour[] = [];
  for (const { colour } of coloursOf(pixels).filter(({ colour: one }) => isColourful(one))) {
    if (chosen.every((other) => distance(colour, other) > 60)) chosen.push(colour);
    if (chosen.length === mostColours) break;
  }
  return chosen;
}

/** The colours of the opaque pixels, alike ones together under the most frequent of them, most frequent first. */
function coloursOf({ data }: Pixels): { colour: Colour; count: number }[] {
  const exact = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at + 3] ?? 0) < 128) continue;
    const number = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    exact.set(number, (exact.get(number) ?? 0) + 1);
  }
  const groups = Map.groupBy([...exact], ([number]) => number & 0xf0f0f0);
  return [...groups.values()]
    .flatMap((group) => {
      const [most] = group.toSorted(([, a], [, b]) => b - a);
      const colour = parseColour(`#${(most?.[0] ?? 0).toString(16).padStart(6, '0')}`);
      return colour === null ? [] : [{ colour, count: group.reduce((sum, [, count]) => sum + count, 0) }];
    })
    .sort((a, b) => b.count - a.count);
}

function channels(colour: Colour): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

function isColourful(colour: Colour): boolean {
  const parts = channels(colour);
  return Math.max(...parts) - Math.min(...parts) > 40 && luminance(colour) < 0.85;
}

function distance(one: Colour, other: Colour): number {
  const second = channels(other);
  return Math.hypot(...channels(one).map((part, index) => part - (second[index] ?? 0)));
}
