import { openBenchGate } from './check/bench-gate.ts';
import { createFlood, type Flooded } from './check/flood.ts';
import { createGenerator, type Measured } from './check/load.ts';
import { startBenchNginx } from './check/nginx.ts';

export interface FloodOptions {
  /** How often the check is measured without and with the flood, by turns. */
  readonly rounds: number;
  readonly seconds: number;
  /** People on the website, each on a connection, and their pause between two pages in milliseconds. */
  readonly connections: number;
  readonly pause: number;
  /** Connections of the flood. */
  readonly attackers: number;
}

export interface FloodRound {
  readonly quiet: Measured;
  readonly flooded: Measured;
  readonly flood: Flooded;
}

/** Time for what a flood left in the queue to be seen to. */
const settleMs = 2500;
const people = 400;
/** As many as it takes that the limit of a website (1000 attempts in 5 minutes) never ends the flood. */
const websites = 60;

/** Measures the check through nginx without and with a flood of sign-ins (DESIGN §9). */
export async function benchFlood(options: FloodOptions): Promise<FloodRound[]> {
  const { connections, seconds, pause, attackers } = options;
  const gate = await openBenchGate({ websites, people });
  const stops: (() => Promise<void>)[] = [() => gate.stop()];
  try {
    const [host = ''] = gate.hosts;
    const nginx = await startBenchNginx(gate.folder, host, [gate.port]);
    stops.push(nginx.stop);
    const target = { url: nginx.urls[0] ?? '', headers: { Host: host } };
    const generator = await createGenerator(gate.folder, gate.cookies);
    const flood = await createFlood(gate);
    const check = () => generator.measure(target, { connections, seconds, pause });
    // What has not run yet is compiled first.
    await generator.measure(target, { connections, seconds: 2 });
    await flood.run(attackers, 2);
    const rounds: FloodRound[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      const quiet = await check();
      const flooding = flood.run(attackers, seconds + 2);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const flooded = await check();
      rounds.push({ quiet, flooded, flood: await flooding });
    }
    return rounds;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}
