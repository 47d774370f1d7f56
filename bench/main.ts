import { Command, InvalidArgumentError } from 'commander';
import type { CheckOptions } from './bench-check.ts';
import type { FloodOptions } from './bench-flood.ts';
import type { WorkersOptions } from './bench-workers.ts';
import { type TargetName, targetNames } from './check/targets.ts';
import type { ContactOptions, Part } from './report-contacts.ts';

/** Benchmarks, each on a database of its own that goes afterwards. Results: bench/results. */
const program = new Command('npm run bench --').description('measures Gatehouse (DESIGN §9)');

const commands: Readonly<Record<string, readonly Part[]>> = {
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
    .action(async (options: ContactOptions) => {
      await (await import('./report-contacts.ts')).reportContacts(parts, options);
    });
}

program
  .command('check')
  .description('measures the check: nginx alone, with a bare handler, with the gate (needs nginx and wrk)')
  .option('--rounds <number>', 'how often each is measured, by turns', count, 7)
  .option('--seconds <number>', 'how long each time', count, 4)
  .option('--connections <number>', 'requests at once', count, 32)
  .option('--people <number>', 'sessions', count, 400)
  .option('--flags <flags>', 'options of Node.js for the gate and the bare handler', words, [])
  .option('--only <targets>', `some of ${targetNames.join()}; nothing is written then`, names, targetNames)
  .action(async (options: CheckOptions) => {
    await (await import('./report-check.ts')).reportCheck(options);
  });

program
  .command('flood')
  .description('measures the check through nginx during a flood of sign-ins (needs nginx and wrk)')
  .option('--rounds <number>', 'how often without and with the flood, by turns', count, 5)
  .option('--seconds <number>', 'how long each time', count, 5)
  .option('--connections <number>', 'people on the website', count, 16)
  .option('--pause <ms>', 'pause between two pages of a person, on average', count, 10)
  .option('--attackers <number>', 'connections of the flood', count, 100)
  .action(async (options: FloodOptions) => {
    await (await import('./report-flood.ts')).reportFlood(options);
  });

program
  .command('workers')
  .description('measures the check by several worker processes, GATE_WORKERS (needs wrk)')
  .option('--workers <numbers>', 'numbers of processes, comma-joined', counts, [1, 2])
  .option('--rounds <number>', 'how often each is measured, by turns', count, 5)
  .option('--seconds <number>', 'how long each time', count, 3)
  .option('--connections <number>', 'requests at once', count, 64)
  .option('--people <number>', 'sessions', count, 400)
  .action(async (options: WorkersOptions) => {
    await (await import('./report-workers.ts')).reportWorkers(options);
  });

function count(text: string): number {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number above 0.');
  return value;
}

function counts(text: string): number[] {
  return text.split(',').map(count);
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

function names(text: string): TargetName[] {
  const wanted = text.split(',');
  const unknown = wanted.find((name) => !targetNames.some((known) => known === name));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no ${unknown}.`);
  return targetNames.filter((name) => wanted.includes(name));
}

await program.parseAsync();
