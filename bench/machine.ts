import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { round } from './figures.ts';

/** Where figures were measured, for the files of results. */
export function machine() {
  return {
    processors: availableParallelism(),
    model: cpus()[0]?.model ?? '',
    memoryGB: Math.round(totalmem() / 1e9),
    // Above the number of processors, others worked on the machine too and the figures are too high.
    load: loadavg().map(round),
    node: process.version,
    options: [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ').trim(),
  };
}
