import { sql, type Transaction } from 'kysely';
import pg from 'pg';
import { connectionConfig } from './connect.ts';
import { type DatabaseLog, silentLog } from './log.ts';
import type { Schema } from './schema.ts';

export interface Listener {
  /** Resolves when the channels are listened to for the first time. */
  readonly ready: Promise<void>;
  /** Ends the connection; no handler is called after it. */
  close(): Promise<void>;
}

export interface ListenOptions {
  url: string;
  schema: Schema;
  /** What to do with a message, by channel. Handlers return at once and start longer work by themselves. */
  channels: Readonly<Record<string, (payload: string) => void>>;
  /** Called after each connection but the first: messages sent meanwhile are lost, so read what was missed. */
  onReconnect?: () => void;
  log?: DatabaseLog;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** How often to see whether the connection still lives; a cut cable says nothing by itself. */
const HEARTBEAT_MS = 15_000;

/**
 * Sends a message to all listeners of a channel when the transaction commits (never if it does not). Equal
 * messages of one transaction arrive once. A payload has at most 7,999 bytes; send ids, not contents.
 */
export async function notify<Tables>(
  transaction: Transaction<Tables>,
  channel: string,
  payload = '',
): Promise<void> {
  await sql`SELECT pg_notify(${channel}, ${payload})`.execute(transaction);
}

/**
 * Listens to channels on a connection of its own and connects again, for ever, when that is lost. NOTIFY is
 * only the quick news; whoever must miss nothing also polls, and at once in `onReconnect`.
 */
export function listen(options: ListenOptions): Listener {
  const { log = silentLog } = options;
  let closed = false;
  let client: pg.Client | undefined;
  let wake = (): void => {};
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();

  const run = async (): Promise<void> => {
    let connectedBefore = false;
    let pause = FIRST_PAUSE_MS;
    while (!closed) {
      const current = new pg.Client(
        connectionConfig(options.url, options.schema, { session: QUIET_SESSION }),
      );
      const lost = new Promise<void>((resolve) => {
        current.on('end', resolve).on('error', () => resolve());
      });
      client = current;
      try {
        // pg never settles `connect` of a client that is ended meanwhile (by `close`).
        await Promise.race([current.connect(), lost]);
        if (closed) break;
        await subscribe(current, options.channels, () => closed);
        pause = FIRST_PAUSE_MS;
        if (connectedBefore) options.onReconnect?.();
        connectedBefore = true;
        becomeReady();
        await untilLost(current, lost);
        if (!closed) log.warn('The connection for database messages was lost; connecting again.');
      } catch (error) {
        if (!closed) log.warn(`No connection for database messages yet: ${describe(error)}`);
      }
      void current.end().catch(() => {});
      if (closed) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, pause);
      });
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  };

  const running = run();
  return {
    ready,
    async close() {
      closed = true;
      wake();
      await client?.end().catch(() => {});
      await running;
    },
  };
}

/** A connection that waits for messages is idle for days; nothing may cut it for that. */
const QUIET_SESSION = { statement_timeout: '30s' } as const;

async function subscribe(
  client: pg.Client,
  channels: ListenOptions['channels'],
  isClosed: () => boolean,
): Promise<void> {
  client.on('notification', ({ channel, payload }) => {
    if (!isClosed()) channels[channel]?.(payload ?? '');
  });
  for (const channel of Object.keys(channels))
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
}

/** Resolves when the connection has ended or no longer answers. */
async function untilLost(client: pg.Client, lost: Promise<void>): Promise<void> {
  let silent = (): void => {};
  const unanswered = new Promise<void>((resolve) => {
    silent = resolve;
  });
  let waiting = false;
  const heartbeat = setInterval(() => {
    if (waiting) return silent();
    waiting = true;
    client.query('SELECT 1').then(() => {
      waiting = false;
    }, silent);
  }, HEARTBEAT_MS);
  await Promise.race([lost, unanswered]);
  clearInterval(heartbeat);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
