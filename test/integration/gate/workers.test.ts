import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, askNginxCheck } from '../../support/ask.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { type GateProcess, startGateProcess } from '../../support/gate-process.ts';
import { createVisitor, goodPassword } from '../../support/visitor.ts';

let database: TestGate;
let website: TestWebsite;
let running: GateProcess | null = null;

beforeAll(async () => {
  database = await startTestGate();
  website = await database.publish();
});
afterEach(async () => {
  await running?.stop();
  running = null;
});
afterAll(async () => {
  await database.stop();
});

/** A gate with two worker processes, on the test gate's database. */
async function start(environment: Record<string, string> = {}): Promise<GateProcess> {
  running = await startGateProcess(database.databaseUrl, {
    GATE_WORKERS: '2',
    LOG_LEVEL: 'info',
    ...environment,
  });
  return running;
}

/** Process ids of the workers that said that they serve, in that order. */
function workersOf(gate: GateProcess): number[] {
  return gate
    .output()
    .split('\n')
    .filter((line) => line.includes('a worker of the gate serves'))
    .map((line) => Number(JSON.parse(line).workerPid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Workers that serve, by the gate's metrics. */
async function serving(gate: GateProcess): Promise<number> {
  const link = /Link {6}(\S+)/.exec(gate.output())?.[1];
  const metrics = await (await fetch(`${link}/metrics`)).text();
  return Number(/^gatehouse_gate_workers (\d+)$/m.exec(metrics)?.[1]);
}

/** Statuses of the check over as many new connections, which the workers take in turn. */
function statusesOf(gate: GateProcess, cookie: string, connections = 8): Promise<number[]> {
  const one = () => askNginxCheck(gate.port, `${website.settings.publicUrl}/x`, cookie);
  return Promise.all(Array.from({ length: connections }, async () => (await one()).status));
}

describe('several worker processes (GATE_WORKERS)', () => {
  it('R14, I2: a sign-in at one of them counts at all, and an end of access reaches all within 1 s', async () => {
    const gate = await start();
    expect(workersOf(gate)).toHaveLength(2);
    const email = 'werker@example.com';
    const { account } = await approved(database, website, email);
    const visitor = createVisitor(gate.port, website);
    const answer = await visitor.signIn(email, goodPassword);
    expect(answer.path).not.toContain('sign-in');
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    expect(new Set(await statusesOf(gate, cookie))).toEqual(new Set([204]));
    await database.account(website, { ...account, status: 'blocked' });
    const from = performance.now();
    let lastOpen = 0;
    const closed = Array(8).fill(401);
    const statuses = async () => {
      const begun = performance.now();
      const answers = await statusesOf(gate, cookie);
      if (answers.includes(204)) lastOpen = begun - from;
      return answers;
    };
    await expect.poll(statuses).toEqual(closed);
    // Counted by when it was asked: how long the answer takes says more about the machine than about the gate.
    expect(lastOpen).toBeLessThan(1000);
  });

  it('I4: one that is killed is replaced, and the others answer meanwhile', async () => {
    const gate = await start();
    const [first = 0, second = 0] = workersOf(gate);
    expect(await serving(gate)).toBe(2);
    process.kill(first, 'SIGKILL');
    await expect.poll(() => gate.output()).toContain('a worker of the gate ended');
    expect(await serving(gate)).toBe(1);
    expect(await statusesOf(gate, '')).toEqual(Array(8).fill(401));
    await expect.poll(() => workersOf(gate).length).toBe(3);
    const third = workersOf(gate).at(-1) ?? 0;
    expect([first, second, third].map(isAlive)).toEqual([false, true, true]);
    process.kill(second, 'SIGKILL');
    await expect.poll(() => isAlive(second)).toBe(false);
    expect(await statusesOf(gate, '')).toEqual(Array(8).fill(401));
  });

  it('all end with the first process: when it is asked to stop, and when it is killed', async () => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const gate = await start();
      const workers = workersOf(gate);
      await gate.stop(signal);
      await expect.poll(() => workers.filter(isAlive)).toEqual([]);
      running = null;
    }
  });

  it('a signal of a terminal, which reaches every process, does not break off what is under way', async () => {
    const gate = await start();
    for (const worker of workersOf(gate)) process.kill(worker, 'SIGINT');
    await pause(200);
    expect(await statusesOf(gate, '')).toEqual(Array(8).fill(401));
    expect(workersOf(gate).map(isAlive)).toEqual([true, true]);
  });

  it('a free port is the same for all, also for one that comes later', async () => {
    const gate = await start({ GATE_PORT: '0' });
    const port = Number(/Gate {6}http:\/\/127\.0\.0\.1:(\d+)/.exec(gate.output())?.[1]);
    const asked = () => ask({ port, path: '/_gate/jwks.json', host: website.host });
    for (const worker of workersOf(gate)) process.kill(worker, 'SIGKILL');
    await expect.poll(() => workersOf(gate).length).toBe(4);
    expect((await asked()).status).toBe(200);
  });

  it('a taken port and a number that makes no sense are told with the setting', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const address = blocker.address();
    const port = String(typeof address === 'object' && address !== null ? address.port : 0);
    await expect(start({ GATE_PORT: port })).rejects.toThrow(new RegExp(`${port}[^]*GATE_PORT`));
    await new Promise((resolve) => blocker.close(resolve));
    for (const number of ['0', '65', 'alle']) {
      await expect(start({ GATE_WORKERS: number })).rejects.toThrow(/GATE_WORKERS/);
    }
  });
});
