import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registered, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';

let gate: TestGate;
let website: TestWebsite;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish();
});
afterAll(() => gate.stop());

async function resetLink(email: string): Promise<string> {
  const visitor = gate.visitor(website);
  await visitor.submit(await visitor.get('/_gate/forgotten-password'), { email });
  return (await gate.mails(email)).at(-1)?.link ?? '';
}

describe('links in mails', () => {
  it('S4, R14: of eight who use one link at once, one sets the password and one mail says so', async () => {
    const email = 'race@example.com';
    await registered(gate, website, email);
    const visitor = gate.visitor(website);
    const page = await visitor.get(await resetLink(email));
    const words = ['kachel', 'lamp', 'fiets', 'zee', 'boot', 'wolk', 'steen', 'vuur'];
    const answers = await Promise.all(
      words.map((word) => visitor.submit(page, { password: `trompet ${word} vlinder` }, { follow: false })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(7).fill(410)]);
    const changed = (await gate.mails(email)).filter(({ event }) => event === 'password_changed');
    expect(changed).toHaveLength(1);
    const winner = words[answers.findIndex(({ status }) => status === 303)];
    const signedIn = await gate
      .visitor(website)
      .signIn(email, `trompet ${winner} vlinder`, { follow: false });
    expect(signedIn.status).toBe(303);
  });

  it('S3, S4, R14: only hashes are kept of links, sessions and passwords', async () => {
    const email = 'hash@example.com';
    const visitor = await registered(gate, website, email);
    const link = await resetLink(email);
    const token = new URL(link, 'http://x').searchParams.get('token') ?? 'none';
    const session = visitor.cookies.get('gate') ?? 'none';
    const { kysely } = gate.database;
    const rows = await Promise.all([
      kysely.selectFrom('token').selectAll().execute(),
      kysely.selectFrom('session').selectAll().execute(),
      kysely.selectFrom('login').selectAll().execute(),
      kysely.selectFrom('registration').selectAll().execute(),
      kysely.selectFrom('visitor_request').selectAll().execute(),
    ]);
    const stored = JSON.stringify(rows);
    expect(token.length).toBeGreaterThanOrEqual(43);
    for (const secret of [token, session, 'kachel lamp fiets zee']) expect(stored).not.toContain(secret);
  });

  it('S4, R14: a token of one purpose is nothing for another', async () => {
    const email = 'doel@example.com';
    await registered(gate, website, email);
    const link = await resetLink(email);
    const { search } = new URL(link, 'http://x');
    expect((await gate.visitor(website).get(`/_gate/verify${search}`)).status).toBe(404);
  });
});
