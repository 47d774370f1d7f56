import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/uuid.ts';
import { askCheck } from '../../support/ask.ts';
import { approved, registered, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { goodPassword, type Visitor } from '../../support/visitor.ts';

const newPassword = 'vlinder boot trompet';
let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

async function checked(website: TestWebsite, visitor: Visitor): Promise<number> {
  await gate.running.settle();
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return (await askCheck(gate.running.gatePort, '/', cookie, { 'x-forwarded-host': website.host })).status;
}

/** Asks for a link and returns it. */
async function resetLink(website: TestWebsite, email: string): Promise<string> {
  const visitor = gate.visitor(website);
  await visitor.submit(await visitor.get('/_gate/forgotten-password'), { email });
  const mail = (await gate.mails(email)).at(-1);
  expect(mail?.event).toBe('reset_password');
  return mail?.link ?? '';
}

/** Events without those that only the audit log wants. */
async function withoutSecurity() {
  return (await gate.events()).filter(({ type }) => type !== 'securityV1');
}

describe('forgotten password', () => {
  it('R14: the link sets a new password, ends all sessions, tells the owner of the address and signs nobody in', async () => {
    const website = await gate.publish();
    const email = 'vergeten@example.com';
    const { visitor: elsewhere } = await approved(gate, website, email);
    expect(await checked(website, elsewhere)).toBe(204);
    const visitor = gate.visitor(website);
    const page = await visitor.get(await resetLink(website, email));
    const done = await visitor.submit(page, { password: newPassword });
    expect(done.path).toBe('/_gate/sign-in?notice=password');
    expect(done.text).toContain('Uw wachtwoord is opgeslagen');
    expect(visitor.cookies.has('gate')).toBe(false);
    expect(await checked(website, elsewhere)).toBe(302);
    expect((await gate.mails(email)).at(-1)?.event).toBe('password_changed');
    expect((await visitor.signIn(email, goodPassword)).text).toContain('horen niet bij elkaar');
    await visitor.signIn(email, newPassword);
    expect(await checked(website, visitor)).toBe(204);
  });

  it('case 22: a weak password leaves the link as it was; a used link says so kindly', async () => {
    const website = await gate.publish();
    const email = 'zwak@example.com';
    await registered(gate, website, email);
    const visitor = gate.visitor(website);
    const page = await visitor.get(await resetLink(website, email));
    for (const weak of ['kort', 'welkom123456', 'Partnerportaal1', '']) {
      const again = await visitor.submit(page, { password: weak });
      expect(again.status).toBe(422);
      expect(again.body).not.toContain(weak === '' ? 'value="wel' : `value="${weak}"`);
    }
    expect((await visitor.submit(page, { password: newPassword })).text).toContain('opgeslagen');
    const used = await visitor.get(page.path);
    expect(used.status).toBe(410);
    expect(used.text).toContain('Deze link is al gebruikt');
    expect((await visitor.submit(page, { password: 'nog een ander woord' })).text).toContain('al gebruikt');
  });

  it('case 18: a mail scanner’s GET and HEAD consume nothing', async () => {
    const website = await gate.publish();
    const email = 'scanner@example.com';
    await registered(gate, website, email);
    const link = await resetLink(website, email);
    const visitor = gate.visitor(website);
    for (const method of ['GET', 'HEAD', 'GET']) {
      const { ask } = await import('../../support/ask.ts');
      const answer = await ask({ port: gate.running.gatePort, path: link, method, host: website.host });
      expect(answer.status).toBe(200);
    }
    const done = await visitor.submit(await visitor.get(link), { password: newPassword });
    expect(done.text).toContain('opgeslagen');
  });

  it('case 1: a reset opens no pending, declined or blocked account', async () => {
    const website = await gate.publish();
    for (const status of ['pending', 'declined', 'blocked'] as const) {
      const email = `${status}-reset@example.com`;
      const { account } = await approved(gate, website, email);
      await gate.account(website, { id: account.id, email, status });
      const visitor = gate.visitor(website);
      await visitor.submit(await visitor.get(await resetLink(website, email)), { password: newPassword });
      await visitor.signIn(email, newPassword);
      expect(await checked(website, visitor)).toBe(status === 'pending' ? 403 : 302);
      const row = await gate.database.kysely
        .selectFrom('account')
        .select('status')
        .where('id', '=', account.id)
        .executeTakeFirstOrThrow();
      expect(row.status).toBe(status);
    }
  });

  it('case 17: who forgot the password before proving the address is not stuck: the link does both', async () => {
    const website = await gate.publish();
    const email = 'vast@example.com';
    await gate.visitor(website).signUp({ email });
    const visitor = gate.visitor(website);
    const link = await resetLink(website, email);
    expect(link).toContain('/_gate/set-password');
    await visitor.submit(await visitor.get(link), { password: newPassword });
    const page = await visitor.signIn(email, newPassword);
    expect(page.text).toContain('Uw aanvraag is ontvangen');
    const events = (await withoutSecurity()).filter(({ data }) => data.email === email);
    expect(events.map(({ type }) => type)).toEqual(['registrationV1']);
  });

  it('case 17: what a stranger typed at sign-up does not go to the office as the owner’s, who completes it on My page', async () => {
    const website = await gate.publish();
    const email = 'eigenaar@example.com';
    await gate
      .visitor(website)
      .signUp({ email, lastName: 'Vreemd', companyName: 'Vreemd BV', country: 'NL' });
    const visitor = gate.visitor(website);
    await visitor.submit(await visitor.get(await resetLink(website, email)), { password: newPassword });
    const page = await visitor.signIn(email, newPassword);
    expect(page.text).toContain('Uw aanvraag is ontvangen');
    const details = await visitor.get('/_gate/my-page/details');
    expect(details.body).not.toContain('Vreemd');
    const of = async () => (await withoutSecurity()).filter(({ data }) => data.email === email);
    const [registration] = await of();
    const typed = Object.entries(registration?.data.data ?? {}).filter(([, value]) => value !== '');
    expect(Object.fromEntries(typed)).toEqual({ email, language: 'nl', answers: [] });
    await visitor.submit(
      details,
      { firstName: 'Eva', lastName: 'Eigen' },
      { action: '/_gate/my-page/details' },
    );
    expect((await of()).at(-1)).toMatchObject({
      type: 'detailsChangedV1',
      data: { data: { firstName: 'Eva', lastName: 'Eigen', companyName: '' } },
    });
    const pending = (await gate.mails(email)).find(({ event }) => event === 'pending');
    expect(pending?.text).not.toMatch(/Vreemd| ,|^,/m);
  });

  it('case 17: a reset on a corrected address that is not proven yet proves it', async () => {
    const website = await gate.publish();
    const { account } = await approved(gate, website, 'oud-adres@example.com');
    const email = 'nieuw-adres@example.com';
    await gate.account(website, { id: account.id, email, status: 'approved' });
    const visitor = gate.visitor(website);
    await visitor.submit(await visitor.get(await resetLink(website, email)), { password: newPassword });
    await visitor.signIn(email, newPassword);
    expect(await checked(website, visitor)).toBe(204);
  });

  it('case 14: a link that went to an address that was corrected since opens nothing', async () => {
    const website = await gate.publish();
    const { account } = await approved(gate, website, 'verkeerd@example.com');
    const link = await resetLink(website, 'verkeerd@example.com');
    await gate.account(website, { id: account.id, email: 'goed@example.com', status: 'approved' });
    const page = await gate.visitor(website).get(link);
    expect([404, 410]).toContain(page.status);
  });

  it('case 19: of two links either works, and using one ends the other', async () => {
    const website = await gate.publish();
    const email = 'tweelinks@example.com';
    await registered(gate, website, email);
    const first = await resetLink(website, email);
    const second = await resetLink(website, email);
    expect(first).not.toBe(second);
    const visitor = gate.visitor(website);
    await visitor.submit(await visitor.get(first), { password: newPassword });
    expect((await visitor.get(second)).text).toContain('al gebruikt');
  });

  it('case 2: a link of one website is unknown on another, of the same company too', async () => {
    const companyId = newId();
    const [a, b] = [await gate.publish({}, companyId), await gate.publish({}, companyId)];
    const email = 'linkje@example.com';
    await registered(gate, a, email);
    const link = await resetLink(a, email);
    const visitor = gate.visitor(b);
    const page = await visitor.get(link);
    expect(page.status).toBe(404);
    expect(page.text).toContain('Deze link werkt niet');
  });

  it('R14: a link is out of date after two hours', async () => {
    const website = await gate.publish();
    const email = 'laat@example.com';
    await registered(gate, website, email);
    const link = await resetLink(website, email);
    gate.clock.move(2 * 3_600_000);
    const page = await gate.visitor(website).get(link);
    expect(page.status).toBe(410);
    expect(page.text).toContain('verlopen');
  });

  it('case 21: the link leads to the website’s published address, whatever the Host header says', async () => {
    const name = `host-${newId().slice(-6)}.example`;
    const website = await gate.publish({ hosts: ['anders.localhost', name], publicUrl: `https://${name}` });
    const email = 'host@example.com';
    await gate.account(website, { email, status: 'approved' });
    const visitor = gate.visitor(website);
    const page = await visitor.get('/_gate/forgotten-password', {
      headers: { 'x-forwarded-host': 'evil.example' },
    });
    const headers = { 'x-forwarded-host': 'evil.example', origin: `https://${name}` };
    await visitor.submit(page, { email }, { headers });
    const mail = (await gate.mails(email)).at(-1);
    expect(mail?.event).toBe('reset_password');
    expect(mail?.text).toContain(`https://${name}/_gate/`);
    expect(mail?.text).not.toContain('evil');
    expect(mail?.text).not.toContain('anders.localhost');
  });
});

describe('first password', () => {
  it('case 26, case 5: the approval mail leads to a usable first sign-in', async () => {
    const website = await gate.publish({ policy: 'owner_only' });
    const email = 'eerste@example.com';
    const account = await gate.account(website, { email, status: 'approved', personName: 'Eerste Klant' });
    const [mail] = await gate.mails(email);
    expect(mail).toMatchObject({ event: 'approved' });
    const visitor = gate.visitor(website);
    await visitor.submit(await visitor.get(mail?.link ?? ''), { password: newPassword });
    await visitor.signIn(email, newPassword);
    expect(await checked(website, visitor)).toBe(204);
    const events = (await withoutSecurity()).filter(({ data }) => data.accountId === account.id);
    expect(events.map(({ type }) => type)).toEqual(['emailVerifiedV1', 'signedInV1']);
    expect((await gate.mails(email)).map(({ event }) => event)).toEqual(['approved']);
  });

  it('case 15: proving an address on one website proves nothing about another contact’s account elsewhere', async () => {
    const companyId = newId();
    const [a, b] = [await gate.publish({}, companyId), await gate.publish({}, companyId)];
    const email = 'gedeeld@example.com';
    const onA = await gate.account(a, { email, status: 'approved' });
    const onB = await gate.account(b, { email, status: 'approved' });
    const [mail] = await gate.mails(email);
    const visitor = gate.visitor(a);
    await visitor.submit(await visitor.get(mail?.link ?? ''), { password: newPassword });
    const proven = (await gate.events()).filter(({ type }) => type === 'emailVerifiedV1');
    expect(proven.some(({ data }) => data.accountId === onA.id)).toBe(true);
    expect(proven.some(({ data }) => data.accountId === onB.id)).toBe(false);
  });
});

describe('change of password', () => {
  it('R14: needs the present one, ends other sessions, renews this one and mails the owner', async () => {
    const website = await gate.publish();
    const email = 'wissel@example.com';
    const { visitor } = await approved(gate, website, email);
    const elsewhere = gate.visitor(website);
    await elsewhere.signIn(email, goodPassword);
    const page = await visitor.get('/_gate/change-password');
    const wrong = await visitor.submit(page, { current: 'niet het wachtwoord', password: newPassword });
    expect(wrong.text).toContain('niet uw huidige wachtwoord');
    const weak = await visitor.submit(page, { current: goodPassword, password: 'wissel@example.com' });
    expect(weak.text).toContain('te makkelijk te raden');
    const before = visitor.cookies.get('gate');
    const done = await visitor.submit(page, { current: goodPassword, password: newPassword });
    expect(done.text).toContain('Uw wachtwoord is gewijzigd');
    expect(visitor.cookies.get('gate')).not.toBe(before);
    expect(await checked(website, visitor)).toBe(204);
    expect(await checked(website, elsewhere)).toBe(302);
    expect((await gate.mails(email)).at(-1)?.event).toBe('password_changed');
  });

  it('R14: is for nobody who is not signed in', async () => {
    const website = await gate.publish();
    const page = await gate.visitor(website).get('/_gate/change-password', { follow: false });
    expect(page.headers.location).toBe('/_gate/sign-in');
  });
});
