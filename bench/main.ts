import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { benchImport } from './bench-import.ts';
import { benchMatch } from './bench-match.ts';
import { type BenchOffice, openBenchOffice } from './bench-office.ts';
import { benchSearch } from './bench-search.ts';
import { type Figure, figureTable, round } from './figures.ts';

/** Benchmarks of the contact register, on a database of their own that goes afterwards. Results: bench/results. */
interface Options {
  readonly rows: number;
  readonly applications: number;
}

const results = join(import.meta.dirname, 'results');

function count(text: string): number {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number above 0.');
  return value;
}

const program = new Command('npm run bench --').description('measures the contact register');
const commands: Readonly<Record<string, readonly ('import' | 'search' | 'match')[]>> = {
  import: ['import'],
  search: ['search'],
  match: ['match'],
  contacts: ['import', 'search', 'match'],
};
for (const [name, parts] of Object.entries(commands)) {
  program
    .command(name)
    .description(parts.length > 1 ? `${parts.join(', ')}, on one register` : `measures ${name}`)
    .option('--rows <number>', 'contacts in the register', count, 1_000_000)
    .option('--applications <number>', 'applications that are compared', count, 10_000)
    .action((options: Options) => run(parts, options));
}

async function run(parts: readonly ('import' | 'search' | 'match')[], options: Options): Promise<void> {
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
  part: 'import' | 'search' | 'match',
  bench: BenchOffice,
  { rows, applications }: Options,
  imported: Figure[],
): Promise<Figure[]> {
  if (part === 'import') return imported;
  return part === 'search' ? benchSearch(bench, rows) : benchMatch(bench, rows, applications);
}

async function report(part: string, { rows }: Options, figures: readonly Figure[]): Promise<void> {
  const machine = {
    processors: availableParallelism(),
    model: cpus()[0]?.model ?? '',
    memoryGB: Math.round(totalmem() / 1e9),
    // Above the number of processors, others worked on the machine too and the figures are too high.
    load: loadavg().map(round),
    node: process.version,
    options: [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ').trim(),
  };
  const title = `${part}, ${rows} contacts`;
  process.stdout.write(figureTable(title, figures));
  await mkdir(results, { recursive: true });
  const content = {
    title,
    rows,
    at: new Date().toISOString(),
    machine,
    figures: figures.map((figure) => ({ ...figure, value: round(figure.value) })),
  };
  await writeFile(join(results, `${part}-${rows}.json`), `${JSON.stringify(content, null, 2)}\n`);
}

await program.parseAsync();
