import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPassword } from '../../src/passwords/password-hash.ts';
import { ask, askCheck, askNginxCheck } from '../support/ask.ts';
import { optionsOn } from '../support/authenticator.ts';
import { approved, registered, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { addPasskey, originOf } from '../support/passkeys.ts';
import { checkedBy } from '../support/second-factor.ts';
import { goodPassword } from '../support/visitor.ts';
import { asked, newPassword, withSignInLinks } from './sign-in-and-sessions/mailed-links.ts';

// What comparable gates got wrong about signing in; the others stand in what-others-got-wrong.test.ts.

let gate: TestGate;
let website: TestWebsite;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish(withSignInLinks);
});
afterAll(() => gate.stop());

describe('only one tab can sign in', () => {
  it('W11, R14: five tabs that were opened side by side sign in, one after another and at once, by password and passkey', async () => {
    const email = 'tabs@example.com';
    const { visitor: owner } = await approved(gate, website, email);
    const { authenticator } = await addPasskey(website, owner);
    const visitor = gate.visitor(website);
    const tabs = [];
    for (let tab = 0; tab < 5; tab += 1) tabs.push(await visitor.get(`/_gate/sign-in?return=/tab${tab}`));
    const [first, second, third, fourth, fifth] = tabs;
    if (!first || !second || !third || !fourth || !fifth) throw new Error('There are five tabs.');
    const options = { having: 'password', follow: false };
    const fields = { email, password: goodPassword };
    const landed = [(await visitor.submit(first, fields, options)).headers.location];
    const credential = authenticator.use(optionsOn(second.body), { origin: originOf(website) });
    const byPasskey = await visitor.submit(second, { credential }, { having: 'credential', follow: false });
    landed.push(byPasskey.headers.location);
    const atOnce = await Promise.all(
      [third, fourth, fifth].map((tab) => visitor.submit(tab, fields, options)),
    );
    landed.push(...atOnce.map(({ headers }) => headers.location));
    expect(landed).toEqual(['/tab0', '/tab1', '/tab2', '/tab3', '/tab4']);
    expect(await checkedBy(gate, website, visitor)).toBe(204);
  });
});

describe('Argon2 on every request', () => {
  it('W14, R12: while nothing more can be hashed every check is answered, of sessions old and new and with Basic credentials', async () => {
    const email = 'rekent@example.com';
    const { visitor } = await approved(gate, website, email);
    await gate.running.settle();
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const port = gate.running.gatePort;
    const { host } = website;
    const basic = `Basic ${Buffer.from(`${email}:${goodPassword}`).toString('base64')}`;
    let hashing = true;
    const hashes = Promise.allSettled(Array.from({ length: 60 }, () => verifyPassword(null, 'x'))).then(
      () => {
        hashing = false;
      },
    );
    // Beyond those that wait.
    await expect(verifyPassword(null, 'x')).rejects.toMatchObject({ code: 'busy' });
    const asks = Array.from({ length: 10 }, () => [
      askCheck(port, '/prijzen', cookie, { 'x-forwarded-host': host }),
      askNginxCheck(port, `http://${host}/prijzen`, cookie, { authorization: basic }),
      ask({ port, host, path: '/_gate/me.json', headers: { cookie } }),
    ]).flat();
    const statuses = (await Promise.all(asks)).map(({ status }) => status);
    expect(hashing).toBe(true);
    expect(new Set(statuses)).toEqual(new Set([200, 204]));
    // Credentials of the gate in a header of the website are nothing to it, so they cost nothing either.
    const bare = await askNginxCheck(port, `http://${host}/prijzen`, '', { authorization: basic });
    expect(bare.status).toBe(401);
    await hashes;
  });
});

describe('a pending user entering by password reset', () => {
  it('W15, case 1: the reset sets the password, and the application goes on waiting', async () => {
    const email = 'wacht@example.com';
    await registered(gate, website, email);
    const { link } = await asked(gate, website, email);
    const visitor = gate.visitor(website);
    await visitor.submit(await visitor.get(link), { password: newPassword });
    expect(await checkedBy(gate, website, visitor)).toBe(302);
    const page = await visitor.signIn(email, newPassword);
    expect(page.text).toContain('Uw aanvraag is ontvangen');
    expect(await checkedBy(gate, website, visitor)).toBe(403);
    const { status } = await gate.database.kysely
      .selectFrom('account')
      .select('status')
      .where('email_canonical', '=', email)
      .executeTakeFirstOrThrow();
    expect(status).toBe('pending');
  });
});
