import { describe, expect, test } from 'vitest';
import { isFaintOnWhite, mainColours, opaqueBox, type Pixels } from './pixels.ts';

type Pixel = readonly [number, number, number, number];
const nothing: Pixel = [0, 0, 0, 0];
const white: Pixel = [255, 255, 255, 255];
const black: Pixel = [0, 0, 0, 255];
const teal: Pixel = [15, 107, 92, 255];
const orange: Pixel = [240, 120, 20, 255];

function pixels(rows: readonly (readonly Pixel[])[]): Pixels {
  return {
    data: Uint8ClampedArray.from(rows.flat(2)),
    width: rows[0]?.length ?? 0,
    height: rows.length,
  };
}

describe('a picture for a logo', () => {
  test('loses its empty edges', () => {
    const picture = pixels([
      [nothing, nothing, nothing, nothing],
      [nothing, nothing, teal, teal],
      [nothing, nothing, nothing, teal],
    ]);
    expect(opaqueBox(picture)).toEqual({ x: 2, y: 1, width: 2, height: 2 });
    expect(opaqueBox(pixels([[nothing, nothing]]))).toBeNull();
  });

  test('is faint where only white letters stand on nothing', () => {
    expect(isFaintOnWhite(pixels([[white, white, nothing]]))).toBe(true);
    expect(isFaintOnWhite(pixels([[white, teal, nothing]]))).toBe(false);
    expect(isFaintOnWhite(pixels([[nothing]]))).toBe(false);
  });

  test('is known by the colours that it has most of, never by greys', () => {
    const picture = pixels([[black, white, teal, teal, orange, [16, 108, 93, 255], black, black, nothing]]);
    expect(mainColours(picture)).toEqual(['#0f6b5c', '#f07814']);
    expect(mainColours(pixels([[black, white]]))).toEqual([]);
  });
});
