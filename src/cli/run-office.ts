import { readConfig } from '../config.ts';
import { AppError } from '../core/errors.ts';
import type { Office } from '../office/context.ts';
import { startOffice } from '../office/start-office.ts';
import { openErrorLog } from '../open-log.ts';
import { version } from '../version.ts';
import { buildWeb } from './build-web.ts';
import { openDatabases } from './databases.ts';
import { askedToStop, Stops, untilStopped } from './until-stopped.ts';

/** `gatehouse office`: the office alone; its gate is elsewhere. Returns the exit code. */
export async function runOffice(): Promise<number> {
  const config = readConfig();
  const log = openErrorLog(config);
  const stops = new Stops();
  try {
    await buildWeb(log);
    const databases = await openDatabases(config, log, ['office']);
    stops.add(databases.close);
    const running = await startOffice({ config, log, databaseUrl: databases.officeUrl });
    stops.add(() => running.stop());
    const gate = await pairGateElsewhere(running.office);
    const link = await running.setupLink();
    const asked = askedToStop();
    process.stdout.write(
      `Gatehouse ${version}, the office, is running.\n\n  Office    ${running.url}\n${link === null ? '' : `  Set up    ${link}\n            works once, for 24 hours\n`}  Gate      ${gate}\n\nCtrl+C stops it.\n`,
    );
    return await untilStopped(asked, () => stops.stopAll());
  } catch (error) {
    await stops.stopAll();
    throw error;
  }
}

/**
 * Pairs with the gate at GATE_LINK_URL where that was not done yet. A gate that does not answer now is no reason not to
 * start: staff go on working (I6). Returns what to print of it.
 * @throws AppError `link_address_missing`, `link_refused` for a code that is wrong or used
 */
async function pairGateElsewhere(office: Office): Promise<string> {
  const { GATE_LINK_URL: url, GATE_PAIRING_CODE: code } = office.config;
  const known = await office.db
    .selectFrom('gate')
    .select(['name', 'url'])
    .where('url', 'not like', 'replaced:%')
    .execute();
  if (url === undefined) {
    const [first] = known;
    if (first === undefined) throw new AppError('link_address_missing');
    return known.map((gate) => `${gate.name} at ${gate.url}`).join(', ');
  }
  const paired = known.find((gate) => gate.url === url);
  if (code === undefined) {
    if (paired === undefined) throw new AppError('link_address_missing');
    return `${paired.name} at ${url}`;
  }
  try {
    const { name } = await office.gates.pair(url, code);
    return `${name} at ${url}`;
  } catch (error) {
    // The code works once; it stays in the environment of whoever starts again.
    if (paired !== undefined && error instanceof AppError) return `${paired.name} at ${url}`;
    throw error;
  }
}
