import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledgeEvents } from '../../../src/gate/events/read-events.ts';
import {
  accountIdOf,
  registered,
  startTestGate,
  type TestGate,
  type TestWebsite,
} from '../../support/gate.ts';
import { goodPassword } from '../../support/visitor.ts';

let gate: TestGate;
let website: TestWebsite;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish({ policy: 'manual', language: 'nl' });
});
afterAll(() => gate.stop());

/** Somebody who applied: the link out of the mail, and a browser that never signed in. */
async function applied(email: string, at: TestWebsite = website) {
  const applicant = await registered(gate, at, email, {
    firstName: 'Sanne',
    lastName: 'de Wit',
    phone: '0612345678',
    street: 'Dorpsstraat 1',
    town: 'Ede',
    companyName: 'Bakker Techniek',
  });
  const mail = (await gate.mails(email)).find(({ event }) => event === 'pending');
  const link = mail?.link ?? '';
  const id = await accountIdOf(gate, at, email);
  return { applicant, link, id, reader: gate.visitor(at) };
}

async function officeFetches(): Promise<void> {
  const events = await gate.database.kysely
    .selectFrom('event_counter')
    .select('last')
    .executeTakeFirstOrThrow();
  await acknowledgeEvents({ db: gate.database.kysely }, Number(events.last));
}

