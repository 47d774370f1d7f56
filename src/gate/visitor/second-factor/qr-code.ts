import { encode } from 'uqr';

/** CSS pixels of one module: large enough for the cameras of old phones. */
const moduleSize = 4;
/** Modules of white around it (ISO/IEC 18004 §6.3.8). */
const border = 4;

/** A QR code, black on white in light and dark alike. */
export interface QrCode {
  /** An SVG as a `data:` address. */
  readonly src: string;
  /** Its width and height in CSS pixels. */
  readonly size: number;
}

/** Draws a text as a QR code. */
export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { border, ecc: 'L' });
  const runs = data.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${runs.join('')}"/></svg>`;
  return { src: `data:image/svg+xml,${encodeURIComponent(svg)}`, size: size * moduleSize };
}

/** Where black begins in a row and how far it goes. */
function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const [x, isBlack] of row.entries()) {
    if (!isBlack) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  }
  return runs;
}
