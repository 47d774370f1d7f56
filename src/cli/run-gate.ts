import { readConfig } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import { startGate } from '../gate/start-gate.ts';
import { createPairingCode } from '../link/gate/pairing.ts';
import { openErrorLog } from '../open-log.ts';
import { version } from '../version.ts';
import { openDatabases } from './databases.ts';
import { askedToStop, Stops, untilStopped } from './until-stopped.ts';
import { withGate } from './with-gate.ts';

/** `gatehouse gate`: the gate alone; prints a one-time code while no office is paired. Returns the exit code. */
export async function runGate(options: { readonly pair: boolean }): Promise<number> {
  const config = readConfig();
  const log = openErrorLog(config);
  const stops = new Stops();
  try {
    const databases = await openDatabases(config, log, ['gate']);
    stops.add(databases.close);
    const running = await startGate({ config, log, clock: systemClock, databaseUrl: databases.gateUrl });
    stops.add(() => running.stop());
    const code = options.pair
      ? await withGate({ databaseUrl: databases.gateUrl, config, log }, createPairingCode)
      : await running.pairingCode();
    const pairing =
      code === null
        ? ''
        : `  Pairing   start the office within the hour with\n            GATE_LINK_URL=${running.linkUrl} GATE_PAIRING_CODE=${code}\n`;
    const asked = askedToStop();
    process.stdout.write(
      `Gatehouse ${version}, the gate, is running.\n\n  Gate      http://${config.GATE_HOST}:${running.gatePort}\n  Link      ${running.linkUrl}\n${pairing}\nCtrl+C stops it.\n`,
    );
    return await untilStopped(asked, () => stops.stopAll());
  } catch (error) {
    await stops.stopAll();
    throw error;
  }
}