describe('progress link', () => {
  it('R4: after the confirmation the page tells what happens next and shows the link that the mail has too', async () => {
    const email = 'volgt@example.com';
    const visitor = gate.visitor(website);
    await visitor.signUp({ email });
    const [confirm] = await gate.mails(email);
    const page = await visitor.submit(
      await visitor.get(confirm?.link ?? ''),
      {},
      { action: '/_gate/verify' },
    );
    const { link } = (await gate.mails(email)).find(({ event }) => event === 'pending') ?? { link: '' };
    expect(link).toMatch(/^\/_gate\/progress\?token=[\w-]{43}$/);
    expect(page.path).toBe(link);
    expect(page.text).toContain('Uw aanvraag is ontvangen');
    expect(page.text).toContain('Groothandel Jansen bekijkt uw aanvraag');
    expect(page.text).toContain('Bewaar deze link');
    expect(page.body).toContain(`href="${link}"`);
  });

  it('R4, case 3: who asks for access to another website gets a link too, and the page of it', async () => {
    const email = 'ook@example.com';
    await applied(email);
    const other = await gate.publish({ policy: 'known' }, website.companyId);
    const visitor = gate.visitor(other);
    await visitor.signIn(email, goodPassword);
    const form = await visitor.get('/_gate/request-access?return=/prijzen');
    const page = await visitor.submit(form, {}, { action: '/_gate/request-access' });
    expect(page.text).toContain('Uw aanvraag is ontvangen');
    const { link } = (await gate.mails(email)).at(-1) ?? { link: '' };
    expect(page.path).toBe(`${link}&return=%2Fprijzen`);
  });

  it('R4: shows from received to looked at to approved, without delay and without signing in', async () => {
    const { link, id, reader } = await applied('stappen@example.com');
    const received = await reader.get(link);
    expect(received.text).toContain('Uw aanvraag is ontvangen');
    expect(received.text).toMatch(/Ontvangen klaar Bekijken volgt Besluit volgt/);
    await officeFetches();
    const looked = await reader.get(link);
    expect(looked.text).toContain('Uw aanvraag wordt bekeken');
    expect(looked.text).toMatch(/Ontvangen klaar Bekijken nu Besluit volgt/);
    await gate.account(website, { id, email: 'stappen@example.com', status: 'approved' });
    const approved = await reader.get(link);
    expect(approved.text).toContain('Uw aanvraag is goedgekeurd');
    expect(approved.text).toContain('Besluit Goedgekeurd');
    expect(approved.body).toContain('<a href="/_gate/sign-in" class="primary">');
    expect(approved.text).not.toContain('Bewaar deze link');
  });

  it('R7: shows a refusal with the reason that the mail gives', async () => {
    const email = 'nee@example.com';
    const { link, id, reader } = await applied(email);
    const reason = 'Wij leveren alleen aan bouwbedrijven.';
    await gate.account(website, { id, email, status: 'declined', reason });
    const page = await reader.get(link);
    expect(page.text).toContain('Uw aanvraag is geweigerd');
    expect(page.text).toContain(`Toelichting ${reason}`);
    expect(page.text).toContain('Neem contact op met Groothandel Jansen');
    expect((await gate.mails(email)).at(-1)?.text).toContain(reason);
    await gate.account(website, { id, email, status: 'approved', reason: 'Toch akkoord.' });
    expect((await reader.get(link)).text).toContain('Toelichting Toch akkoord.');
  });

  it('R4: tells from when access holds, and that it was blocked', async () => {
    const email = 'later@example.com';
    const { link, id, reader } = await applied(email);
    await gate.account(website, { id, email, status: 'approved', validFrom: '2099-03-01T00:00:00Z' });
    expect((await reader.get(link)).text).toContain('U kunt Partnerportaal gebruiken vanaf 1 maart 2099');
    await gate.account(website, { id, email, status: 'blocked', reason: 'Openstaande rekening.' });
    const page = await reader.get(link);
    expect(page.text).toContain('Uw toegang is geblokkeerd');
    expect(page.text).toContain('Openstaande rekening.');
  });

  it('R4: what a forwarded link tells of a person is the name, and nothing to reach or find them by', async () => {
    const email = 'door@example.com';
    const { link, id, reader } = await applied(email);
    await gate.account(website, {
      id,
      email,
      status: 'pending',
      contactNumber: '10342',
      personName: 'S. Anders',
    });
    const page = await reader.get(link);
    expect(page.text).toContain('Naam Sanne de Wit');
    const today = gate.clock.now().toLocaleDateString('nl', { dateStyle: 'long', timeZone: 'UTC' });
    expect(page.text).toContain(`Website Partnerportaal Naam Sanne de Wit Aangevraagd op ${today}`);
    for (const hidden of [email, '0612345678', 'Dorpsstraat', 'Ede', 'Bakker Techniek', '10342', 'Anders']) {
      expect(page.body).not.toContain(hidden);
    }
  });

  it('GATE: reading changes nothing, signs nobody in and works for months, also for mail scanners', async () => {
    const { link, reader } = await applied('vaak@example.com');
    const rows = () => gate.database.kysely.selectFrom('token').selectAll().orderBy('token_hash').execute();
    const before = await rows();
    for (const times of [1, 2, 3]) expect((await reader.get(link)).status, String(times)).toBe(200);
    gate.clock.move(179 * 86_400_000);
    const late = await reader.get(link);
    expect(late.status).toBe(200);
    expect(await rows()).toEqual(before);
    expect([...reader.cookies.keys()].filter((name) => /gate$/.test(name))).toEqual([]);
    const post = await reader.post('/_gate/progress', {
      token: new URLSearchParams(link.split('?')[1]).get('token') ?? '',
    });
    expect(post.status).toBe(404);
    gate.clock.move(2 * 86_400_000);
    const over = await reader.get(link);
    expect(over.status).toBe(410);
    expect(over.text).toContain('Hier is niets meer te zien');
    expect(over.text).not.toContain('Sanne');
  });

  it('GATE: the link is 256 bit, kept as a hash, and no page of it is kept or tells where one came from', async () => {
    const { link, reader } = await applied('geheim@example.com');
    const token = new URLSearchParams(link.split('?')[1]).get('token') ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const hash = createHash('sha256').update(token).digest();
    const { kysely } = gate.database;
    const row = await kysely
      .selectFrom('token')
      .selectAll()
      .where('token_hash', '=', hash)
      .executeTakeFirst();
    expect(row).toMatchObject({ purpose: 'progress', login_id: null, used_at: null });
    expect(gate.logged.join('\n')).not.toContain(token);
    for (const path of [link, '/_gate/progress?token=nietvanons', '/_gate/progress']) {
      const page = await reader.get(path);
      expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
      expect(page.body).toContain('<meta name="robots" content="noindex">');
    }
  });

  it('case 2: opens nothing on another website and for nothing else', async () => {
    const { link, reader } = await applied('elders@example.com');
    const other = await gate.publish({}, website.companyId);
    const unknown = await gate.visitor(other).get(link);
    expect(unknown.status).toBe(404);
    expect(unknown.text).not.toContain('Sanne');
    for (const page of ['verify', 'set-password', 'reset-password']) {
      expect((await reader.get(link.replace('progress', page))).status).toBe(404);
    }
    const confirm = (await gate.mails('elders@example.com'))[0]?.link ?? '';
    expect((await reader.get(confirm.replace('verify', 'progress'))).status).toBe(404);
    expect((await reader.get('/_gate/progress?token=kort')).text).toContain('Deze link werkt niet');
  });

  it('case 37: after a deletion the link tells nothing more, and nothing of it is kept', async () => {
    const email = 'weg@example.com';
    const { link, id, reader } = await applied(email);
    await gate.account(website, { id, email, status: 'ended', contactName: '', personName: '' });
    const page = await reader.get(link);
    expect([404, 410]).toContain(page.status);
    expect(page.text).not.toContain('Sanne');
    const { kysely } = gate.database;
    expect(await kysely.selectFrom('token').select('purpose').where('account_id', '=', id).execute()).toEqual(
      [],
    );
    await gate.visitor(website).signUp({ email, firstName: 'Ander' });
    expect((await reader.get(link)).text).not.toContain('Ander');
  });

  it('case 13: a link that was mailed to an address that was corrected tells nothing more', async () => {
    const email = 'tikfout@example.com';
    const { link, id, reader } = await applied(email);
    await gate.account(website, { id, email: 'zondertikfout@example.com', status: 'pending' });
    const page = await reader.get(link);
    expect(page.status).toBe(410);
    expect(page.text).not.toContain('Sanne');
  });

  it('R4: stays with the person where staff made an account for the same address meanwhile', async () => {
    const email = 'gemaakt@example.com';
    const { link, reader } = await applied(email);
    await gate.account(website, { email, status: 'approved', reason: 'U bent klant.' });
    const page = await reader.get(link);
    expect(page.text).toContain('Uw aanvraag is goedgekeurd');
    expect(page.text).toContain('U bent klant.');
  });

  it('R4: under automatic policy there is no link, as there is nothing to wait for', async () => {
    const automatic = await gate.publish({ policy: 'automatic' });
    const { link, applicant } = await applied('meteen@example.com', automatic);
    expect(link).toBe('');
    expect((await applicant.get('/_gate/status')).text).toContain('Nog een ogenblik');
  });

  it('R18: speaks the language of the reader, and keeps the link when it is changed', async () => {
    const { link, reader } = await applied('taal@example.com');
    const german = await reader.get(link, { headers: { 'accept-language': 'de' } });
    expect(german.text).toContain('Groothandel Jansen prüft Ihre Anfrage');
    const token = link.split('=')[1];
    expect(german.body).toMatch(new RegExp(`href="/_gate/progress\\?lang=no&amp;token=${token}"`));
  });

  it('R14: the owner’s words for who waits stand there, and on the page of who signed in', async () => {
    const words = { nl: 'Meestal binnen twee werkdagen.', en: '', de: '', no: '' };
    const site = await gate.publish({ look: { ...website.settings.look, waitingText: words } });
    const { link, applicant } = await applied('geduld@example.com', site);
    expect((await applicant.get(link)).text).toContain(words.nl);
    const status = await applicant.get('/_gate/status');
    expect(status.text).toContain('Uw aanvraag is ontvangen');
    expect(status.text).toContain(words.nl);
  });
});
