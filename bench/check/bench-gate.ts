import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { withGate } from '../../src/cli/with-gate.ts';
import { readConfig } from '../../src/config.ts';
import { type AccountV1, websiteV1 } from '../../src/contract/link.ts';
import { newId } from '../../src/core/uuid.ts';
import { startEmbedded } from '../../src/database/embedded/start.ts';
import { silentLog } from '../../src/database/log.ts';
import { withTransaction } from '../../src/database/transaction.ts';
import type { Gate } from '../../src/gate/context.ts';
import { applyPublication } from '../../src/gate/replica/apply-publication.ts';
import { createSession } from '../../src/gate/sessions/create-session.ts';
import { readPublishedWebsite } from '../../src/gate/websites/published-website.ts';
import { freePort, startChild } from './children.ts';

/** How they signed in. */
const origin = { methods: ['password'], keep: false, userAgent: '', address: '' } as const;
const root = join(import.meta.dirname, '../..');

/** `gatehouse gate` as a process of its own, with published websites and people who are signed in. */
export interface BenchGate {
  readonly port: number;
  readonly pid: number;
  /** Folder of the run; goes with it. */
  readonly folder: string;
  /** Canonical host names of the websites, each closed whole. */
  readonly hosts: readonly string[];
  /** `Cookie` headers of people with access to the first website, each with a session of their own. */
  readonly cookies: readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts it on a durable embedded database of its own. `flags`: options of Node.js for the gate's process;
 * `environment`: settings beside the usual ones.
 */
export async function openBenchGate(options: {
  readonly websites: number;
  readonly people: number;
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<BenchGate> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-'));
  const stops = [() => rm(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    await chmod(folder, 0o755); // root's PostgreSQL runs as another user
    const server = await startEmbedded({ dataFolder: folder, log: silentLog });
    stops.push(() => server.stop());
    const port = await freePort();
    const env = {
      ...process.env,
      GATEHOUSE_DATA: folder,
      GATE_DATABASE_URL: server.url(),
      GATE_PORT: String(port),
      LINK_PORT: '0',
      LOG_LEVEL: 'error',
      ...options.environment,
    };
    const program = [...(options.flags ?? []), join(root, 'src/main.ts'), 'gate'];
    const child = await startChild(process.execPath, program, /Ctrl\+C stops it/, env);
    stops.push(() => child.stop());
    const hosts = Array.from({ length: options.websites }, (_, index) => `website-${index}.test`);
    const config = readConfig(env);
    const cookies = await withGate(
      { databaseUrl: server.url(), config, log: pino({ level: 'error' }) },
      (gate) => publishAll(gate, hosts, options.people),
    );
    return { port, pid: child.pid, folder, hosts, cookies, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Publishes the websites; people have access to the first. */
async function publishAll(gate: Gate, hosts: readonly string[], people: number): Promise<string[]> {
  const cookies: string[] = [];
  for (const [index, host] of hosts.entries()) {
    cookies.push(...(await publish(gate, host, index === 0 ? people : 0)));
  }
  return cookies;
}

/** Publishes a website with accounts as the office does, and signs their people in. Returns their cookies. */
async function publish(gate: Gate, host: string, people: number): Promise<string[]> {
  const id = newId();
  const companyId = newId();
  const settings = websiteV1.parse({
    type: 'websiteV1',
    settingsRevision: 1,
    removed: false,
    companyName: 'Groothandel Jansen',
    name: 'Partnerportaal',
    hosts: [host],
    publicUrl: `https://${host}`,
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
    sessionIdleMinutes: 480,
    sessionHours: 720,
    mailTexts: [],
  });
  const accounts = Array.from({ length: people }, (_, index) => makeAccount(index));
  const publication = {
    type: 'publicationV1',
    publicationId: newId(),
    part: 0,
    last: true,
    companyId,
    websiteId: id,
    mode: 'changes',
    fromRevision: 0,
    toRevision: people,
  } as const;
  const applied = await applyPublication(gate, { publication, website: settings, accounts });
  if ('code' in applied) throw new Error(`The website was refused: ${JSON.stringify(applied)}`);
  const website = readPublishedWebsite({ id, company_id: companyId, settings });
  if (website === null) throw new Error('The website can’t be read.');

  return withTransaction({ kysely: gate.db }, async (trx) => {
    const cookies: string[] = [];
    for (const { email, personName } of accounts) {
      // Each was invited by the publication; whoever chose a password has proven the address.
      const { id: loginId } = await trx
        .updateTable('login')
        .set({ email_verified_at: gate.clock.now(), name: personName })
        .where('company_id', '=', companyId)
        .where('email_canonical', '=', email)
        .returning('id')
        .executeTakeFirstOrThrow();
      const { name, token } = await createSession(trx, gate.clock, { website, loginId, origin });
      cookies.push(`${name}=${token}`);
    }
    return cookies;
  });
}

function makeAccount(index: number): AccountV1 {
  return {
    type: 'accountV1',
    id: newId(),
    revision: index + 1,
    email: `inkoop-${index}@bakkerij-devries.example`,
    status: 'approved',
    reason: '',
    validFrom: null,
    validUntil: null,
    contactActive: true,
    contactNumber: String(10_000 + index),
    contactName: 'Bakkerij De Vries',
    personName: 'Anna de Vries',
    contactTypes: ['customer'],
    priceGroup: 'A',
    language: 'nl',
  };
}
