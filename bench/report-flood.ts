import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benchFlood, type FloodOptions } from './bench-flood.ts';
import { median, round } from './figures.ts';
import { machine } from './machine.ts';

const results = join(import.meta.dirname, 'results');

/** Measures the check during a flood of sign-ins, prints a table and writes `bench/results/flood.json`. */
export async function reportFlood(options: FloodOptions): Promise<void> {
  const before = machine();
  const rounds = await benchFlood(options);
  const middle = (value: (one: (typeof rounds)[number]) => number): number =>
    round(median(rounds.map(value)));
  const check = {
    quiet: {
      requestsPerSecond: middle(({ quiet }) => quiet.requestsPerSecond),
      p50: middle(({ quiet }) => quiet.p50),
      p99: middle(({ quiet }) => quiet.p99),
    },
    flooded: {
      requestsPerSecond: middle(({ flooded }) => flooded.requestsPerSecond),
      p50: middle(({ flooded }) => flooded.p50),
      p99: middle(({ flooded }) => flooded.p99),
    },
  };
  const flood = {
    attempts: middle((one) => one.flood.attempts),
    hashed: middle((one) => one.flood.hashed),
    busy: middle((one) => one.flood.busy),
    slowedDown: middle((one) => one.flood.slowedDown),
    other: middle((one) => one.flood.other),
  };
  const ratio = middle((one) => one.flooded.p99 / one.quiet.p99);
  const { connections, pause, seconds, attackers } = options;
  const title = `check during a flood of sign-ins, ${options.rounds} rounds of ${seconds} s by turns, medians`;
  const line = (name: string, { requestsPerSecond, p50, p99 }: typeof check.quiet): string =>
    `  ${name.padEnd(22)}${[requestsPerSecond, p50, p99].map((value) => String(value).padStart(9)).join('')}`;
  process.stdout.write(
    `${title}\n  ${''.padEnd(22)}    req/s   p50 ms   p99 ms\n${line('check', check.quiet)}\n${line('check during the flood', check.flooded)}\n` +
      `  p99 with / without     ${ratio}  (≤ 3)\n` +
      `  flood: ${flood.attempts} attempts/s: ${flood.hashed} hashed, ${flood.busy} told to come back, ${flood.slowedDown} throttled, ${flood.other} other\n`,
  );
  const content = {
    title,
    at: new Date().toISOString(),
    machine: { ...before, loadAfter: machine().load },
    options: { rounds: options.rounds, seconds, connections, pause, attackers },
    check,
    ratio: { p99: ratio, target: 3 },
    flood,
    rounds: rounds.map(({ quiet, flooded }) => ({ quiet: round(quiet.p99), flooded: round(flooded.p99) })),
  };
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'flood.json'), `${JSON.stringify(content, null, 2)}\n`);
}
