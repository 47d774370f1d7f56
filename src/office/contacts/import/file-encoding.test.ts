import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { EncodingDetector, FileDecoder } from './file-encoding.ts';

/** Detects and decodes a file that arrives in pieces of a size. */
function read(bytes: Buffer, piece: number): { encoding: string; text: string } {
  const detector = new EncodingDetector();
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += piece) pieces.push(bytes.subarray(from, from + piece));
  for (const part of pieces) detector.add(part);
  const encoding = detector.encoding();
  const decoder = new FileDecoder(encoding);
  return { encoding, text: pieces.map((part) => decoder.read(part)).join('') + decoder.end() };
}

const line = 'Nr;Naam;Plaats\r\n';
const western = fc.string({ unit: fc.constantFrom(...'abcdefgh ;"éëïöüçñßÉ€’–'), maxLength: 60 });
const anyText = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .map((text) => text.replaceAll('\0', '').replaceAll('\ufeff', ''));
const size = fc.integer({ min: 1, max: 50 });

describe('case 38: encodings', () => {
  it('case 38: UTF-8 with and without byte order mark, cut anywhere', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), size, (text, hasMark, piece) => {
        const whole = line + text.toWellFormed();
        const bytes = Buffer.from((hasMark ? '\ufeff' : '') + whole);
        expect(read(bytes, piece)).toEqual({ encoding: 'UTF-8', text: whole });
      }),
    );
  });

  it('case 38: Windows-1252, of which no accent is lost', () => {
    fc.assert(
      fc.property(western, size, (text, piece) => {
        const whole = `${line}1;Café de Zoë;${text}`.repeat(3);
        expect(read(iconv.encode(whole, 'windows-1252'), piece)).toEqual({
          encoding: 'windows-1252',
          text: whole,
        });
      }),
    );
  });

  it.each(['utf16le', 'utf16be'])('case 38: %s, with and without byte order mark', (encoding) => {
    fc.assert(
      fc.property(western, fc.boolean(), size, (text, addBOM, piece) => {
        const whole = line + text;
        expect(read(iconv.encode(whole, encoding, { addBOM }), piece).text).toBe(whole);
      }),
    );
  });

  it('case 38: other scripts by what they look like', () => {
    const whole = `№;Название;Город\n${'1;Общество с ограниченной ответственностью;Москва\n'.repeat(20)}`;
    expect(read(iconv.encode(whole, 'windows-1251'), 1000).text).toBe(whole);
  });
});
