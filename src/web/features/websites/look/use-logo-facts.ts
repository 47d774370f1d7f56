import { useEffect, useState } from 'react';
import type { Colour } from '../../../../core/contrast.ts';
import { plateColours, type Scheme } from '../../../../core/logo-ground.ts';
import { isFaintOn, mainColours } from './pixels.ts';
import { draw, pixelsOf, readPicture } from './read-picture.ts';

/** What can be told of a logo by looking at it. */
export interface LogoFacts {
  readonly width: number;
  readonly height: number;
  /** Whether hardly anything of it can be seen on a light and on a dark ground. */
  readonly isFaintOn: Readonly<Record<Scheme, boolean>>;
  readonly colours: readonly Colour[];
}

/** Looks at the logo; null while that is under way, or where there is none. */
export function useLogoFacts(logo: string): LogoFacts | null {
  const [facts, setFacts] = useState<{ logo: string; facts: LogoFacts | null } | null>(null);
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      const found = logo === '' ? null : await factsOf(logo);
      if (!isOver) setFacts({ logo, facts: found });
    };
    void look();
    return () => {
      isOver = true;
    };
  }, [logo]);
  return facts?.logo === logo ? facts.facts : null;
}

async function factsOf(logo: string): Promise<LogoFacts | null> {
  const picture = await readPicture(logo);
  if (picture === null) return null;
  const { naturalWidth: width, naturalHeight: height } = picture;
  const drawn = draw(picture, { x: 0, y: 0, width, height }, 1);
  const pixels = drawn === null ? null : pixelsOf(drawn);
  if (pixels === null) return null;
  const isFaint = {
    light: isFaintOn(pixels, plateColours.light),
    dark: isFaintOn(pixels, plateColours.dark),
  };
  return { width, height, isFaintOn: isFaint, colours: mainColours(pixels) };
}
