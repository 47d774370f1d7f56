import { createServer } from 'node:net';

/** Below the ports that systems give to connections and to `listen(0)`: Linux from 32768 on, others from 49152 on. */
const lowest = 12_000;
const perWorker = 250;
const mostWorkers = 80;

/** Each worker of a run has a range of its own, in which each of its files begins somewhere. */
const range = lowest + perWorker * (Number(process.env.VITEST_POOL_ID ?? 0) % mostWorkers);
let turn = Math.floor(Math.random() * perWorker);

/**
 * A port of loopback for a program that is told its port before it listens. None of those that the system hands out:
 * until the program listens, the system could give it to a server or a connection of another test.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < perWorker; tries += 1) {
    turn += 1;
    const port = range + (turn % perWorker);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${range} on is free.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
