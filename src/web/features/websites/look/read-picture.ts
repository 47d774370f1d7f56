import { longestLogo } from '../../../../contract/website-settings.ts';
import { type Box, opaqueBox } from './pixels.ts';

/** Most pixels of a logo: twice what the pages show, for fine screens. */
const widest = 480;
const highest = 160;
const largestFile = 20 * 1024 * 1024;
/** Longest side at which a picture is looked at; a drawing, which has no pixels of its own, is drawn so large. */
const longestSide = 1920;
/** How much smaller it is tried, until it fits. */
const scales = [1, 0.85, 0.72, 0.6, 0.5, 0.4, 0.3];
const qualities = [0.92, 0.85, 0.75, 0.6];

export type PictureProblem = 'not_an_image' | 'empty' | 'too_large' | 'too_detailed';

/**
 * Makes a logo of any picture that the browser can draw: without empty edges, scaled down and encoded anew, so that it
 * fits `longestLogo` and carries nothing but the picture itself.
 * @returns a `data:` URL, or what is wrong with the file
 */
export async function makeLogo(file: Blob): Promise<{ url: string } | { problem: PictureProblem }> {
  if (file.size > largestFile) return { problem: 'too_large' };
  const picture = await readPicture(file);
  if (picture === null) return { problem: 'not_an_image' };
  const { naturalWidth, naturalHeight } = picture;
  const isDrawing = file.type === 'image/svg+xml';
  const fits = longestSide / Math.max(naturalWidth, naturalHeight);
  const whole = draw(
    picture,
    { x: 0, y: 0, width: naturalWidth, height: naturalHeight },
    isDrawing ? fits : Math.min(1, fits),
  );
  const box = whole === null ? null : boxOf(whole);
  if (whole === null || box === null) return { problem: 'empty' };
  const fit = Math.min(1, widest / box.width, highest / box.height);
  for (const scale of scales) {
    const url = encode(draw(whole.canvas, box, fit * scale));
    if (url !== null) return { url };
  }
  return { problem: 'too_detailed' };
}

/** The picture of a file or a `data:` URL, or null where the browser can't draw it. */
export async function readPicture(from: Blob | string): Promise<HTMLImageElement | null> {
  const picture = new Image();
  picture.src = typeof from === 'string' ? from : await dataUrlOf(from);
  try {
    await picture.decode();
  } catch {
    return null;
  }
  return picture.naturalWidth > 0 && picture.naturalHeight > 0 ? picture : null;
}

function dataUrlOf(file: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => resolve('data:,');
    reader.readAsDataURL(file);
  });
}

/**
 * Draws a part of a picture, scaled. A picture that is no canvas is drawn as a whole: of a drawing without a size of its
 * own a browser would cut another part than was asked for.
 */
export function draw(
  picture: HTMLImageElement | HTMLCanvasElement,
  { x, y, width, height }: Box,
  scale: number,
): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.imageSmoothingQuality = 'high';
  if (picture instanceof HTMLImageElement) context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  else context.drawImage(picture, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return context;
}

/** The pixels of what was drawn; null where the browser does not tell them. */
export function pixelsOf(context: CanvasRenderingContext2D): ImageData | null {
  try {
    return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  } catch {
    return null;
  }
}

function boxOf(context: CanvasRenderingContext2D): Box | null {
  const pixels = pixelsOf(context);
  return pixels === null ? null : opaqueBox(pixels);
}

/** Without loss where that fits, else as WebP; a browser that can't make WebP gives a PNG instead. */
function encode(context: CanvasRenderingContext2D | null): string | null {
  if (context === null) return null;
  const { canvas } = context;
  const fits = (url: string) => url.length <= longestLogo;
  const png = canvas.toDataURL('image/png');
  if (fits(png)) return png;
  return qualities.map((quality) => canvas.toDataURL('image/webp', quality)).find(fits) ?? null;
}
