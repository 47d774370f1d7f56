import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { readConfig } from '../../../../src/config.ts';
import { systemClock } from '../../../../src/core/clock.ts';
import { openDatabase } from '../../../../src/database/connect.ts';
import type { GateTables } from '../../../../src/database/gate-tables.ts';
import { applyPublication } from '../../../../src/gate/replica/apply-publication.ts';

/** Applies the message on stdin and is killed before it could answer. Arguments: the database's URL. */
const database = await openDatabase<GateTables>(process.argv[2] ?? '', 'gate');
const gate = {
  db: database.kysely,
  clock: systemClock,
  log: pino({ level: 'silent' }),
  config: readConfig({}),
};
await applyPublication(gate, JSON.parse(readFileSync(0, 'utf8')));
process.kill(process.pid, 'SIGKILL');
