import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { pino } from 'pino';
import { type Config, readConfig } from '../../src/config.ts';
import { apiPrefix } from '../../src/contract/common.ts';
import { officeApi } from '../../src/contract/office-api.ts';
import type { Clock } from '../../src/core/clock.ts';
import { withTransaction } from '../../src/database/transaction.ts';
import { insertCompany } from '../../src/office/companies/insert-company.ts';
import type { Office, Staff } from '../../src/office/context.ts';
import { insertEmployee } from '../../src/office/employees/insert-employee.ts';
import { insertLicence } from '../../src/office/licences/insert-licence.ts';
import { signLicence } from '../../src/office/licences/licence-token.ts';
import { startSession } from '../../src/office/session/start-session.ts';
import { type RunningOffice, startOffice } from '../../src/office/start-office.ts';
import { hashPassword } from '../../src/passwords/password-hash.ts';
import { createTestDatabase } from './database.ts';

/** The office's API, typed by the contract; throws `ORPCError` with the code and message of the answer. */
export type ApiClient = ContractRouterClient<typeof officeApi>;

export const testPassword = 'paard batterij nietje';

export interface TestEmployee {
  readonly id: string;
  readonly email: string;
  /** Calls the API as this employee. */
  readonly api: ApiClient;
  /** For requests outside the contract: with session, proof of origin and language. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface TestCompany extends TestEmployee {
  readonly companyId: string;
  /** Staff at work in the company, for calling use cases directly. */
  readonly staff: Staff;
}

export interface TestOffice extends RunningOffice {
  readonly config: Config;
  readonly databaseUrl: string;
  /** Somebody who is not signed in. */
  readonly visitor: ApiClient;
  /** A company database with an administrator; licensed without end unless told otherwise. */
  createCompany(options?: { name?: string; licensed?: boolean }): Promise<TestCompany>;
  /** Signs an employee in without the sign-in page. */
  signInAs(employeeId: string, email: string): Promise<TestEmployee>;
  /** Stops the office and removes its database and data folder. */
  stop(): Promise<void>;
}

export interface TestOfficeOptions {
  readonly clock?: Clock;
  /** Settings of the environment; ports are free ones unless given. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A database to use instead of one of its own; it is not removed at the end. */
  readonly databaseUrl?: string;
  readonly webFolder?: string;
  /** Whether the office fetches and publishes by itself; false, so that a test sees what its calls do. */
  readonly sync?: boolean;
  readonly registerVisitors?: NonNullable<Office['registerVisitors']>;
}

/** Calls the API at an address; `cookie` is a session's, where somebody is signed in. */
export function apiClient(url: string, headers: Readonly<Record<string, string>> = {}): ApiClient {
  const link = new OpenAPILink(officeApi, {
    url: `${url}${apiPrefix}`,
    headers: () => ({ 'x-gatehouse-csrf': '1', 'accept-language': 'en', ...headers }),
  });
  return createORPCClient(link);
}

/** Starts a real office on a free port, with a database and a data folder of its own. */
export async function startTestOffice(options: TestOfficeOptions = {}): Promise<TestOffice> {
  const database = options.databaseUrl === undefined ? await createTestDatabase() : null;
  const databaseUrl = options.databaseUrl ?? database?.url ?? '';
  const dataFolder = await mkdtemp(join(tmpdir(), 'gatehouse-office-'));
  const config = readConfig({
    OFFICE_PORT: '0',
    GATE_PORT: '0',
    LINK_PORT: '0',
    GATEHOUSE_DATA: dataFolder,
    ...options.environment,
  });
  const log = pino({ level: process.env.TEST_LOG ?? 'fatal' });
  const { clock, webFolder, registerVisitors } = options;
  const running = await startOffice({
    config,
    log,
    databaseUrl,
    sync: options.sync ?? false,
    ...(clock === undefined ? {} : { clock }),
    ...(webFolder === undefined ? {} : { webFolder }),
    ...(registerVisitors === undefined ? {} : { registerVisitors }),
  });
  const url = `http://localhost:${running.port}`;
  const signInAs = async (id: string, email: string): Promise<TestEmployee> => {
    const token = await withTransaction({ kysely: running.office.db }, (trx) =>
      startSession(trx, running.office.clock, id),
    );
    const headers = { cookie: `gatehouse=${token}`, 'x-gatehouse-csrf': '1', 'accept-language': 'en' };
    return { id, email, headers, api: apiClient(url, headers) };
  };
  return {
    ...running,
    url,
    config,
    databaseUrl,
    visitor: apiClient(url),
    signInAs,
    createCompany: async (company = {}) => {
      const made = await insertTestCompany(running.office, company);
      return { ...made, ...(await signInAs(made.staff.employeeId, made.email)) };
    },
    stop: async () => {
      await running.stop();
      await database?.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

let passwordHash: Promise<string> | undefined;
let serial = 0;

async function insertTestCompany(
  office: Office,
  { name, licensed = true }: { name?: string; licensed?: boolean },
): Promise<{ companyId: string; staff: Staff; email: string }> {
  serial += 1;
  const email = `beheer${serial}@example.com`;
  const person = `Beheerder ${serial}`;
  passwordHash ??= hashPassword(testPassword);
  const hash = await passwordHash;
  return withTransaction({ kysely: office.db }, async (trx) => {
    const employeeId = await insertEmployee(trx, office.clock, {
      name: person,
      email,
      language: 'en',
      passwordHash: hash,
    });
    const employee = { id: employeeId, name: person };
    const companyId = await insertCompany(trx, office.clock, {
      name: name ?? `Bedrijf ${serial} BV`,
      language: 'nl',
      isSample: false,
      employee,
    });
    const actor = { kind: 'staff', ...employee } as const;
    if (licensed) {
      const claims = { companyId, companyCode: '', holder: name ?? `Bedrijf ${serial} BV`, validUntil: null };
      const token = await signLicence(office.config, office.clock, claims);
      await insertLicence(trx, office.clock, { claims, token, actor });
    }
    return { companyId, email, staff: { companyId, employeeId, language: 'en', actor } };
  });
}
