import { openBenchGate } from './check/bench-gate.ts';
import { createGenerator, type Load, type Measured } from './check/load.ts';

export interface WorkersOptions extends Load {
  /** How often each number of processes is measured, by turns. */
  readonly rounds: number;
  /** Numbers of processes (GATE_WORKERS). */
  readonly workers: readonly number[];
  /** People who are signed in, each with a session. */
  readonly people: number;
}

/** Measures the check, asked directly, by gates of several worker processes. For each number a value a round. */
export async function benchWorkers(options: WorkersOptions): Promise<ReadonlyMap<number, Measured[]>> {
  const { workers, people, rounds, connections, seconds } = options;
  const gates = [];
  try {
    for (const count of workers) {
      const environment = { GATE_WORKERS: String(count) };
      const gate = await openBenchGate({ websites: 1, people, environment });
      gates.push({ count, gate, measured: [] as Measured[] });
    }
    for (let round = -1; round < rounds; round += 1) {
      for (const { gate, measured } of round % 2 === 0 ? gates : gates.toReversed()) {
        const [host = ''] = gate.hosts;
        const generator = await createGenerator(gate.folder, gate.cookies);
        const target = {
          url: `http://127.0.0.1:${gate.port}/_gate/check/nginx`,
          headers: { Host: host, 'X-Original-URL': `http://${host}/`, 'X-Original-Method': 'GET' },
        };
        const one = await generator.measure(target, { connections, seconds });
        // In the first round what has not run yet is compiled.
        if (round >= 0) measured.push(one);
      }
    }
    return new Map(gates.map(({ count, measured }) => [count, measured]));
  } finally {
    for (const { gate } of gates.toReversed()) await gate.stop();
  }
}
