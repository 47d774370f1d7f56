import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/uuid.ts';
import { askCheck } from '../../support/ask.ts';
import {
  accountIdOf,
  approved,
  registered,
  startTestGate,
  type TestGate,
  type TestWebsite,
} from '../../support/gate.ts';
import { goodPassword, type Visitor } from '../../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

/** What the check says about a protected page for this browser. */
async function checked(website: TestWebsite, visitor: Visitor): Promise<number> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await askCheck(gate.running.gatePort, '/prijzen', cookie, {
    'x-forwarded-host': website.host,
  });
  return answer.status;
}

/** Events for the office, without those for its audit log. */
async function news(): Promise<{ type: string; data: Record<string, unknown> }[]> {
  return (await gate.events()).filter(({ type }) => type !== 'securityV1');
}

describe('sign-in', () => {
  it('R14: signs in, leads back to the page one came for, and tells the office', async () => {
    const website = await gate.publish();
    const { account } = await approved(gate, website, 'klant@example.com');
    const visitor = gate.visitor(website);
    const page = await visitor.get('/_gate/sign-in?return=/prijzen?lijst=A');
    const fields = { email: 'klant@example.com', password: goodPassword };
    const answer = await visitor.submit(page, fields, { follow: false });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/prijzen?lijst=A');
    expect(await checked(website, visitor)).toBe(204);
    const events = (await news()).filter(({ data }) => data.accountId === account.id);
    expect(events.map(({ type }) => type)).toEqual(['registrationV1', 'signedInV1']);
  });

  it.each(['declined', 'blocked'] as const)(
    'R5, case 1: who is %s is told so, but only after the right password, and gets no session',
    async (status) => {
      const website = await gate.publish();
      const email = `${status}@example.com`;
      await approved(gate, website, email);
      await gate.account(website, { id: await accountIdOf(gate, website, email), email, status });
      const visitor = gate.visitor(website);
      const wrong = await visitor.signIn(email, 'niet het wachtwoord');
      expect(wrong.text).toContain('horen niet bij elkaar');
      expect(wrong.text).not.toMatch(/geweigerd|geblokkeerd/);
      const right = await visitor.signIn(email, goodPassword);
      expect(right.status).toBe(403);
      expect(right.text).toContain(status === 'declined' ? 'geweigerd' : 'geblokkeerd');
      expect(visitor.cookies.has('gate')).toBe(false);
    },
  );

  it('case 1: who waits for approval gets My page, and the check refuses', async () => {
    const website = await gate.publish();
    await registered(gate, website, 'wacht@example.com');
    const visitor = gate.visitor(website);
    const page = await visitor.signIn('wacht@example.com', goodPassword);
    expect(page.text).toContain('Uw aanvraag is ontvangen');
    expect(await checked(website, visitor)).toBe(403);
    expect((await visitor.get('/_gate/my-page')).text).toContain('Wacht op goedkeuring');
  });

  it('case 2, case 3: approval and session of one website open nothing on another, and signing in there makes no account', async () => {
    const companyId = newId();
    const [a, b] = [await gate.publish({}, companyId), await gate.publish({}, companyId)];
    const email = 'buren@example.com';
    const { visitor } = await approved(gate, a, email);
    expect(await checked(a, visitor)).toBe(204);
    expect(await checked(b, visitor)).toBe(302);

    const there = gate.visitor(b);
    const page = await there.signIn(email, goodPassword);
    expect(page.text).toContain('U hebt nog geen toegang tot');
    expect(await checked(b, there)).toBe(403);
    const accounts = await gate.database.kysely
      .selectFrom('account')
      .select('id')
      .where('website_id', '=', b.id)
      .execute();
    expect(accounts).toEqual([]);
    expect((await news()).filter(({ data }) => data.email === email)).toHaveLength(1);
  });

  it('I8: the sign-in of one company is unknown to another', async () => {
    const [a, b] = [await gate.publish(), await gate.publish()];
    await approved(gate, a, 'elders@example.com');
    const page = await gate.visitor(b).signIn('elders@example.com', goodPassword);
    expect(page.text).toContain('horen niet bij elkaar');
  });

  it('case 3, R4: asking for access on a second website is an application there, once', async () => {
    const companyId = newId();
    const [a, b] = [await gate.publish({}, companyId), await gate.publish({}, companyId)];
    const email = 'tweede@example.com';
    await registered(gate, a, email, { companyName: 'Tweede BV' });
    const visitor = gate.visitor(b);
    await visitor.signIn(email, goodPassword);
    const form = await visitor.get('/_gate/request-access');
    expect(form.body).toContain('Tweede BV');
    await Promise.all([1, 2, 3].map(() => visitor.submit(form)));
    const again = await visitor.get('/_gate/request-access');
    expect(again.text).toContain('Uw aanvraag is ontvangen');
    const id = await accountIdOf(gate, b, email);
    const events = (await news()).filter(({ data }) => data.accountId === id);
    const [first, ...others] = events.map(({ type }) => type);
    expect(first).toBe('registrationV1');
    // One that comes a little later is shown how things stand instead.
    expect(others.every((type) => type === 'emailVerifiedV1')).toBe(true);
    const pending = (await gate.mails(email)).filter(({ event }) => event === 'pending');
    expect(pending).toHaveLength(2);
  });

  it('case 4: where only the owner makes accounts nobody asks for access either', async () => {
    const companyId = newId();
    const [a, b] = [await gate.publish({}, companyId), await gate.publish({}, companyId)];
    const email = 'derde@example.com';
    await registered(gate, a, email);
    const visitor = gate.visitor(b);
    await visitor.signIn(email, goodPassword);
    const form = await visitor.get('/_gate/request-access');
    await gate.change(b, { policy: 'owner_only' });
    const answer = await visitor.submit(form);
    expect(answer.text).toContain('Neem contact op met Groothandel Jansen');
    expect(answer.body).not.toContain('/_gate/request-access');
    const accounts = await gate.database.kysely
      .selectFrom('account')
      .select('id')
      .where('website_id', '=', b.id)
      .execute();
    expect(accounts).toEqual([]);
  });

  it('R14: several tabs may sign in at once, each with the form it has', async () => {
    const website = await gate.publish();
    await approved(gate, website, 'tabs@example.com');
    const visitor = gate.visitor(website);
    const tabs = [
      await visitor.get('/_gate/sign-in?return=/a'),
      await visitor.get('/_gate/sign-in?return=/b'),
    ];
    const fields = { email: 'tabs@example.com', password: goodPassword };
    const landed = [];
    for (const tab of tabs)
      landed.push((await visitor.submit(tab, fields, { follow: false })).headers.location);
    expect(landed).toEqual(['/a', '/b']);
    expect(await checked(website, visitor)).toBe(204);
  });

  it('R14: a new sign-in makes a new token and ends the session that the browser brought', async () => {
    const website = await gate.publish();
    const { visitor } = await approved(gate, website, 'nieuw@example.com');
    const before = visitor.cookies.get('gate');
    const form = await gate.visitor(website).get('/_gate/sign-in');
    const other = gate.visitor(website);
    await other.get('/_gate/sign-in');
    other.cookies.set('gate', before ?? '');
    const fields = { email: 'nieuw@example.com', password: goodPassword, form: '' };
    expect(form.status).toBe(200);
    // The page itself leads a signed-in browser on; a tab that was open before posts its form.
    const token =
      /name="form" value="([^"]+)"/.exec((await other.get('/_gate/change-password')).body)?.[1] ?? '';
    await other.post('/_gate/sign-in', { ...fields, form: token });
    expect(other.cookies.get('gate')).not.toBe(before);
    await gate.running.settle();
    expect(await checked(website, visitor)).toBe(302);
  });

  it('R14: signing out ends the session; opening the link alone does not', async () => {
    const website = await gate.publish();
    const { visitor } = await approved(gate, website, 'weg@example.com');
    const page = await visitor.get('/_gate/sign-out');
    expect(await checked(website, visitor)).toBe(204);
    const token = visitor.cookies.get('gate') ?? '';
    await visitor.submit(page, {}, { action: '/_gate/sign-out' });
    expect(visitor.cookies.has('gate')).toBe(false);
    visitor.cookies.set('gate', token);
    await gate.running.settle();
    expect(await checked(website, visitor)).toBe(302);
  });

  it('case 17: who signed up and did not prove the address is told to, with a way to get the mail again', async () => {
    const website = await gate.publish();
    const email = 'onbevestigd@example.com';
    const visitor = gate.visitor(website);
    await visitor.signUp({ email });
    await gate.running.settle();
    const page = await visitor.signIn(email, goodPassword);
    expect(page.status).toBe(403);
    expect(page.text).toContain('Bevestig eerst uw e-mailadres');
    await visitor.submit(page, {}, { action: '/_gate/resend' });
    const mails = await gate.mails(email);
    expect(mails.map(({ event }) => event)).toEqual(['verify_email', 'verify_email']);
    const done = await visitor.submit(await visitor.get(mails[1]?.link ?? ''));
    expect(done.text).toContain('Uw aanvraag is ontvangen');
  });

  it('case 13: a corrected address is proven before it signs in, with the password kept', async () => {
    const website = await gate.publish();
    const { account } = await approved(gate, website, 'fuot@example.com');
    await gate.account(website, { id: account.id, email: 'fout@example.com', status: 'approved' });
    const old = await gate.visitor(website).signIn('fuot@example.com', goodPassword);
    expect(old.text).toContain('horen niet bij elkaar');
    const visitor = gate.visitor(website);
    const waiting = await visitor.signIn('fout@example.com', goodPassword);
    expect(waiting.text).toContain('Bevestig eerst uw e-mailadres');
    const mail = (await gate.mails('fout@example.com')).at(-1);
    expect(mail?.event).toBe('email_changed_new');
    await visitor.submit(await visitor.get(mail?.link ?? ''), {}, { action: '/_gate/verify' });
    await visitor.signIn('fout@example.com', goodPassword);
    expect(await checked(website, visitor)).toBe(204);
    expect((await news()).at(-2)).toMatchObject({
      type: 'emailVerifiedV1',
      data: { accountId: account.id, email: 'fout@example.com' },
    });
  });

  it('R14: a hash with weaker parameters is renewed at sign-in', async () => {
    const website = await gate.publish();
    await approved(gate, website, 'oud@example.com');
    const weak = await hash(goodPassword, { algorithm: 2, memoryCost: 8192, timeCost: 2, parallelism: 1 });
    const logins = gate.database.kysely;
    await logins
      .updateTable('login')
      .set({ password_hash: weak })
      .where('email', '=', 'oud@example.com')
      .execute();
    await gate.visitor(website).signIn('oud@example.com', goodPassword);
    const { password_hash } = await logins
      .selectFrom('login')
      .select('password_hash')
      .where('email', '=', 'oud@example.com')
      .executeTakeFirstOrThrow();
    expect(password_hash).toContain('m=19456');
    await gate.visitor(website).signIn('oud@example.com', goodPassword);
  });

  it('R18, case 25: speaks the browser’s language, or the one that was chosen, or the website’s', async () => {
    const website = await gate.publish({ language: 'en' });
    const english = { headers: { 'accept-language': 'en-GB,en;q=0.9' } };
    const neither = { headers: { 'accept-language': 'fr' } };
    const visitor = gate.visitor(website);
    expect((await visitor.get('/_gate/sign-in')).body).toContain('<html lang="nl">');
    expect((await visitor.get('/_gate/sign-in', english)).body).toContain('<html lang="en">');
    expect((await visitor.get('/_gate/sign-in', neither)).body).toContain('<html lang="en">');
    expect((await visitor.get('/_gate/sign-in?lang=nl', english)).text).toContain('Aanmelden');
    expect((await visitor.get('/_gate/sign-in', english)).text).toContain('Aanmelden');
    expect((await visitor.get('/_gate/sign-in')).body).toContain('lang="en">English</a>');
  });

  it('R12: the page says why one is here, in the owner’s words where there are some', async () => {
    const website = await gate.publish();
    const visitor = gate.visitor(website);
    expect((await visitor.get('/_gate/sign-in')).text).toContain(
      'voor klanten en partners van Groothandel Jansen',
    );
    await gate.change(website, { introduction: { nl: 'Alleen voor dealers.', en: 'For dealers only.' } });
    expect((await visitor.get('/_gate/sign-in')).text).toContain('Alleen voor dealers.');
  });

  it.each([
    [{ validFrom: '2999-01-01T00:00:00Z' }, 'nog niet begonnen'],
    [{ validUntil: '2020-01-01T00:00:00Z' }, 'verlopen'],
    [{ contactActive: false }, 'beëindigd'],
  ])('R5, case 7: access that %j closes is told in words', async (values, words) => {
    const website = await gate.publish();
    const email = `${newId()}@example.com`;
    const { account } = await approved(gate, website, email);
    await gate.account(website, { id: account.id, email, status: 'approved', ...values });
    const visitor = gate.visitor(website);
    const page = await visitor.signIn(email, goodPassword);
    expect(page.text).toContain(words);
    expect(await checked(website, visitor)).not.toBe(204);
  });
});
