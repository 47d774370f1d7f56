import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../src/contract/website-settings.ts';
import type { GateTables } from '../../src/database/gate-tables.ts';
import { approved, startTestGate, type TestGate } from '../support/gate.ts';
import type { VisitorPage } from '../support/visitor.ts';
import { asked, newest, newPassword } from './sign-in-and-sessions/mailed-links.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

/** Does what a publication does that corrects an address (case 13), while `act` is under way and waits for it. */
async function correctedDuring(
  from: string,
  to: string,
  act: () => Promise<VisitorPage>,
): Promise<VisitorPage> {
  let answer: Promise<VisitorPage> | undefined;
  await gate.database.kysely.transaction().execute(async (trx) => {
    const { id } = await trx
      .selectFrom('login')
      .select('id')
      .where('email_canonical', '=', from)
      .forUpdate()
      .executeTakeFirstOrThrow();
    answer = act();
    await isWaiting();
    await move(trx, id, from, to);
  });
  if (answer === undefined) throw new Error('Nothing was sent.');
  return answer;
}

/** Resolves once something waits for a lock. */
async function isWaiting(): Promise<void> {
  const waiting = sql<{ count: number }>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  const count = async () => (await waiting.execute(gate.database.kysely)).rows[0]?.count ?? 0;
  await expect.poll(count, { timeout: 10_000 }).toBeGreaterThan(0);
}

async function move(trx: Transaction<GateTables>, id: string, from: string, to: string): Promise<void> {
  const address = { email: to, email_canonical: to };
  await trx.updateTable('account').set(address).where('email_canonical', '=', from).execute();
  await trx.deleteFrom('session').where('login_id', '=', id).execute();
  await trx
    .updateTable('login')
    .set({ ...address, email_verified_at: null })
    .where('id', '=', id)
    .execute();
}

async function loginOf(email: string) {
  return gate.database.kysely
    .selectFrom('login')
    .select(['password_hash', 'email_verified_at'])
    .where('email_canonical', '=', email)
    .executeTakeFirst();
}

describe('an address that staff correct while its holder is about to do something', () => {
  it('I2, case 13: a link that went to the old address chooses no password for the new one', async () => {
    const website = await gate.publish({ signIn: signInSettings.parse({ magicLink: true }) });
    const [from, to] = ['fout@example.com', 'goed@example.com'];
    await gate.account(website, { email: from, status: 'pending' });
    const { link } = await asked(gate, website, from);
    // The sign-in is made by another link, so that the one above is about the address only.
    const visitor = gate.visitor(website);
    await visitor.submit(await visitor.get('/_gate/sign-in'), { email: from, way: 'link' });
    const signIn = await newest(gate, from, 'sign_in_link');
    await visitor.submit(await visitor.get(signIn.link), {}, { action: '/_gate/sign-in-link' });

    const page = await visitor.get(link);
    const answer = await correctedDuring(from, to, () => visitor.submit(page, { password: newPassword }));
    expect(answer.status).toBe(410);
    expect(await loginOf(to)).toEqual({ password_hash: null, email_verified_at: null });
  });

  it('R14, case 13: a wish to be deleted, made under the old address, does not delete the sign-in at once', async () => {
    const website = await gate.publish();
    const [from, to] = ['oud@example.com', 'nieuw@example.com'];
    const { visitor } = await approved(gate, website, from);
    const page = await visitor.get('/_gate/my-page/delete');
    const answer = await correctedDuring(from, to, () =>
      visitor.submit(page, {}, { action: '/_gate/my-page/delete', follow: false }),
    );
    expect(await loginOf(to)).toBeDefined();
    expect(answer.headers.location).not.toContain('notice=deleted');
  });

  it('I2: a wish to be deleted counts for nothing once its session ended', async () => {
    const website = await gate.publish();
    const email = 'weg@example.com';
    const { visitor, account } = await approved(gate, website, email);
    const page = await visitor.get('/_gate/my-page/delete');
    const { kysely } = gate.database;
    let answer: Promise<VisitorPage> | undefined;
    await kysely.transaction().execute(async (trx) => {
      const { id } = await trx
        .selectFrom('login')
        .select('id')
        .where('email_canonical', '=', email)
        .forUpdate()
        .executeTakeFirstOrThrow();
      answer = visitor.submit(page, {}, { action: '/_gate/my-page/delete', follow: false });
      await isWaiting();
      await trx.deleteFrom('session').where('login_id', '=', id).execute();
    });
    await answer;
    const row = await kysely
      .selectFrom('account')
      .select('deletion_asked_at')
      .where('id', '=', account.id)
      .executeTakeFirstOrThrow();
    expect(row.deletion_asked_at).toBeNull();
  });
});
