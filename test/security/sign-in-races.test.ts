import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../src/contract/website-settings.ts';
import { optionsOn } from '../support/authenticator.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { addPasskey, originOf } from '../support/passkeys.ts';
import { codeOf, setUpApp } from '../support/second-factor.ts';
import { goodPassword, type Visitor, type VisitorPage } from '../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

/** Signs in, and lets `meanwhile` happen to the sign-in after the password was looked at and before the session. */
async function signInDuring(
  website: TestWebsite,
  email: string,
  meanwhile: { email_canonical: string; email_verified_at: null } | { password_hash: string },
): Promise<{ visitor: Visitor; page: VisitorPage }> {
  const visitor = gate.visitor(website);
  const form = await visitor.get('/_gate/sign-in');
  let answer: Promise<VisitorPage> | undefined;
  await gate.database.kysely.transaction().execute(async (trx) => {
    const { id } = await trx
      .selectFrom('login')
      .select('id')
      .where('email_canonical', '=', email)
      .forUpdate()
      .executeTakeFirstOrThrow();
    answer = visitor.submit(form, { email, password: goodPassword });
    await new Promise((resolve) => setTimeout(resolve, 700));
    await trx.updateTable('login').set(meanwhile).where('id', '=', id).execute();
    await trx.deleteFrom('session').where('login_id', '=', id).execute();
  });
  if (answer === undefined) throw new Error('Nobody signed in.');
  return { visitor, page: await answer };
}

describe('a sign-in while the sign-in itself changes', () => {
  it('I2: a password that was changed meanwhile opens no session any more', async () => {
    const website = await gate.publish();
    await approved(gate, website, 'wissel@example.com');
    const { visitor, page } = await signInDuring(website, 'wissel@example.com', { password_hash: 'other' });
    expect(visitor.cookies.has('gate')).toBe(false);
    expect(page.text).toContain('horen niet bij elkaar');
  });

  it('I2, case 13: an address that was corrected meanwhile opens no session before it is proven', async () => {
    const website = await gate.publish();
    await approved(gate, website, 'oud@example.com');
    const { visitor } = await signInDuring(website, 'oud@example.com', {
      email_canonical: 'nieuw@example.com',
      email_verified_at: null,
    });
    expect(visitor.cookies.has('gate')).toBe(false);
  });
});

/** Sends each at the same moment, and says how often somebody was signed in. */
async function signedInOf(sends: readonly (() => Promise<VisitorPage>)[]): Promise<number> {
  const answers = await Promise.all(sends.map((send) => send()));
  const isSession = (line: string): boolean => /^gate=[\w-]{43}/.test(line);
  return answers.filter(({ headers }) => (headers['set-cookie'] ?? []).some(isSession)).length;
}

describe('one proof, used by two at the same moment', () => {
  it('S8, R14: two tabs with one second step and one code: one session', async () => {
    const website = await gate.publish();
    const email = 'tabs@example.com';
    const { visitor: owner } = await approved(gate, website, email);
    const { secret } = await setUpApp(gate, owner);
    gate.clock.move(30_000);
    const visitor = gate.visitor(website);
    const step = await visitor.signIn(email, goodPassword);
    const code = codeOf(gate, secret);
    const send = () => visitor.submit(step, { code }, { having: 'code', follow: false });
    expect(await signedInOf(Array.from({ length: 6 }, () => send))).toBe(1);
  });

  it('S8, R14: one code or recovery code, shown in several sign-ins: one session', async () => {
    const website = await gate.publish();
    const email = 'codes@example.com';
    const { visitor: owner } = await approved(gate, website, email);
    const { secret, codes } = await setUpApp(gate, owner);
    gate.clock.move(30_000);
    for (const fields of [{ code: codeOf(gate, secret) }, { recovery: codes[0] ?? '' }]) {
      const [having = ''] = Object.keys(fields);
      const sends = [];
      for (let browser = 0; browser < 5; browser += 1) {
        const visitor = gate.visitor(website);
        const step = await visitor.signIn(email, goodPassword);
        sends.push(() => visitor.submit(step, fields, { having, follow: false }));
      }
      expect(await signedInOf(sends)).toBe(1);
    }
  });

  it('S4, R14, case 19: one sign-in link, pressed on eight devices: one session', async () => {
    const website = await gate.publish({ signIn: signInSettings.parse({ magicLink: true }) });
    const email = 'link@example.com';
    await approved(gate, website, email);
    const asking = gate.visitor(website);
    await asking.submit(await asking.get('/_gate/sign-in'), { email, way: 'link' });
    const link = (await gate.mails(email)).at(-1)?.link ?? '';
    const sends = [];
    for (let device = 0; device < 8; device += 1) {
      const visitor = gate.visitor(website);
      const page = await visitor.get(link);
      sends.push(() => visitor.submit(page, {}, { follow: false }));
    }
    expect(await signedInOf(sends)).toBe(1);
  });

  it('S8, R14: one answer of a passkey, sent six times: one session', async () => {
    const website = await gate.publish();
    const email = 'sleutel@example.com';
    const { visitor: owner } = await approved(gate, website, email);
    const { authenticator } = await addPasskey(website, owner);
    const visitor = gate.visitor(website);
    const page = await visitor.get('/_gate/sign-in');
    const credential = authenticator.use(optionsOn(page.body), { origin: originOf(website) });
    const send = () => visitor.submit(page, { credential }, { having: 'credential', follow: false });
    expect(await signedInOf(Array.from({ length: 6 }, () => send))).toBe(1);
  });

  it('I2, case 13: a passkey while its address is corrected opens no session before that is proven', async () => {
    const website = await gate.publish();
    const email = 'sluetel@example.com';
    const { visitor: owner } = await approved(gate, website, email);
    const { authenticator } = await addPasskey(website, owner);
    const visitor = gate.visitor(website);
    const page = await visitor.get('/_gate/sign-in');
    const credential = authenticator.use(optionsOn(page.body), { origin: originOf(website) });
    let answer: Promise<VisitorPage> | undefined;
    await gate.database.kysely.transaction().execute(async (trx) => {
      const mine = trx.updateTable('login').where('email_canonical', '=', email);
      await mine.set({ email_verified_at: null, email_canonical: 'sleutel-goed@example.com' }).execute();
      answer = visitor.submit(page, { credential }, { having: 'credential' });
      await new Promise((resolve) => setTimeout(resolve, 700));
    });
    expect((await answer)?.status).toBe(403);
    expect(visitor.cookies.has('gate')).toBe(false);
  });
});
