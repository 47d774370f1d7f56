import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../src/config.ts';
import { systemClock } from '../src/core/clock.ts';
import { type Database, openDatabase } from '../src/database/connect.ts';
import { startEmbedded } from '../src/database/embedded/start.ts';
import { silentLog } from '../src/database/log.ts';
import type { OfficeTables } from '../src/database/office-tables.ts';
import { withTransaction } from '../src/database/transaction.ts';
import { insertCompany } from '../src/office/companies/insert-company.ts';
import type { Office, Staff } from '../src/office/context.ts';
import { insertEmployee } from '../src/office/employees/insert-employee.ts';
import { startSession } from '../src/office/session/start-session.ts';
import { startOffice } from '../src/office/start-office.ts';

/** A real office on a durable embedded database of its own, with one company. */
export interface BenchOffice {
  readonly office: Office;
  readonly database: Database<OfficeTables>;
  readonly staff: Staff;
  readonly url: string;
  /** Sends what a signed-in employee's page sends. */
  readonly headers: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export async function openBenchOffice(): Promise<BenchOffice> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-'));
  await chmod(dataFolder, 0o755); // root's PostgreSQL runs as another user
  const server = await startEmbedded({ dataFolder, log: silentLog });
  const config = readConfig({ ...process.env, OFFICE_PORT: '0', GATEHOUSE_DATA: dataFolder });
  const log = pino({ level: 'error' });
  const running = await startOffice({ config, log, databaseUrl: server.url() });
  const database = await openDatabase<OfficeTables>(server.url(), 'office');
  const { staff, token } = await withTransaction(database, async (trx) => {
    const name = 'Bench';
    const employee = { name, email: 'bench@example.com', language: 'en', passwordHash: '' } as const;
    const id = await insertEmployee(trx, systemClock, employee);
    const company = { name, language: 'nl', isSample: false, employee: { id, name } } as const;
    const companyId = await insertCompany(trx, systemClock, company);
    const actor = { kind: 'staff', id, name } as const;
    return {
      staff: { companyId, employeeId: id, language: 'en', actor } as const,
      token: await startSession(trx, systemClock, id),
    };
  });
  return {
    office: running.office,
    database,
    staff,
    url: `http://127.0.0.1:${running.port}`,
    headers: { cookie: `gatehouse=${token}`, 'x-gatehouse-csrf': '1' },
    async stop() {
      await database.close();
      await running.stop();
      await server.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
