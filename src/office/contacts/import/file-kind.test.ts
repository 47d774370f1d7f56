import { describe, expect, it } from 'vitest';
import { otherKind } from './file-kind.ts';

describe('case 40: what a file is by its first bytes', () => {
  it.each([
    ['Nr;Naam\r\n1;De Kat\r\n', null],
    ['Naam\nDe Kat\n', null],
    ['"Naam","Plaats"\n', null],
    ['<Naam>;Plaats\n', null],
    ['%PDF-1.4\n', 'PDF'],
    ['\ufeff<!doctype HTML>', 'HTML'],
    ['<?xml version="1.0"?><contacts/>', 'XML'],
    ['[{"naam": 1}]', 'JSON'],
    ['{\\rtf1', 'RTF'],
    ['BEGIN:VCARD\n', 'vCard'],
  ])('case 40: %j', (text, kind) => {
    expect(otherKind(Buffer.from(text))).toBe(kind);
  });

  it('case 40: text in UTF-16 is text, other bytes are not', () => {
    expect(otherKind(Buffer.from('Nr;Naam\r\n1;De Kat', 'utf16le'))).toBeNull();
    expect(otherKind(Buffer.alloc(100))).toBe('-');
  });
});
