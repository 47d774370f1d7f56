import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askNginxCheck } from '../test/support/ask.ts';
import { type BenchGate, openBenchGate } from './check/bench-gate.ts';
import { startChild } from './check/children.ts';
import { createGenerator, type Generator, type Load, type Measured, type Target } from './check/load.ts';
import { startBenchNginx } from './check/nginx.ts';
import { type TargetName, targetNames } from './check/targets.ts';
import { median } from './figures.ts';

export interface CheckOptions extends Load {
  /** How often each target is measured, by turns. */
  readonly rounds: number;
  /** People who are signed in, each with a session. */
  readonly people: number;
  /** Options of Node.js for the gate's process and the bare handler's. */
  readonly flags: readonly string[];
  readonly only: readonly TargetName[];
}

/** What was measured: for each target a value a round, and the gate against the bare handler (medians of the rounds). */
export interface Comparison {
  readonly rows: Readonly<Record<TargetName, readonly Measured[]>>;
  /** Requests a second of the gate divided by those of the bare handler, through nginx and directly. */
  readonly throughNginx: number;
  readonly directly: number;
}

/**
 * Measures the check (DESIGN §9): the gate, and a bare handler that sends the very same headers, both through the same
 * nginx and directly, and nginx without asking anybody. Targets take turns, so that a machine that is busy for a while
 * is so for all of them.
 */
export async function benchCheck(options: CheckOptions): Promise<Comparison> {
  const { people, flags } = options;
  const gate = await openBenchGate({ websites: 1, people, flags });
  const stops: (() => Promise<void>)[] = [() => gate.stop()];
  try {
    const [host = ''] = gate.hosts;
    const bare = await startBare(gate, host, flags);
    stops.push(bare.stop);
    const nginx = await startBenchNginx(gate.folder, host, [null, bare.port, gate.port]);
    stops.push(nginx.stop);
    const [alone = '', withBare = '', withGate = ''] = nginx.urls;
    const places: Readonly<Record<TargetName, Target>> = {
      nginx: { url: alone, headers: { Host: host } },
      'nginx-bare': { url: withBare, headers: { Host: host }, pid: bare.pid },
      'nginx-gate': { url: withGate, headers: { Host: host }, pid: gate.pid },
      bare: {
        url: `http://127.0.0.1:${bare.port}/_gate/check/nginx`,
        headers: directHeaders(host),
        pid: bare.pid,
      },
      gate: {
        url: `http://127.0.0.1:${gate.port}/_gate/check/nginx`,
        headers: directHeaders(host),
        pid: gate.pid,
      },
    };
    const generator = await createGenerator(gate.folder, gate.cookies);
    return compare(await takeTurns(generator, places, options));
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** What nginx sends with its question. */
function directHeaders(host: string): Record<string, string> {
  return {
    Host: host,
    'X-Original-URL': `http://${host}/`,
    'X-Original-Method': 'GET',
    'X-Forwarded-For': '127.0.0.1',
  };
}

/** Starts the bare handler with the headers that the gate itself answers for each of the sessions. */
async function startBare(gate: BenchGate, host: string, flags: readonly string[]) {
  const sessions: [cookie: string, headers: string[]][] = [];
  for (const cookie of gate.cookies) {
    const { status, headers } = await askNginxCheck(gate.port, `http://${host}/`, cookie, { host });
    if (status !== 204) throw new Error(`The gate answers ${status} to somebody with access.`);
    const own = Object.entries(headers).filter(
      ([name]) => !['date', 'connection', 'keep-alive'].includes(name),
    );
    sessions.push([cookie, own.flatMap(([name, value]) => [name, String(value)])]);
  }
  const file = join(gate.folder, 'sessions.json');
  await writeFile(file, JSON.stringify(sessions));
  const program = [...flags, join(import.meta.dirname, 'check/bare-handler.ts'), file];
  const child = await startChild(process.execPath, program, /^(\d+)\n/);
  return { port: Number(child.said[1]), pid: child.pid, stop: () => child.stop() };
}

async function takeTurns(
  generator: Generator,
  places: Readonly<Record<TargetName, Target>>,
  { rounds, connections, seconds, only }: CheckOptions,
): Promise<Record<TargetName, Measured[]>> {
  const names = targetNames.filter((name) => only.includes(name));
  const rows = Object.fromEntries(targetNames.map((name) => [name, [] as Measured[]])) as Record<
    TargetName,
    Measured[]
  >;
  // What has not run yet is compiled first.
  for (const name of names) await generator.measure(places[name], { connections, seconds: 2 });
  for (let round = 0; round < rounds; round += 1) {
    // Every other round the other way round, so that none always comes after the same one.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      rows[name].push(await generator.measure(places[name], { connections, seconds }));
    }
  }
  return rows;
}

function compare(rows: Readonly<Record<TargetName, readonly Measured[]>>): Comparison {
  const ratio = (one: TargetName, other: TargetName): number =>
    median(
      rows[one].map((measured, round) => {
        const against = rows[other][round]?.requestsPerSecond ?? Number.NaN;
        return measured.requestsPerSecond / against;
      }),
    );
  return { rows, throughNginx: ratio('nginx-gate', 'nginx-bare'), directly: ratio('gate', 'bare') };
}
