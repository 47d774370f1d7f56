import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benchImport } from './bench-import.ts';
import { benchMatch } from './bench-match.ts';
import { type BenchOffice, openBenchOffice } from './bench-office.ts';
import { benchSearch } from './bench-search.ts';
import { type Figure, figureTable, round } from './figures.ts';
import { machine } from './machine.ts';

export type Part = 'import' | 'search' | 'match';

export interface ContactOptions {
  /** Contacts in the register. */
  readonly rows: number;
  /** Applications that are compared with them. */
  readonly applications: number;
}

const results = join(import.meta.dirname, 'results');

/** Measures the contact register, prints tables and writes `bench/results/PART-ROWS.json`. */
export async function reportContacts(parts: readonly Part[], options: ContactOptions): Promise<void> {
  const bench = await openBenchOffice();
  try {
    const imported = await benchImport(bench, options.rows);
    await bench.database.pool.query('VACUUM (ANALYZE) contact, contact_search, contact_match_key');
    for (const part of parts) await report(part, options, await measure(part, bench, options, imported));
  } finally {
    await bench.stop();
  }
}

async function measure(
  part: Part,
  bench: BenchOffice,
  { rows, applications }: ContactOptions,
  imported: Figure[],
): Promise<Figure[]> {
  if (part === 'import') return imported;
  return part === 'search' ? benchSearch(bench, rows) : benchMatch(bench, rows, applications);
}

async function report(part: Part, { rows }: ContactOptions, figures: readonly Figure[]): Promise<void> {
  const title = `${part}, ${rows} contacts`;
  process.stdout.write(figureTable(title, figures));
  await mkdir(results, { recursive: true });
  const content = {
    title,
    rows,
    at: new Date().toISOString(),
    machine: machine(),
    figures: figures.map((figure) => ({ ...figure, value: round(figure.value) })),
  };
  await writeFile(join(results, `${part}-${rows}.json`), `${JSON.stringify(content, null, 2)}\n`);
}
