import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../../src/contract/website-settings.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { addPasskey } from '../../support/passkeys.ts';
import { checkedBy, codeOf, setUpApp } from '../../support/second-factor.ts';
import { goodPassword, type Visitor } from '../../support/visitor.ts';
import { asked, newPassword } from './mailed-links.ts';

let gate: TestGate;
let website: TestWebsite;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish();
});
afterAll(() => gate.stop());

/** Sets another password by a mailed link, in a browser of its own. */
async function reset(email: string, at = website): Promise<Visitor> {
  const visitor = gate.visitor(at);
  const { link } = await asked(gate, at, email);
  const answer = await visitor.submit(await visitor.get(link), { password: newPassword }, { follow: false });
  expect(answer.status).toBe(303);
  return visitor;
}

describe('a reset of the password', () => {
  it('S5, case 12: a reset mails the address that is stored, not the one that was typed', async () => {
    const stored = 'Sanne.Müller@bakkerij.example';
    await approved(gate, website, stored);
    const visitor = gate.visitor(website);
    for (const typed of ['SANNE.MÜLLER@BAKKERIJ.EXAMPLE', 'sanne.mu\u0308ller@bakkerij.example']) {
      await visitor.submit(await visitor.get('/_gate/forgotten-password'), { email: typed });
    }
    // Looks the same, and is another one.
    for (const typed of [
      'sanne.müller@bаkkerij.example',
      `${stored}.evil.example`,
      'sanne.muller@bakkerij.example',
    ]) {
      await visitor.submit(await visitor.get('/_gate/forgotten-password'), { email: typed });
    }
    const resets = (await gate.mails()).filter(({ event }) => event === 'reset_password');
    expect(resets.map(({ to }) => to)).toEqual([stored, stored]);
  });

  it('S5: a reset ends every other session, on all websites of the company, and what waited for its second step', async () => {
    const email = 'overal@example.com';
    const { visitor: here } = await approved(gate, website, email);
    const sister = await gate.publish({}, website.companyId);
    await gate.account(sister, { email, status: 'approved' });
    const there = gate.visitor(sister);
    await there.signIn(email, goodPassword);
    const { secret } = await setUpApp(gate, here);
    gate.clock.move(30_000);
    const waiting = gate.visitor(website);
    const step = await waiting.signIn(email, goodPassword);
    await reset(email);
    expect(await checkedBy(gate, website, here)).toBe(302);
    expect(await checkedBy(gate, sister, there)).toBe(302);
    await waiting.submit(step, { code: codeOf(gate, secret) }, { having: 'code' });
    expect(waiting.cookies.has('gate')).toBe(false);
  });

  it('S5: a reset tells the owner of the address', async () => {
    const email = 'verteld@example.com';
    await approved(gate, website, email);
    await reset(email);
    const mail = (await gate.mails(email)).at(-1);
    expect(mail?.event).toBe('password_changed');
    expect(mail?.text).not.toMatch(/token=/);
  });

  it('S5: a reset signs nobody in by itself, nor keeps who is signed in there', async () => {
    const email = 'zelf@example.com';
    await approved(gate, website, email);
    const visitor = await reset(email);
    expect(visitor.cookies.has('gate')).toBe(false);
    expect(await checkedBy(gate, website, visitor)).toBe(302);
    const { visitor: another } = await approved(gate, website, 'ander@example.com');
    const { link } = await asked(gate, website, email);
    await another.submit(await another.get(link), { password: newPassword });
    expect(another.cookies.has('gate')).toBe(false);
    await visitor.signIn(email, newPassword);
    expect(await checkedBy(gate, website, visitor)).toBe(204);
  });

  it.each([
    ['pending', 403],
    ['declined', 302],
    ['blocked', 302],
  ] as const)('S5, W15, case 1: a reset opens no account that is %s', async (status, expected) => {
    const email = `${status}@example.com`;
    const { account } = await approved(gate, website, email);
    await gate.account(website, { id: account.id, email, status });
    const visitor = await reset(email);
    expect(await checkedBy(gate, website, visitor)).toBe(302);
    await visitor.signIn(email, newPassword);
    expect(await checkedBy(gate, website, visitor)).toBe(expected);
    const row = await gate.database.kysely
      .selectFrom('account')
      .select('status')
      .where('id', '=', account.id)
      .executeTakeFirstOrThrow();
    expect(row.status).toBe(status);
  });

  it('S5: a reset never skips the second factor, be it an app, a passkey or one that the website demands', async () => {
    const [app, passkey, demanded] = ['met-app@example.com', 'met-pas@example.com', 'eis@example.com'];
    const { visitor: one } = await approved(gate, website, app);
    await setUpApp(gate, one);
    const { visitor: two } = await approved(gate, website, passkey);
    await addPasskey(website, two);
    await two.submit(
      await two.get('/_gate/my-page/security/use-passkey'),
      {},
      {
        action: '/_gate/my-page/security/use-passkey',
      },
    );
    for (const email of [app, passkey]) {
      const visitor = await reset(email);
      expect((await visitor.signIn(email, newPassword)).path).toBe('/_gate/second-step');
      expect(visitor.cookies.has('gate')).toBe(false);
    }
    const strict = await gate.publish({ signIn: signInSettings.parse({ secondFactor: 'required' }) });
    await approved(gate, strict, demanded);
    const visitor = await reset(demanded, strict);
    await visitor.signIn(demanded, newPassword);
    expect(await checkedBy(gate, strict, visitor)).toBe(302);
  });
});
