import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/database/connect.ts';
import { type Listener, listen, notify } from '../../../src/database/notify.ts';
import { withTransaction } from '../../../src/database/transaction.ts';
import { asServer, createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let gate: Database<unknown>;
let listener: Listener | undefined;
const received: string[] = [];
let reconnected = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  gate = await openDatabase(database.gateUrl, 'gate');
  listener = listen({
    url: database.gateUrl,
    schema: 'gate',
    channels: {
      news: (payload) => received.push(payload),
      'other channel': (payload) => received.push(payload),
    },
    onReconnect: () => {
      reconnected += 1;
    },
  });
  await listener.ready;
});

afterAll(async () => {
  await listener?.close();
  await gate.close();
  await database.drop();
});

const send = (payload: string, channel = 'news'): Promise<void> =>
  withTransaction(gate, (transaction) => notify(transaction, channel, payload));

it('delivers a message when its transaction commits, and none that rolled back', async () => {
  await withTransaction(gate, async (transaction) => {
    await notify(transaction, 'news', 'never');
    throw new Error('no');
  }).catch(() => {});
  await send('first');
  await send('second', 'other channel');
  await expect.poll(() => received).toEqual(['first', 'second']);
});

it('connects again when cut off, tells it, and hears what comes after', async () => {
  await asServer((client) =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = $1`,
      [new URL(database.url).pathname.slice(1)],
    ),
  );
  await expect.poll(() => reconnected, { timeout: 5_000 }).toBe(1);
  await send('after the cut');
  await expect.poll(() => received.at(-1)).toBe('after the cut');
});

it('ends when closed while the server is absent', async () => {
  const absent = listen({ url: 'postgres://a:b@127.0.0.1:1/c', schema: 'gate', channels: {} });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await absent.close();
});
