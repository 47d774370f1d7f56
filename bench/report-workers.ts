import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benchWorkers, type WorkersOptions } from './bench-workers.ts';
import { median, round } from './figures.ts';
import { machine } from './machine.ts';

const results = join(import.meta.dirname, 'results');

/** Measures the check by several worker processes, prints a table and writes `bench/results/workers.json`. */
export async function reportWorkers(options: WorkersOptions): Promise<void> {
  const before = machine();
  const measured = await benchWorkers(options);
  const rows = [...measured].map(([workers, runs]) => ({
    workers,
    requestsPerSecond: round(median(runs.map((run) => run.requestsPerSecond))),
    p50: round(median(runs.map(({ p50 }) => p50))),
    p99: round(median(runs.map(({ p99 }) => p99))),
  }));
  const { rounds, seconds, connections, people } = options;
  const title = `check by worker processes, asked directly, ${connections} connections, ${rounds} rounds of ${seconds} s by turns, medians`;
  const lines = rows.map((row) =>
    [row.workers, row.requestsPerSecond, row.p50, row.p99].map((value) => String(value).padStart(9)).join(''),
  );
  process.stdout.write(`${title}\n  workers    req/s   p50 ms   p99 ms\n${lines.join('\n')}\n`);
  const content = {
    title,
    at: new Date().toISOString(),
    machine: { ...before, loadAfter: machine().load },
    options: { rounds, seconds, connections, people },
    rows,
    rounds: Object.fromEntries(
      [...measured].map(([workers, runs]) => [workers, runs.map((run) => round(run.requestsPerSecond))]),
    ),
  };
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'workers.json'), `${JSON.stringify(content, null, 2)}\n`);
}
