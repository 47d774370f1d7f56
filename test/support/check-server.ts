import { mkdtemp } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import type { AccountV1, WebsiteV1 } from '../../src/contract/link.ts';
import { lookSettings, signInSettings, signUpForm } from '../../src/contract/website-settings.ts';
import type { Clock } from '../../src/core/clock.ts';
import { newId } from '../../src/core/uuid.ts';
import { type Database, openDatabase } from '../../src/database/connect.ts';
import type { GateTables } from '../../src/database/gate-tables.ts';
import { withTransaction } from '../../src/database/transaction.ts';
import {
  type CheckServices,
  type CheckServicesOptions,
  openCheckServices,
} from '../../src/gate/check/check-services.ts';
import { registerCheck } from '../../src/gate/check/register-check.ts';
import { createGateServer } from '../../src/gate/create-gate-server.ts';
import { ensureInstallation } from '../../src/gate/installation.ts';
import { registerOrigin } from '../../src/gate/proxy/register-origin.ts';
import { type TimeLimits, timeLimitsOf } from '../../src/gate/proxy/time-limits.ts';
import { createSession } from '../../src/gate/sessions/create-session.ts';
import type { PublishedWebsite } from '../../src/gate/websites/published-website.ts';

/** A clock that tests set forward. */
export interface TestClock extends Clock {
  forward(milliseconds: number): void;
}
export function testClock(): TestClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    forward(milliseconds) {
      offset += milliseconds;
    },
  };
}

