import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import type { AccountV1, WebsiteV1 } from '../../src/contract/link.ts';
import { newId } from '../../src/core/uuid.ts';
import { type Database, openDatabase } from '../../src/database/connect.ts';
import type { GateTables } from '../../src/database/gate-tables.ts';
import type { Gate } from '../../src/gate/context.ts';
import { applyPublication } from '../../src/gate/replica/apply-publication.ts';
import { type RunningGate, startGate } from '../../src/gate/start-gate.ts';
import { defaultLimits, type ThrottleLimits } from '../../src/gate/visitor/throttle-limits.ts';
import { createTestDatabase } from './database.ts';
import { changesOf, createTestClock, publishedAccount, type TestClock, websiteSettings } from './link.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** A website that is published on a test gate. */
export interface TestWebsite {
  readonly id: string;
  readonly companyId: string;
  readonly host: string;
  /** Revision that the next publication of accounts begins after. */
  revision: number;
  settings: WebsiteV1;
}

/** A mail as it waits in the gate's outbox. */
export interface QueuedMail {
  readonly event: string;
  readonly to: string;
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  /** The link in it: path with query. */
  readonly link: string;
}

/** A whole gate on a database of its own, with a clock that is moved by hand. */
export interface TestGate {
  readonly running: RunningGate;
  readonly database: Database<GateTables>;
  readonly clock: TestClock;
  readonly databaseUrl: string;
  /** Lines of the log. */
  readonly logged: string[];
  /** What use cases of the gate work with. */
  readonly gate: Gate;
  publish(settings?: Partial<WebsiteV1>, companyId?: string): Promise<TestWebsite>;
  change(website: TestWebsite, settings: Partial<WebsiteV1>): Promise<void>;
  /** Publishes an account (new or changed), as the office does. */
  account(website: TestWebsite, values: Partial<AccountV1>): Promise<AccountV1>;
  visitor(website: TestWebsite): Visitor;
  /** Mails in the order in which they were queued, after what visitors asked for was seen to. */
  mails(to?: string): Promise<QueuedMail[]>;
  /** Events for the office, in their order, without those about mails. */
  events(): Promise<{ type: string; data: Record<string, unknown> }[]>;
  stop(): Promise<void>;
}

/** Limits that no test meets by accident. */
export const wideLimits: ThrottleLimits = {
  accountAddress: { points: 1000, duration: 900 },
  device: { points: 1000, duration: 900 },
  account: { points: 1000, duration: 900, longestDelay: 60 },
  accountNetwork: { points: 1000, duration: 900 },
  freshNetworks: { points: 1000, duration: 900 },
  code: { points: 1000, duration: 900, longestDelay: 60 },
  codeDevice: { points: 1000, duration: 900 },
  network: { points: 10_000, duration: 900 },
  site: { points: 10_000, duration: 900 },
  mailAddress: { points: 1000, duration: 900 },
  mailNetwork: { points: 10_000, duration: 900 },
};

export async function startTestGate(
  options: { limits?: Partial<ThrottleLimits> | 'usual'; environment?: Record<string, string> } = {},
): Promise<TestGate> {
  const databases = await createTestDatabase();
  const clock = createTestClock();
  const config = readConfig({ GATE_PORT: '0', LINK_PORT: '0', ...options.environment });
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line) => void logged.push(line) });
  const limits = options.limits === 'usual' ? defaultLimits : { ...wideLimits, ...options.limits };
  const databaseUrl = databases.gateUrl;
  const running = await startGate({ config, log, clock, databaseUrl, limits });
  const database = await openDatabase<GateTables>(databaseUrl, 'gate');
  const gate: Gate = { db: database.kysely, clock, log, config };

  const apply = async (
    website: TestWebsite,
    accounts: AccountV1[],
    settings: WebsiteV1 | null,
  ): Promise<void> => {
    const from = website.revision;
    website.revision += accounts.length;
    const publication = changesOf(
      { websiteId: website.id, companyId: website.companyId },
      from,
      website.revision,
    );
    const applied = await applyPublication(gate, { publication, website: settings, accounts });
    if ('code' in applied)
      throw new Error(`The publication of the test was refused: ${JSON.stringify(applied)}`);
    await running.settle();
  };

  return {
    running,
    database,
    clock,
    databaseUrl,
    logged,
    gate,
    async publish(settings = {}, companyId = newId()) {
      const name = `site-${newId().slice(-8)}.localhost`;
      const full = websiteSettings({
        hosts: [name],
        publicUrl: `http://${name}`,
        policy: 'manual',
        ...settings,
      });
      const website = { id: newId(), companyId, host: full.hosts[0] ?? name, revision: 0, settings: full };
      await apply(website, [], full);
      return website;
    },
    async change(website, settings) {
      website.settings = {
        ...website.settings,
        ...settings,
        settingsRevision: website.settings.settingsRevision + 1,
      };
      await apply(website, [], website.settings);
    },
    async account(website, values) {
      const account = publishedAccount({ ...values, revision: website.revision + 1 });
      await apply(website, [account], null);
      return account;
    },
    visitor: (website) => createVisitor(running.gatePort, website),
    async mails(to) {
      await running.settle();
      const rows = await database.kysely
        .selectFrom('mail')
        .select(['event', 'to_address as to', 'language', 'subject', 'text'])
        .orderBy('id')
        .execute();
      return rows
        .filter((row) => to === undefined || row.to === to)
        .map((row) => {
          const url = /https?:\/\/\S+/.exec(row.text)?.[0];
          const { pathname, search } = new URL(url ?? 'http://none');
          return { ...row, link: pathname + search };
        });
    },
    async events() {
      const rows = await database.kysely
        .selectFrom('event')
        .select(['type', 'data'])
        .where('type', '<>', 'mailV1')
        .orderBy('number')
        .execute();
      return rows.map(({ type, data }) => ({ type, data: data as Record<string, unknown> })); // events hold objects
    },
    async stop() {
      await running.stop();
      await database.close();
      await databases.drop();
    },
  };
}

/** Signs somebody up on a website and proves the address, as that person's own browser would. */
export async function registered(
  gate: TestGate,
  website: TestWebsite,
  email: string,
  details: Readonly<Record<string, string>> = {},
): Promise<Visitor> {
  const visitor = gate.visitor(website);
  await visitor.signUp({ email, ...details });
  const mail = (await gate.mails(email)).findLast(({ event }) => event === 'verify_email');
  if (mail === undefined) throw new Error(`No mail to prove ${email} was queued.`);
  await visitor.submit(await visitor.get(mail.link), {}, { action: '/_gate/verify' });
  return visitor;
}

/** The same, approved by the owner. */
export async function approved(
  gate: TestGate,
  website: TestWebsite,
  email: string,
  values: Partial<AccountV1> = {},
  details: Readonly<Record<string, string>> = {},
): Promise<{ visitor: Visitor; account: AccountV1 }> {
  const visitor = await registered(gate, website, email, details);
  const id = await accountIdOf(gate, website, email);
  const account = await gate.account(website, { id, email, status: 'approved', ...values });
  return { visitor, account };
}

/** The id of the account that an address has on a website. */
export async function accountIdOf(gate: TestGate, website: TestWebsite, email: string): Promise<string> {
  const { id } = await gate.database.kysely
    .selectFrom('account')
    .select('id')
    .where('website_id', '=', website.id)
    .where('email_canonical', '=', email.toLowerCase())
    .executeTakeFirstOrThrow();
  return id;
}
