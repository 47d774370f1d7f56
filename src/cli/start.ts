import type { Logger } from 'pino';
import { type Config, readConfig } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import type { Gate } from '../gate/context.ts';
import { type RunningGate, startGate } from '../gate/start-gate.ts';
import { type RunningOffice, startOffice } from '../office/start-office.ts';
import { openLogFile } from '../open-log.ts';
import { version } from '../version.ts';
import { buildWeb } from './build-web.ts';
import { openDatabases } from './databases.ts';
import { describeStart } from './describe-start.ts';
import { pairOwnGate } from './pair-own-gate.ts';
import { prepareSample } from './prepare-sample.ts';
import { registerSampleVisitors } from './register-sample-visitors.ts';
import { askedToStop, Stops, untilStopped } from './until-stopped.ts';
import { withGate } from './with-gate.ts';

/** Both sides, running and paired. */
export interface RunningGatehouse {
  readonly office: RunningOffice;
  readonly gate: RunningGate;
  stop(): Promise<void>;
}

/**
 * `gatehouse start`: office and gate in one process, over the same link as apart. Prints where they are, and runs
 * until it is told to stop. Returns the exit code.
 */
export async function runStart(options: { readonly sample: boolean }): Promise<number> {
  const config = readConfig();
  const { log, file, descriptor } = openLogFile(config);
  process.on('uncaughtExceptionMonitor', (error) => log.fatal({ err: error }, 'unforeseen'));
  const failed = new AbortController();
  const web = buildWeb(log, failed.signal);
  try {
    const running = await startGatehouse(config, log, descriptor);
    const asked = askedToStop();
    try {
      const sample = options.sample ? await prepareSample(running.office.office) : null;
      await web;
      process.stdout.write(await describeStart({ config, running, sample, logFile: file }));
    } catch (error) {
      await running.stop();
      throw error;
    }
    log.info({ version }, 'started');
    return await untilStopped(asked, async () => {
      process.stdout.write('Stopping…\n');
      await running.stop();
      log.info('stopped');
    });
  } catch (error) {
    failed.abort();
    log.fatal({ err: error }, 'Gatehouse ends');
    throw error;
  }
}

/**
 * Starts database, gate and office, and pairs them; worker processes of the gate log to the descriptor. What was started is stopped again where a later part fails.
 * @throws AppError `port_taken`, `configuration_invalid`, the `database_…` codes and those of the link
 */
export async function startGatehouse(
  config: Config,
  log: Logger,
  workerLog: number,
): Promise<RunningGatehouse> {
  const stops = new Stops();
  try {
    const databases = await openDatabases(config, log, ['office', 'gate']);
    stops.add(databases.close);
    const { officeUrl, gateUrl } = databases;
    const gateLog = log.child({ side: 'gate' });
    const gate = await startGate({
      config,
      log: gateLog,
      clock: systemClock,
      databaseUrl: gateUrl,
      workerLog,
    });
    stops.add(() => gate.stop());
    const atGate = <T>(work: (gate: Gate) => Promise<T>) =>
      withGate({ databaseUrl: gateUrl, config, log: gateLog }, work);
    const office = await startOffice({
      config: { ...config, GATE_PORT: gate.gatePort },
      log: log.child({ side: 'office' }),
      databaseUrl: officeUrl,
      registerVisitors: (visitors) => atGate((own) => registerSampleVisitors(own, visitors)),
    });
    stops.add(() => office.stop());
    await atGate((own) => pairOwnGate(office.office, own, gate.linkUrl));
    return { office, gate, stop: () => stops.stopAll() };
  } catch (error) {
    await stops.stopAll().catch((failure: unknown) => log.error({ err: failure }, 'stopping failed'));
    throw error;
  }
}