/** One gate process with the check and the origins, and without visitor pages. */
export interface CheckServer {
  readonly services: CheckServices;
  readonly server: FastifyInstance;
  readonly database: Database<GateTables>;
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

export interface CheckServerOptions extends Pick<CheckServicesOptions, 'news' | 'sessions'> {
  readonly clock?: Clock;
  readonly trustedProxies?: string;
  readonly port?: number;
  /** LINK_PORT, which no website may lead to. */
  readonly linkPort?: number;
  /** Shorter limits than usual, for tests of reverse-proxy and folder mode. */
  readonly timeLimits?: Partial<TimeLimits>;
}

/** Starts one on loopback; several on one database are several nodes. */
export async function startCheckServer(url: string, options: CheckServerOptions = {}): Promise<CheckServer> {
  const config = readConfig({
    GATEHOUSE_DATA: await mkdtemp(join(tmpdir(), 'gatehouse-check-')),
    TRUSTED_PROXIES: options.trustedProxies,
    LINK_PORT: options.linkPort?.toString(),
  });
  const database = await openDatabase<GateTables>(url, 'gate');
  const clock = options.clock ?? testClock();
  const log = pino({ level: 'silent' });
  const gate = { db: database.kysely, clock, log, config };
  await ensureInstallation(gate.db, clock);
  const services = await openCheckServices(gate, { url, ...options });
  const server = createGateServer(log, services);
  registerCheck(server, services);
  registerOrigin(server, services, {}, { ...timeLimitsOf(config), ...options.timeLimits });
  await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  // Fastify listens on TCP here, so the address is no path of a socket.
  const { port } = server.server.address() as AddressInfo;
  return {
    services,
    server,
    database,
    port,
    url: `http://127.0.0.1:${port}`,
    async close() {
      services.connections.close();
      server.server.closeAllConnections();
      await server.close();
      await services.close();
      await database.close();
    },
  };
}

/** Settings of a website closed whole, served out of nowhere, unless told otherwise. */
export function websiteSettings(changes: Partial<WebsiteV1> = {}): WebsiteV1 {
  return {
    type: 'websiteV1',
    settingsRevision: 1,
    removed: false,
    companyName: 'De Groot',
    name: 'Partners',
    hosts: ['partners.test'],
    publicUrl: 'http://partners.test',
    enabled: true,
    licensedUntil: null,
    protection: 'whole',
    paths: [],
    policy: 'manual',
    origin: { kind: 'forward_auth' },
    language: 'nl',
    senderName: '',
    senderEmail: '',
    copyTo: '',
    showCreateUser: true,
    introduction: {},
    signIn: signInSettings.parse({}),
    look: lookSettings.parse({}),
    signUpForm: signUpForm.parse({}),
    sessionIdleMinutes: 60,
    sessionHours: 24,
    mailTexts: [],
    ...changes,
  };
}

/** Publishes a website by writing the replica, and lets the node know it at once. */
export async function addWebsite(
  node: CheckServer,
  changes: Partial<WebsiteV1> = {},
  companyId: string = newId(),
): Promise<PublishedWebsite> {
  const settings = websiteSettings(changes);
  const id = newId();
  const { kysely } = node.database;
  await kysely
    .insertInto('website')
    .values({ id, company_id: companyId, settings: JSON.stringify(settings), settings_revision: 1 })
    .execute();
  await node.services.websites.refresh();
  const website = node.services.websites.byId(id);
  if (website === undefined) throw new Error('The website of the test can’t be read.');
  return website;
}

/** Publishes new settings of a website. */
export async function changeWebsite(
  node: CheckServer,
  website: PublishedWebsite,
  changes: Partial<WebsiteV1>,
): Promise<void> {
  const settings = JSON.stringify({ ...website.settings, ...changes });
  await node.database.kysely.updateTable('website').set({ settings }).where('id', '=', website.id).execute();
}

/** Somebody with an account on a website. */
export interface TestPerson {
  readonly loginId: string;
  readonly accountId: string;
  readonly email: string;
}

export async function addPerson(
  node: CheckServer,
  website: PublishedWebsite,
  account: Partial<AccountV1> = {},
): Promise<TestPerson> {
  const email = account.email ?? `person-${newId()}@example.com`;
  const loginId = newId();
  const accountId = newId();
  const { kysely } = node.database;
  await kysely
    .insertInto('login')
    .values({
      company_id: website.companyId,
      id: loginId,
      email,
      email_canonical: email.toLowerCase(),
      email_verified_at: new Date(),
      password_hash: null,
      password_changed_at: null,
      name: account.personName ?? 'Anna',
    })
    .execute();
  await kysely
    .insertInto('account')
    .values({
      website_id: website.id,
      id: accountId,
      company_id: website.companyId,
      email,
      email_canonical: email.toLowerCase(),
      status: account.status ?? 'approved',
      valid_from: account.validFrom == null ? null : new Date(account.validFrom),
      valid_until: account.validUntil == null ? null : new Date(account.validUntil),
      contact_active: account.contactActive ?? true,
      contact_number: account.contactNumber ?? '10001',
      contact_name: account.contactName ?? 'Bakkerij Anna',
      person_name: account.personName ?? 'Anna',
      contact_types: account.contactTypes ?? ['customer'],
      price_group: account.priceGroup ?? 'A',
      language: account.language ?? 'nl',
      revision: 1,
      snapshot_id: null,
      details: null,
    })
    .execute();
  return { loginId, accountId, email };
}

/** Signs a person in and returns the value of the `Cookie` header. */
export async function signIn(
  node: CheckServer,
  website: PublishedWebsite,
  { loginId }: Pick<TestPerson, 'loginId'>,
): Promise<string> {
  const { name, token } = await withTransaction(node.database, (trx) =>
    createSession(trx, node.services.clock, {
      website,
      loginId,
      origin: { methods: ['password'], keep: false, userAgent: '', address: '' },
    }),
  );
  return `${name}=${token}`;
}

/** Sets the account's status as applying a publication does. */
export async function setStatus(
  node: CheckServer,
  { accountId }: Pick<TestPerson, 'accountId'>,
  status: string,
): Promise<void> {
  await node.database.kysely.updateTable('account').set({ status }).where('id', '=', accountId).execute();
}
