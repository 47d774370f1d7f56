import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { Gauge, register } from 'prom-client';
import { AppError } from '../../core/errors.ts';
import type { GatePort } from '../serve-gate-port.ts';
import type { FromWorker, ToWorker, WorkOrder } from './messages.ts';

const workerFile = fileURLToPath(new URL('./worker-main.ts', import.meta.url));

/** A worker that ended is replaced after a second, and after twice as long each time it does not last. */
const firstPauseMs = 1000;
const longestPauseMs = 30_000;
/** A worker that lived so long is not one that can't begin. */
const lastingMs = 60_000;
/** How long workers have to finish when the gate stops; what is under way there has two seconds. */
const stoppingMs = 10_000;
/** Connections to the database that all workers together keep at most, above the few that each needs. */
const allConnections = 60;
const fewestConnections = 3;
const mostConnections = 10;

/** One place among the workers; who holds it changes where a process ends. */
interface Place {
  worker: Worker | null;
  pauseMs: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Serves GATE_PORT by `count` processes (`node:cluster`), so that the check uses that many cores (DESIGN §5). A
 * worker that ends unasked is replaced while the others go on.
 * @throws AppError `port_taken`, `configuration_invalid` and those of `openDatabase`, as the first worker met them
 */
export async function startWorkers(
  count: number,
  order: Omit<WorkOrder, 'maxConnections'>,
  { log, workerLog }: { readonly log: Logger; readonly workerLog: number },
): Promise<GatePort> {
  const perWorker = Math.floor(allConnections / count);
  const maxConnections = Math.max(fewestConnections, Math.min(mostConnections, perWorker));
  let config = order.config;
  let stopping = false;
  const places: Place[] = Array.from({ length: count }, () => ({
    worker: null,
    pauseMs: firstPauseMs,
    timer: undefined,
  }));
  cluster.setupPrimary({ exec: workerFile, args: [], stdio: ['ignore', 'ignore', workerLog, 'ipc'] });

  const serving = new Set<Worker>();
  showNumber(() => serving.size);
  const fill = (place: Place): Promise<number> => {
    const worker = cluster.fork();
    const startedAt = performance.now();
    place.worker = worker;
    worker.on('error', (error) => log.error({ err: error }, 'a worker of the gate can’t be reached'));
    worker.once('exit', (code, signal) => {
      place.worker = null;
      serving.delete(worker);
      if (stopping) return;
      const isShort = performance.now() - startedAt < lastingMs;
      const pauseMs = isShort ? place.pauseMs : firstPauseMs;
      place.pauseMs = Math.min(longestPauseMs, pauseMs * 2);
      log.error({ workerPid: worker.process.pid, code, signal, pauseMs }, 'a worker of the gate ended');
      place.timer = setTimeout(() => refill(place), pauseMs);
    });
    send(worker, { kind: 'serve', ...order, config, maxConnections });
    return whenServing(worker).then((port) => {
      serving.add(worker);
      log.info({ workerPid: worker.process.pid }, 'a worker of the gate serves');
      return port;
    });
  };

  const refill = (place: Place): void => {
    // Its end, which follows, brings the next attempt.
    fill(place).catch((error: unknown) => log.error({ err: error }, 'a worker of the gate can’t begin'));
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    await Promise.all(
      places.map(({ worker, timer }) => {
        clearTimeout(timer);
        return worker === null ? undefined : end(worker);
      }),
    );
  };

  let port: number | undefined;
  try {
    [port] = await Promise.all(places.map(fill));
  } catch (error) {
    await stop();
    throw error;
  }
  if (port === undefined) throw new Error('There are no workers.');
  // Where any free port was asked for, a worker that comes later takes the same.
  config = { ...config, GATE_PORT: port };
  let settlings = 0;
  return {
    port,
    async settle() {
      settlings += 1;
      const number = settlings;
      const workers = places.map(({ worker }) => worker).filter((worker) => worker !== null);
      await Promise.all(workers.map((worker) => settled(worker, number)));
    },
    stop,
  };
}

/** Tells the number of workers that serve in the gate's metrics. */
function showNumber(number: () => number): void {
  const name = 'gatehouse_gate_workers';
  register.removeSingleMetric(name);
  new Gauge({
    name,
    help: 'Worker processes that answer on GATE_PORT.',
    collect() {
      this.set(number());
    },
  });
}

/** Resolves with the port once a worker serves it. */
function whenServing(worker: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'serving') resolve(message.port);
      if (message.kind === 'failed') reject(failure(message));
    });
    worker.once('exit', () => reject(failure({ kind: 'failed', code: null, params: {} })));
  });
}

function failure({ code, params }: Extract<FromWorker, { kind: 'failed' }>): Error {
  if (code !== null) return new AppError(code, params);
  return new Error('A worker of the gate could not begin; the log says why.');
}

function settled(worker: Worker, number: number): Promise<void> {
  return new Promise((resolve) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'settled' && message.number === number) resolve();
    });
    worker.once('exit', () => resolve());
    send(worker, { kind: 'settle', number });
  });
}

function send(worker: Worker, message: ToWorker): void {
  // One that has just ended can't be told; its end is handled where it is heard of.
  if (worker.isConnected()) worker.send(message, () => {});
}

/** Lets a worker finish what is under way, and kills it where that takes too long. */
function end(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    if (worker.isDead()) return resolve();
    const force = setTimeout(() => worker.process.kill('SIGKILL'), stoppingMs);
    worker.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    send(worker, { kind: 'stop' });
  });
}
