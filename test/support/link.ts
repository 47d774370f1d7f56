import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import type { AccountV1, PublicationV1, WebsiteV1 } from '../../src/contract/link.ts';
import { lookSettings, signInSettings, signUpForm } from '../../src/contract/website-settings.ts';
import type { Clock } from '../../src/core/clock.ts';
import { newId } from '../../src/core/uuid.ts';
import { type Database, openDatabase } from '../../src/database/connect.ts';
import type { GateTables } from '../../src/database/gate-tables.ts';
import type { OfficeTables } from '../../src/database/office-tables.ts';
import type { Gate } from '../../src/gate/context.ts';
import { ensureInstallation } from '../../src/gate/installation.ts';
import { createPairingCode } from '../../src/link/gate/pairing.ts';
import { type LinkListener, startLink } from '../../src/link/gate/start-link.ts';
import { createGates, type Gates } from '../../src/link/office/gates.ts';
import { createTestDatabase } from './database.ts';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  move(ms: number): void;
}

export function createTestClock(start = new Date()): TestClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    move(ms) {
      time += ms;
    },
  };
}

/** The gate's use cases on a database of their own. */
export interface TestReplica {
  readonly gate: Gate;
  readonly clock: TestClock;
  readonly databaseUrl: string;
  close(): Promise<void>;
}

export async function createTestReplica(
  environment: Readonly<Record<string, string>> = {},
): Promise<TestReplica> {
  const database = await createTestDatabase();
  const connection: Database<GateTables> = await openDatabase(database.gateUrl, 'gate');
  const clock = createTestClock();
  const gate: Gate = {
    db: connection.kysely,
    clock,
    log: pino({ level: 'silent' }),
    config: readConfig({ LINK_PORT: '0', ...environment }),
  };
  await ensureInstallation(gate.db, clock);
  return {
    gate,
    clock,
    databaseUrl: database.gateUrl,
    async close() {
      await connection.close();
      await database.drop();
    },
  };
}

/** An office and a gate that are paired and talk over HTTP. */
export interface TestLink extends TestReplica {
  readonly gates: Gates;
  readonly gateId: string;
  readonly listener: LinkListener;
  readonly office: Database<OfficeTables>;
}

export async function createTestLink(): Promise<TestLink> {
  const replica = await createTestReplica();
  const office: Database<OfficeTables> = await openDatabase(replica.databaseUrl, 'office');
  const listener = await startLink(replica.gate, replica.databaseUrl);
  const gates = createGates(office.kysely, pino({ level: 'silent' }), replica.clock);
  const { gateId } = await gates.pair(listener.url, await createPairingCode(replica.gate));
  return {
    ...replica,
    gates,
    gateId,
    listener,
    office,
    async close() {
      await listener.close();
      await office.close();
      await replica.close();
    },
  };
}

/** Settings of a website as the office publishes them. */
export function websiteSettings(values: Partial<WebsiteV1> = {}): WebsiteV1 {
  return {
    type: 'websiteV1',
    settingsRevision: 1,
    removed: false,
    companyName: 'Groothandel Jansen',
    name: 'Partnerportaal',
    hosts: ['partners.example.com'],
    publicUrl: 'https://partners.example.com',
    enabled: true,
    licensedUntil: null,
    protection: 'whole',
    paths: [],
    policy: 'manual',
    origin: { kind: 'forward_auth' },
    language: 'nl',
    senderName: 'Groothandel Jansen',
    senderEmail: 'portaal@jansen.example',
    copyTo: '',
    showCreateUser: true,
    introduction: {},
    sessionIdleMinutes: 480,
    sessionHours: 720,
    signIn: signInSettings.parse({}),
    look: lookSettings.parse({}),
    signUpForm: signUpForm.parse({}),
    mailTexts: [],
    ...values,
  };
}

/** An account as the office publishes it. */
export function publishedAccount(values: Partial<AccountV1> = {}): AccountV1 {
  const id = values.id ?? newId();
  return {
    type: 'accountV1',
    id,
    revision: 1,
    email: `person-${id}@example.com`,
    status: 'approved',
    reason: '',
    validFrom: null,
    validUntil: null,
    contactActive: true,
    contactNumber: '10001',
    contactName: 'Bakkerij De Vries',
    personName: 'Anna de Vries',
    contactTypes: ['customer'],
    priceGroup: 'A',
    language: 'nl',
    ...values,
  };
}

/** First line of a publication of changes; the revisions decide what it is. */
export function changesOf(
  of: { readonly websiteId: string; readonly companyId: string },
  fromRevision: number,
  toRevision: number,
  values: Partial<PublicationV1> = {},
): PublicationV1 {
  return {
    type: 'publicationV1',
    publicationId: newId(),
    part: 0,
    last: true,
    companyId: of.companyId,
    websiteId: of.websiteId,
    mode: 'changes',
    fromRevision,
    toRevision,
    ...values,
  };
}
