import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benchCheck, type CheckOptions } from './bench-check.ts';
import { targetNames, targets } from './check/targets.ts';
import { median, round } from './figures.ts';
import { machine } from './machine.ts';

const results = join(import.meta.dirname, 'results');

/** Measures the check and prints a table; where all was measured, writes `bench/results/check.json`. */
export async function reportCheck(options: CheckOptions): Promise<void> {
  const before = machine();
  const { rows, throughNginx, directly } = await benchCheck(options);
  const names = targetNames.filter((name) => options.only.includes(name));
  const summary = names.map((name) => ({
    name: targets[name],
    requestsPerSecond: median(rows[name].map((measured) => measured.requestsPerSecond)),
    p50: median(rows[name].map(({ p50 }) => p50)),
    p99: median(rows[name].map(({ p99 }) => p99)),
    processor: median(rows[name].map(({ processor }) => processor ?? Number.NaN)),
  }));
  const { rounds, connections, seconds, people } = options;
  const title = `check, ${people} sessions, ${connections} connections, ${rounds} rounds of ${seconds} s by turns, medians`;
  const lines = summary.map(({ name, requestsPerSecond, p50, p99, processor }) => {
    const cells = [
      fixed(requestsPerSecond, 0, 9),
      fixed(p50, 2, 9),
      fixed(p99, 2, 9),
      fixed(processor, 1, 14),
    ];
    return name.padEnd(21) + cells.join('');
  });
  process.stdout.write(
    `${title}\n  ${'target'.padEnd(21)}    req/s   p50 ms   p99 ms  processor µs\n  ${lines.join('\n  ')}\n` +
      `  gate / bare handler, through nginx  ${throughNginx.toFixed(3)}  (≥ 0.9)\n` +
      `  gate / bare handler, directly       ${directly.toFixed(3)}\n`,
  );
  if (names.length < targetNames.length) return;
  const content = {
    title,
    at: new Date().toISOString(),
    machine: { ...before, loadAfter: machine().load },
    options: { rounds, connections, seconds, people },
    ratio: { throughNginx: round(throughNginx), directly: round(directly), target: 0.9 },
    targets: summary.map(({ name, requestsPerSecond, p50, p99, processor }) => ({
      name,
      requestsPerSecond: round(requestsPerSecond),
      p50: round(p50),
      p99: round(p99),
      processorMicroseconds: Number.isNaN(processor) ? null : round(processor),
    })),
    rounds: Object.fromEntries(
      names.map((name) => [
        targets[name],
        rows[name].map(({ requestsPerSecond, p50, p99 }) => [
          round(requestsPerSecond),
          round(p50),
          round(p99),
        ]),
      ]),
    ),
  };
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'check.json'), `${JSON.stringify(content, null, 2)}\n`);
}

function fixed(value: number, digits: number, width: number): string {
  return (Number.isNaN(value) ? '' : value.toFixed(digits)).padStart(width);
}
