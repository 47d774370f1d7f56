/** A picture as it was understood. */
export interface Logo {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly body: Buffer;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The picture in a `data:` URL, with its type and size out of its own first bytes: what it says it is counts for
 * nothing. Null where it is none that we know.
 */
export function readLogo(dataUrl: string): Logo | null {
  const [, base64] = /^data:image\/\w+;base64,(.+)$/s.exec(dataUrl) ?? [];
  if (base64 === undefined) return null;
  const body = Buffer.from(base64, 'base64');
  for (const [type, sizeOf] of readers) {
    const size = sizeOf(body);
    if (size !== null && size.width > 0 && size.height > 0) return { type, body, ...size };
  }
  return null;
}

const readers: readonly [Logo['type'], (body: Buffer) => Size | null][] = [
  ['image/png', pngSize],
  ['image/jpeg', jpegSize],
  ['image/webp', webpSize],
];

/** PNG (RFC 2083 §11.2.1): signature, then the chunk IHDR. */
function pngSize(body: Buffer): Size | null {
  if (body.length < 24 || body.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return null;
  return { width: body.readUInt32BE(16), height: body.readUInt32BE(20) };
}

/** JPEG (ITU T.81 B.2.2): segments up to the one that begins a frame (SOF). */
function jpegSize(body: Buffer): Size | null {
  if (body.length < 4 || body.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 <= body.length; at += 2 + body.readUInt16BE(at + 2)) {
    if (body.readUInt8(at) !== 0xff) return null;
    const marker = body.readUInt8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: body.readUInt16BE(at + 5), width: body.readUInt16BE(at + 7) };
  }
  return null;
}

/** WebP (RFC 9649): a RIFF file whose first chunk is lossy, lossless or extended. */
function webpSize(body: Buffer): Size | null {
  if (body.length < 30 || body.toString('latin1', 0, 4) !== 'RIFF') return null;
  switch (body.toString('latin1', 8, 16)) {
    case 'WEBPVP8 ':
      return { width: body.readUInt16LE(26) & 0x3fff, height: body.readUInt16LE(28) & 0x3fff };
    case 'WEBPVP8L': {
      const bits = body.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'WEBPVP8X':
      return { width: body.readUIntLE(24, 3) + 1, height: body.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}
