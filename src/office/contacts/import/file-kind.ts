import { utf16 } from './file-encoding.ts';

/** How files of other kinds begin. */
const kinds: readonly { readonly kind: string; readonly begins: (start: Buffer, text: string) => boolean }[] =
  [
    { kind: 'Excel (.xlsx)', begins: (start) => isZip(start) && start.includes('xl/') },
    { kind: 'OpenDocument (.ods)', begins: (start) => isZip(start) && start.includes('opendocument') },
    { kind: 'Word (.docx)', begins: (start) => isZip(start) && start.includes('word/') },
    { kind: 'ZIP', begins: isZip },
    { kind: 'Excel (.xls)', begins: (start) => start.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex')) },
    { kind: 'PDF', begins: (_, text) => text.startsWith('%PDF-') },
    { kind: 'GZIP', begins: (start) => start[0] === 0x1f && start[1] === 0x8b },
    {
      kind: 'PNG',
      begins: (start) => start.subarray(1, 4).toString('latin1') === 'PNG' && start[0] === 0x89,
    },
    { kind: 'JPEG', begins: (start) => start[0] === 0xff && start[1] === 0xd8 && start[2] === 0xff },
    { kind: 'GIF', begins: (_, text) => text.startsWith('GIF8') },
    { kind: 'RTF', begins: (_, text) => text.startsWith('{\\rtf') },
    { kind: 'HTML', begins: (_, text) => /^\s*<(?:!doctype html|html|head|body|table)\b/i.test(text) },
    { kind: 'XML', begins: (_, text) => /^\s*<(?:\?xml|[a-z][\w:.-]*[^<>;,\t]*>\s*<)/i.test(text) },
    { kind: 'JSON', begins: (_, text) => /^\s*(?:\{\s*"|\[\s*[[{"])/.test(text) },
    { kind: 'vCard', begins: (_, text) => /^\s*BEGIN:VCARD/i.test(text) },
  ];

/** In text there is hardly a control character; a program or an image is full of them. */
const MOST_CONTROLS = 0.01;

/**
 * What a file is instead of delimited text, by its first bytes; null where it may be such text (case 40).
 * `-` is a file of bytes of a kind that we don't know.
 */
export function otherKind(start: Buffer): string | null {
  const text = start.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  const known = kinds.find(({ begins }) => begins(start, text));
  if (known !== undefined) return known.kind;
  if (utf16(start) !== null) return null;
  const controls = start.reduce((count, byte) => count + (byte < 0x20 && !isSpace(byte) ? 1 : 0), 0);
  return controls > start.length * MOST_CONTROLS ? '-' : null;
}

function isZip(start: Buffer): boolean {
  return start.subarray(0, 4).equals(Buffer.from('504b0304', 'hex'));
}

function isSpace(byte: number): boolean {
  return byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x0c || byte === 0x1a;
}
