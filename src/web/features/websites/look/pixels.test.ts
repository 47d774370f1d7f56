import { describe, expect, test } from 'vitest';
import { isFaintOn, mainColours, opaqueBox, type Pixels } from './pixels.ts';

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

  test('R18: is faint where only white letters stand on white, or black ones on black', () => {
    const letters = (...of: Pixel[]) => pixels([[...of, nothing, nothing]]);
    expect(isFaintOn(letters(white, white), '#ffffff')).toBe(true);
    expect(isFaintOn(letters(white, white), '#181d1c')).toBe(false);
    expect(isFaintOn(letters(black, black), '#ffffff')).toBe(false);
    expect(isFaintOn(letters(black, black), '#181d1c')).toBe(true);
    expect(isFaintOn(letters(white, teal), '#ffffff')).toBe(false);
    expect(isFaintOn(letters(), '#ffffff')).toBe(false);
  });

  test('R18: a small mark beside letters that can’t be read is not enough; in a picture with its own ground it is', () => {
    const letters: Pixel[] = Array.from({ length: 10 }, () => white);
    expect(isFaintOn(pixels([[...letters, teal, nothing, nothing]]), '#ffffff')).toBe(true);
    expect(isFaintOn(pixels([[...letters, teal]]), '#ffffff')).toBe(false);
  });

  test('is known by the colours that it has most of, never by greys', () => {
    const picture = pixels([[black, white, teal, teal, orange, [16, 108, 93, 255], black, black, nothing]]);
    expect(mainColours(picture)).toEqual(['#0f6b5c', '#f07814']);
    expect(mainColours(pixels([[black, white]]))).toEqual([]);
  });
});
