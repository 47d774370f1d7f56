import { pino } from 'pino';
import { pairOwnGate } from '../../src/cli/pair-own-gate.ts';
import { registerSampleVisitors } from '../../src/cli/register-sample-visitors.ts';
import { withGate } from '../../src/cli/with-gate.ts';
import { readConfig } from '../../src/config.ts';
import { lookSettings, noWords, signInSettings, signUpForm } from '../../src/contract/website-settings.ts';
import type { Website, WebsiteInput } from '../../src/contract/websites.ts';
import { type Clock, systemClock } from '../../src/core/clock.ts';
import { newId } from '../../src/core/uuid.ts';
import type { Gate } from '../../src/gate/context.ts';
import { type RunningGate, startGate } from '../../src/gate/start-gate.ts';
import { createTestDatabase } from './database.ts';
import { wideLimits } from './gate.ts';
import { startTestOffice, type TestCompany, type TestOffice } from './office.ts';
import { createVisitor, type Visitor } from './visitor.ts';

export interface TestGatehouseOptions {
  readonly clock?: Clock;
  /** A mail server; without one mails wait. */
  readonly smtpUrl?: string;
  /** Whether the office fetches and publishes by itself, as it does in life; true. */
  readonly sync?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Office and gate as `gatehouse start` runs them: one database, paired over the link, on free ports. */
export interface TestGatehouse extends TestOffice {
  readonly gate: RunningGate;
  /** Does something with the gate's own database. */
  atGate<T>(work: (gate: Gate) => Promise<T>): Promise<T>;
  /** Registers a website through the API; not published yet. */
  createWebsite(company: TestCompany, website?: Partial<WebsiteInput>): Promise<Website>;
  /** Somebody with a browser at a website. */
  visit(website: Pick<Website, 'hosts' | 'publicUrl'>): Visitor;
}

/** Starts both sides; `stop` ends them and removes what they stored. */
export async function startTestGatehouse(options: TestGatehouseOptions = {}): Promise<TestGatehouse> {
  const database = await createTestDatabase();
  const { clock = systemClock } = options;
  const environment = {
    GATE_PORT: '0',
    LINK_PORT: '0',
    ...(options.smtpUrl === undefined ? {} : { SMTP_URL: options.smtpUrl }),
    ...options.environment,
  };
  const config = readConfig(environment);
  const log = pino({ level: process.env.TEST_LOG ?? 'fatal' });
  const databaseUrl = database.url;
  const gate = await startGate({ config, log, clock, databaseUrl, limits: wideLimits });
  const atGate = <T>(work: (own: Gate) => Promise<T>) => withGate({ databaseUrl, config, log }, work);
  const office = await startTestOffice({
    clock,
    databaseUrl,
    sync: options.sync ?? true,
    environment: { ...environment, GATE_PORT: String(gate.gatePort) },
    registerVisitors: (visitors) => atGate((own) => registerSampleVisitors(own, visitors)),
  });
  await atGate((own) => pairOwnGate(office.office, own, gate.linkUrl));
  return {
    ...office,
    gate,
    atGate,
    createWebsite: (company, website) =>
      company.api.websites.create({
        companyId: company.companyId,
        website: { ...websiteInput(gate.gatePort), ...website },
      }),
    visit: (website) =>
      createVisitor(gate.gatePort, {
        host: website.hosts[0] ?? '',
        settings: { publicUrl: website.publicUrl },
      }),
    stop: async () => {
      await office.stop();
      await gate.stop();
      await database.drop();
    },
  };
}

/** A website in front of which the user's own web server asks the gate; closed, manual. */
export function websiteInput(gatePort: number): WebsiteInput {
  const name = `site-${newId().slice(-8)}`;
  const host = `${name}.localhost`;
  return {
    name,
    hosts: [host],
    publicUrl: `http://${host}:${gatePort}`,
    enabled: true,
    protection: 'whole',
    paths: [],
    policy: 'manual',
    linkMode: 'manual',
    origin: { kind: 'forward_auth' },
    language: 'nl',
    senderName: '',
    senderEmail: '',
    copyTo: '',
    showCreateUser: true,
    introduction: noWords,
    sessionIdleMinutes: 480,
    sessionHours: 720,
    signIn: signInSettings.parse({}),
    look: lookSettings.parse({}),
    signUpForm: signUpForm.parse({}),
  };
}
