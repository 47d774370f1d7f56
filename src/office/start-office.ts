import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import { openDatabase } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import type { OfficeTables } from '../database/office-tables.ts';
import { createGates } from '../link/office/gates.ts';
import { ensureLinkKey } from '../link/office/link-key.ts';
import { startContactWork } from './contacts/import/import-worker.ts';
import { registerContactUpload } from './contacts/import/upload-route.ts';
import type { Office } from './context.ts';
import { licencePublicKey } from './licences/licence-key.ts';
import { createLiveHub } from './live/live-hub.ts';
import { serveLive } from './live/serve-live.ts';
import { createServer } from './server/create-server.ts';
import { listenOffice } from './server/listen.ts';
import { serveApi } from './server/serve-api.ts';
import { serveOpenApi } from './server/serve-openapi.ts';
import { serveWeb } from './server/serve-web.ts';
import { sessionCookie } from './server/session-cookie.ts';
import { makeSetupLink } from './setup/setup-link.ts';
import { startSync } from './sync.ts';

export interface OfficeOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly clock?: Clock;
  /** PostgreSQL; the embedded one or OFFICE_DATABASE_URL. */
  readonly databaseUrl: string;
  /** See `Office.registerVisitors`. */
  readonly registerVisitors?: NonNullable<Office['registerVisitors']>;
  /** Whether it fetches from the gates and publishes by itself (automatic mode); true. */
  readonly sync?: boolean;
  /** Where the built web application lies; `dist/web` of the checkout. */
  readonly webFolder?: string;
}

export interface RunningOffice {
  readonly port: number;
  /** Address for staff, without a path: OFFICE_URL, or where it listens. */
  readonly url: string;
  readonly office: Office;
  /** A new one-time link for the first administrator; null where there is an employee. */
  setupLink(): Promise<string | null>;
  /** Ends what is under way and closes the database. */
  stop(): Promise<void>;
}

/**
 * Starts the office: brings its database up to date, and serves the API and the web application.
 * @throws AppError `port_taken`, `configuration_invalid`, `file_unreadable`, and the `database_…` codes
 */
export async function startOffice(options: OfficeOptions): Promise<RunningOffice> {
  const { config, log, clock = systemClock, databaseUrl } = options;
  await migrate(databaseUrl, 'office', { log });
  const database = await openDatabase<OfficeTables>(databaseUrl, 'office', { log });
  const closing: (() => Promise<unknown>)[] = [() => database.close()];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    await ensureLinkKey(database.kysely);
    await licencePublicKey(config);
    const gates = createGates(database.kysely, log, clock);
    const { registerVisitors } = options;
    const office: Office = {
      db: database.kysely,
      clock,
      log,
      config,
      gates,
      ...(registerVisitors === undefined ? {} : { registerVisitors }),
    };
    const contactWork = startContactWork(office, database);
    closing.push(() => contactWork.stop());
    if (options.sync !== false) {
      const sync = startSync(office, { databaseUrl });
      closing.push(() => sync.stop());
    }
    const hub = createLiveHub(databaseUrl, log);
    closing.push(() => hub.close());
    const cookie = sessionCookie(config.OFFICE_URL);
    const server = await createServer(office);
    closing.push(() => server.close());
    registerContactUpload(server, office, cookie);
    serveLive(server, office, cookie, hub);
    serveOpenApi(server);
    serveApi(server, office, cookie);
    await serveWeb(server, office, options.webFolder ?? join(import.meta.dirname, '../../dist/web'));
    const port = await listenOffice(server, config.OFFICE_HOST, config.OFFICE_PORT);
    const url = config.OFFICE_URL?.replace(/\/$/, '') ?? `http://localhost:${port}`;
    return { port, url, office, setupLink: () => makeSetupLink(office, url), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
