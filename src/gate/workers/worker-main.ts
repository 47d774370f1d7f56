import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { openErrorLog } from '../../open-log.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { serveInWorker } from './serve-in-worker.ts';

enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/gatehouse'));

/*
 * One of the processes that answer on GATE_PORT (start-workers.ts starts them). It does what the first process says
 * and ends with it: node:cluster ends a worker whose channel to the first process closed. Signals of a terminal reach
 * all processes at once; which of them end when is for the first to say.
 */
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

type Serving = Awaited<ReturnType<typeof serveInWorker>>;
let serving: Promise<Serving | null> = Promise.resolve(null);

process.on('message', (message: ToWorker) => {
  if (message.kind === 'serve') serving = begin(message);
  else if (message.kind === 'settle') void settle(message.number);
  else void stop();
});

async function begin(order: Extract<ToWorker, { kind: 'serve' }>): Promise<Serving | null> {
  const log = openErrorLog(order.config);
  process.on('uncaughtExceptionMonitor', (error) => log.fatal({ err: error }, 'unforeseen'));
  try {
    const begun = await serveInWorker(order, log);
    tell({ kind: 'serving', port: begun.port });
    return begun;
  } catch (error) {
    const known = error instanceof AppError ? error : null;
    if (known === null) log.fatal({ err: error }, 'a worker of the gate can’t begin');
    tell({ kind: 'failed', code: known?.code ?? null, params: known?.params ?? {} }, () => process.exit(1));
    return null;
  }
}

async function settle(number: number): Promise<void> {
  await (await serving)?.settle();
  tell({ kind: 'settled', number });
}

async function stop(): Promise<void> {
  await (await serving)?.stop();
  process.exit(0);
}

function tell(message: FromWorker, then?: () => void): void {
  process.send?.(message, undefined, {}, then);
}
