import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountIdOf, approved, startTestGate, type TestGate } from '../support/gate.ts';
import { checkedBy } from '../support/second-factor.ts';
import { goodPassword, type VisitorPage } from '../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

/** Resolves once so many wait for a lock. */
async function areWaiting(wanted: number): Promise<void> {
  const waiting = sql<{ count: number }>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  const count = async () => (await waiting.execute(gate.database.kysely)).rows[0]?.count ?? 0;
  await expect.poll(count, { timeout: 10_000 }).toBeGreaterThanOrEqual(wanted);
}

describe('a sign-in while a publication is applied that takes the access away', () => {
  it.each(['declined', 'blocked', 'ended'] as const)(
    'I2, case 6: has none afterwards, also where its session began before the end of it (%s)',
    async (status) => {
      const website = await gate.publish();
      const email = `tijdens-${status}@example.com`;
      await approved(gate, website, email);
      const id = await accountIdOf(gate, website, email);
      const visitor = gate.visitor(website);
      const form = await visitor.get('/_gate/sign-in');
      let published: Promise<unknown> | undefined;
      let signedIn: Promise<VisitorPage> | undefined;
      await gate.database.kysely.transaction().execute(async (trx) => {
        // What a publication writes at its end waits, as with many accounts in one message.
        await sql`LOCK TABLE mail, publication IN SHARE MODE`.execute(trx);
        published = gate.account(website, { id, email, status });
        await areWaiting(1);
        signedIn = visitor.submit(form, { email, password: goodPassword }, { follow: false });
        await Promise.race([signedIn, areWaiting(2)]);
        await checkedBy(gate, website, visitor);
      });
      await Promise.all([published, signedIn]);
      await expect.poll(() => checkedBy(gate, website, visitor), { timeout: 1000 }).not.toBe(204);
    },
  );
});
