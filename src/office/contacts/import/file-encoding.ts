import chardet from 'chardet';
import iconv from 'iconv-lite';

/** Name of an encoding, as iconv-lite knows and as people read it. */
export type Encoding = string;

/** Bytes by which the encoding is judged where they are no UTF-8. */
const SAMPLE = 256 * 1024;
/** Other scripts fill a text with bytes beyond ASCII; accents of western languages don't. */
const OTHER_SCRIPT = 0.2;

/** Encodings of scripts in which nearly every letter is beyond ASCII. */
const OTHER_SCRIPTS: ReadonlySet<string> = new Set([
  'windows-1251',
  'KOI8-R',
  'ISO-8859-5',
  'windows-1253',
  'ISO-8859-7',
  'windows-1255',
  'ISO-8859-8',
  'windows-1256',
  'ISO-8859-6',
  'Shift_JIS',
  'EUC-JP',
  'EUC-KR',
  'GB18030',
  'Big5',
]);

/** Finds out the encoding of a file while it passes by. */
export class EncodingDetector {
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  #isUtf8 = true;
  #sample: Buffer[] = [];
  #sampled = 0;

  add(bytes: Buffer): void {
    if (this.#sampled < SAMPLE) {
      this.#sample.push(bytes.subarray(0, SAMPLE - this.#sampled));
      this.#sampled += bytes.length;
    }
    if (this.#isUtf8) this.#isUtf8 = this.#isValid(bytes, true);
  }

  /**
   * The encoding of the whole: by its byte order mark, by the zero bytes of UTF-16, UTF-8 where all of it is valid,
   * another script where a fifth of it says so (chardet), else Windows-1252, which western spreadsheets write.
   */
  encoding(): Encoding {
    const sample = Buffer.concat(this.#sample);
    const wide = utf16(sample);
    if (wide !== null) return wide;
    if (this.#isUtf8 && this.#isValid(Buffer.alloc(0), false)) return 'UTF-8';
    const beyond = sample.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0);
    if (beyond / Math.max(sample.length, 1) < OTHER_SCRIPT) return 'windows-1252';
    const guess = chardet.detect(sample);
    return guess !== null && OTHER_SCRIPTS.has(guess) ? guess : 'windows-1252';
  }

  #isValid(bytes: Buffer, stream: boolean): boolean {
    try {
      this.#utf8.decode(bytes, { stream });
      return true;
    } catch {
      return false;
    }
  }
}

/** UTF-16 by its byte order mark, or by every second byte being zero, which no text of bytes has. */
export function utf16(start: Buffer): 'UTF-16LE' | 'UTF-16BE' | null {
  if (start[0] === 0xff && start[1] === 0xfe) return 'UTF-16LE';
  if (start[0] === 0xfe && start[1] === 0xff) return 'UTF-16BE';
  const pairs = Math.min(start.length, 4096) >> 1;
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < pairs; index++) {
    if (start[2 * index] === 0) even += 1;
    if (start[2 * index + 1] === 0) odd += 1;
  }
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'UTF-16LE';
  return even > pairs * 0.6 && odd < pairs * 0.1 ? 'UTF-16BE' : null;
}

/** Decodes a file piece by piece, without its byte order mark; a NUL, which no database takes, becomes U+FFFD. */
export class FileDecoder {
  readonly #decoder: { write(bytes: Buffer): string; end(): string | undefined };
  #isFirst = true;

  constructor(encoding: Encoding) {
    this.#decoder = iconv.getDecoder(encoding, { stripBOM: false });
  }

  read(bytes: Buffer): string {
    return this.#clean(this.#decoder.write(bytes));
  }

  end(): string {
    return this.#clean(this.#decoder.end() ?? '');
  }

  #clean(decoded: string): string {
    const text = decoded.includes('\0') ? decoded.replaceAll('\0', '\ufffd') : decoded;
    if (!this.#isFirst || text === '') return text;
    this.#isFirst = false;
    return text.replace(/^\ufeff/, '');
  }
}
