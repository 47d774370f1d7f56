import { getPriority, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { hashSync, verifySync } from '@node-rs/argon2';
import type { HashAnswer, HashJob } from './hash-pool.ts';

/**
 * Does the hashing of hash-pool.ts, one job after another, on a thread that gives way to the one that answers checks:
 * where both want the processor it gets a quarter. Less would let sign-ins starve on a busy machine. Linux counts
 * niceness by thread, where `setpriority(2)` with 0 means the caller's; elsewhere it would slow down the whole
 * process, and the number of threads has to do.
 */
const nicer = 5;
const nicest = 19;
if (process.platform === 'linux') setPriority(Math.min(nicest, getPriority() + nicer));

parentPort?.on('message', (job: HashJob) => parentPort?.postMessage(answer(job)));

function answer(job: HashJob): HashAnswer {
  try {
    return job.kind === 'hash'
      ? { result: hashSync(job.plain, job.parameters) }
      : { result: verifySync(job.hash, job.plain) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
