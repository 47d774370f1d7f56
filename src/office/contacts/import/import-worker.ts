import { sql } from 'kysely';
import type { Database } from '../../../database/connect.ts';
import { listen } from '../../../database/notify.ts';
import type { OfficeTables } from '../../../database/office-tables.ts';
import type { Office, OfficeDatabase } from '../../context.ts';
import { indexAllContacts } from '../index-contacts.ts';
import { workOnImport } from './work-on-import.ts';

const channel = 'gatehouse_office_imports';
/** NOTIFY is the quick news; this is what makes sure (DESIGN §1). */
const POLL_MS = 1000;
/** An upload that is not complete after so long never will be; a file that nobody imported is not kept for ever. */
const UPLOAD_HOURS = 24;
const KEPT_DAYS = 30;

export interface ContactWork {
  /** Ends the work between two steps; what is unfinished goes on at the next start, here or elsewhere. */
  stop(): Promise<void>;
}

/** Wakes whoever works on imports, at commit. */
export async function requestImportWork(db: OfficeDatabase): Promise<void> {
  await sql`SELECT pg_notify(${channel}, '')`.execute(db);
}

/**
 * Works on contact imports in the background, of all companies, one after the other; also on those that a process
 * left unfinished when it ended. Any number of processes may do this.
 */
export function startContactWork(
  office: Office,
  database: Pick<Database<OfficeTables>, 'pool' | 'url'>,
): ContactWork {
  const stopping = new AbortController();
  let wake = (): void => {};
  const listener = listen({
    url: database.url,
    schema: 'office',
    channels: { [channel]: () => wake() },
    onReconnect: () => wake(),
    log: office.log,
  });
  const run = async (): Promise<void> => {
    let cleaned = 0;
    while (!stopping.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      try {
        await workOnAll({ office, database, signal: stopping.signal });
        if (Date.now() - cleaned > 3_600_000) {
          await removeForgotten(office);
          cleaned = Date.now();
        }
      } catch (error) {
        if (!stopping.signal.aborted) office.log.error({ err: error }, 'contact imports: trying again');
      }
      if (!stopping.signal.aborted) await woken;
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      wake();
      await listener.close();
      await running;
    },
  };
}

async function workOnAll(work: Parameters<typeof workOnImport>[0]): Promise<void> {
  const waiting = await work.office.db
    .selectFrom('contact_import')
    .select('id')
    .where('state', 'in', ['checking', 'importing'])
    .orderBy('created_at')
    .execute();
  for (const { id } of waiting) {
    if (work.signal.aborted) return;
    await workOnImport(work, id);
  }
  const unindexed = await work.office.db
    .selectFrom('contact_unindexed')
    .select('company_id')
    .distinct()
    .execute();
  for (const { company_id } of unindexed) {
    await indexAllContacts(work.office.db, company_id, work.signal);
  }
}

async function removeForgotten({ db, clock }: Office): Promise<void> {
  const before = (hours: number) => new Date(clock.now().getTime() - hours * 3_600_000);
  await db
    .deleteFrom('contact_import')
    .where('state', '=', 'uploading')
    .where('created_at', '<', before(UPLOAD_HOURS))
    .execute();
  await db
    .deleteFrom('contact_import')
    .where('state', 'in', ['uploaded', 'checked', 'failed'])
    .where('created_at', '<', before(KEPT_DAYS * 24))
    .execute();
}
