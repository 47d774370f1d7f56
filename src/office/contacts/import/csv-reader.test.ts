import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvReader, type CsvRecord } from './csv-reader.ts';

function readAll(text: string, delimiter: string, pieces: readonly number[] = [], columns = 0): CsvRecord[] {
  const reader = new CsvReader(delimiter);
  reader.columns = columns;
  const records: CsvRecord[] = [];
  let position = 0;
  for (const size of pieces) {
    records.push(...reader.read(text.slice(position, position + size)));
    position += size;
  }
  return [...records, ...reader.read(text.slice(position)), ...reader.end()];
}

const delimiters = fc.constantFrom(';', ',', '\t', '|');
const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
const cell = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\t', '|', '\n', '\r', ' ', 'é'), maxLength: 8 }),
);
const tables = fc
  .integer({ min: 1, max: 5 })
  .chain((columns) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 12 }),
  );

function write(rows: readonly (readonly string[])[], delimiter: string, lineEnd: string): string {
  const quoted = rows.map((row) =>
    row
      .map((value) => (/["\r\n;,\t|]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
      .join(delimiter),
  );
  return quoted.map((line) => line + lineEnd).join('');
}

describe('case 38: reading delimited text', () => {
  it('case 38: gives back what was written, with any delimiter, quotes and line ends, cut into any pieces', () => {
    fc.assert(
      fc.property(
        tables,
        delimiters,
        lineEnds,
        fc.array(fc.nat(9), { maxLength: 30 }),
        (rows, delimiter, lineEnd, pieces) => {
          const text = write(rows, delimiter, lineEnd);
          expect(readAll(text, delimiter, pieces, rows[0]?.length).map((record) => record.cells)).toEqual(
            rows,
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('case 38: reads the same whatever the pieces, also of broken files', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ';', '\n', '\r'), maxLength: 40 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(7), { maxLength: 20 }), (broken, pieces) => {
        expect(readAll(broken, ';', pieces, 2)).toEqual(readAll(broken, ';', [], 2));
      }),
      { numRuns: 1000 },
    );
  });

  it('case 38: numbers each record by the line on which it begins', () => {
    expect(readAll('a;b\r\n"x\r\ny";2\r\nz;3', ';')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x\r\ny', '2'] },
      { line: 4, cells: ['z', '3'] },
    ]);
  });

  it('case 38: a quotation mark that is not closed costs its own line and no other', () => {
    const text = 'nr;naam\n1;"De Kat\n2;De Hond\n3;"De Vis"\n4;De Muis\n';
    expect(readAll(text, ';', [], 2)).toEqual([
      { line: 1, cells: ['nr', 'naam'] },
      { line: 2, cells: null },
      { line: 3, cells: ['2', 'De Hond'] },
      { line: 4, cells: ['3', 'De Vis'] },
      { line: 5, cells: ['4', 'De Muis'] },
    ]);
  });

  it('case 38: a file that ends inside quotes gives its last line as broken, never half of it', () => {
    expect(readAll('a;b\n1;"half', ';', [], 2).at(-1)).toEqual({ line: 2, cells: null });
  });

  it('case 38: takes a quotation mark inside a cell literally', () => {
    expect(readAll('12" buis;3\n', ';')[0]?.cells).toEqual(['12" buis', '3']);
  });

  it('case 38: an open quotation mark does not gather the rest of a large file', () => {
    const text = `a;b\n1;"open\n${'2;x\n'.repeat(100_000)}`;
    const records = readAll(text, ';', [], 2);
    expect(records).toHaveLength(100_002);
    expect(records.filter((record) => record.cells === null)).toEqual([{ line: 2, cells: null }]);
  });
});
