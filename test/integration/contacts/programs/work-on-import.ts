/** Works on the import whose id is given, until it is done or this process is killed. */
import { pino } from 'pino';
import { readConfig } from '../../../../src/config.ts';
import { systemClock } from '../../../../src/core/clock.ts';
import { openDatabase } from '../../../../src/database/connect.ts';
import type { OfficeTables } from '../../../../src/database/office-tables.ts';
import { createGates } from '../../../../src/link/office/gates.ts';
import { workOnImport } from '../../../../src/office/contacts/import/work-on-import.ts';

const [url = '', importId = ''] = process.argv.slice(2);
const database = await openDatabase<OfficeTables>(url, 'office');
const log = pino({ level: 'silent' });
const gates = createGates(database.kysely, log, systemClock);
const office = { db: database.kysely, clock: systemClock, log, config: readConfig(), gates };
console.log('working');
await workOnImport({ office, database, signal: new AbortController().signal }, importId);
await database.close();
