import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../src/core/uuid.ts';
import { applyPublication, type PublicationMessage } from '../../../src/gate/replica/apply-publication.ts';
import {
  changesOf,
  createTestReplica,
  publishedAccount,
  type TestReplica,
  websiteSettings,
} from '../../support/link.ts';

let replica: TestReplica;
beforeAll(async () => {
  replica = await createTestReplica();
});
afterAll(() => replica.close());

const program = new URL('./programs/apply-and-die.ts', import.meta.url).pathname;

function approval(host: string): PublicationMessage {
  return {
    publication: changesOf({ websiteId: newId(), companyId: newId() }, 0, 1),
    website: websiteSettings({ hosts: [host] }),
    accounts: [publishedAccount()],
  };
}

function startGate(message: PublicationMessage): { child: ChildProcess; killed: Promise<unknown> } {
  const child = spawn(process.execPath, [program, replica.databaseUrl], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  child.stdin.end(JSON.stringify(message));
  return { child, killed: once(child, 'exit') };
}

async function made(message: PublicationMessage) {
  const { websiteId } = message.publication;
  const { db } = replica.gate;
  const count = async (table: 'mail' | 'account' | 'event' | 'token') =>
    (await db.selectFrom(table).select('website_id').where('website_id', '=', websiteId).execute()).length;
  return {
    mails: await count('mail'),
    accounts: await count('account'),
    events: await count('event'),
    tokens: await count('token'),
  };
}

test('I3, I5: a gate killed after it applied and before it answered has one mail when the office asks again', async () => {
  const message = approval('after.example.com');
  const { killed } = startGate(message);
  expect(await killed).toEqual([null, 'SIGKILL']);
  expect(await made(message)).toEqual({ mails: 1, accounts: 1, events: 1, tokens: 1 });
  expect(await applyPublication(replica.gate, message)).toMatchObject({ repeated: true, mails: 1 });
  const anew = { ...message, publication: { ...message.publication, publicationId: newId() } };
  expect(await applyPublication(replica.gate, anew)).toMatchObject({ repeated: false, mails: 0 });
  expect(await made(message)).toEqual({ mails: 1, accounts: 1, events: 1, tokens: 1 });
});

test('I3: a gate killed in the middle of applying has done nothing, and one mail when the office asks again', async () => {
  const message = approval('middle.example.com');
  const { db } = replica.gate;
  await db.transaction().execute(async (trx) => {
    // The event is the last that is written; here it has to wait.
    await trx.selectFrom('event_counter').selectAll().forUpdate().execute();
    const { child, killed } = startGate(message);
    for (;;) {
      const { rows } = await sql`SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db);
      if (rows.length > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill('SIGKILL');
    await killed;
  });
  expect(await made(message)).toEqual({ mails: 0, accounts: 0, events: 0, tokens: 0 });
  expect(await applyPublication(replica.gate, message)).toMatchObject({ repeated: false, mails: 1 });
  expect(await made(message)).toEqual({ mails: 1, accounts: 1, events: 1, tokens: 1 });
});
