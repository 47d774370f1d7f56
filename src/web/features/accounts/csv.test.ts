import { describe, expect, it } from 'vitest';
import { csvCell, toCsv } from './csv.ts';

describe('export to CSV', () => {
  it.each([
    ['=HYPERLINK("http://evil.example";"klik")', `"'=HYPERLINK(""http://evil.example"";""klik"")"`],
    ['+31 6 12345678', "'+31 6 12345678"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1+1', "'  =1+1"],
    ['\t=1+1', "'\t=1+1"],
    ['＝1+1', "'＝1+1"],
  ])(
    'case 39: a cell that begins with what a spreadsheet runs is exported harmless: %s',
    (value, expected) => {
      expect(csvCell(value, ';')).toBe(expected);
    },
  );
  it('leaves other cells as they are', () => {
    for (const value of ['', 'De Haan BV', 'a=b', 'jan-piet@voorbeeld.nl', '10000', 'Müller'])
      expect(csvCell(value, ';')).toBe(value);
  });
  it('puts a cell with the delimiter, a quote or a line break in quotes', () => {
    expect(csvCell('a;b', ';')).toBe('"a;b"');
    expect(csvCell('a;b', ',')).toBe('a;b');
    expect(csvCell('zegt "ja"', ',')).toBe('"zegt ""ja"""');
    expect(csvCell('a\nb', ',')).toBe('"a\nb"');
  });
  it('begins with a byte order mark and ends each line as RFC 4180 says', () => {
    expect(
      toCsv(
        [
          ['Relatie', 'E-mail'],
          ['Bouwbedrijf Élan', 'a@b.nl'],
        ],
        ';',
      ),
    ).toBe('\uFEFFRelatie;E-mail\r\nBouwbedrijf Élan;a@b.nl\r\n');
  });
});
