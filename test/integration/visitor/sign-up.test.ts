import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/uuid.ts';
import { accountIdOf, registered, startTestGate, type TestGate } from '../../support/gate.ts';
import { ownTime } from '../../support/own-time.ts';
import { formOf, goodPassword } from '../../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

async function eventsOf(email: string): Promise<string[]> {
  const events = (await gate.events()).filter(({ data }) => data.email === email).map(({ type }) => type);
  return events.filter((type) => type !== 'securityV1');
}

describe('sign-up', () => {
  it('R4, R14: under manual policy a proven sign-up becomes an application, and the visitor is told to wait', async () => {
    const website = await gate.publish({ policy: 'manual' });
    const visitor = gate.visitor(website);
    const email = 'Sanne@Bakker.example';
    const sent = await visitor.signUp({ email, companyName: 'Bakker Techniek', country: 'NL' });
    expect(sent.status).toBe(200);
    expect(sent.text).toContain(email);
    const [mail] = await gate.mails(email);
    expect(mail).toMatchObject({ event: 'verify_email', language: 'nl' });
    expect(await eventsOf(email)).toEqual([]);

    const done = await visitor.submit(await visitor.get(mail?.link ?? ''));
    expect(done.text).toContain('Uw aanvraag is ontvangen');
    expect(done.text).toContain('Groothandel Jansen bekijkt uw aanvraag');
    const event = (await gate.events()).find(({ data }) => data.email === email);
    expect(event).toMatchObject({
      type: 'registrationV1',
      data: {
        accountId: await accountIdOf(gate, website, email),
        data: { companyName: 'Bakker Techniek', firstName: 'Sanne', country: 'NL', language: 'nl', email },
      },
    });
    const mails = await gate.mails(email);
    expect(mails.map((each) => each.event)).toEqual(['verify_email', 'pending']);
  });

  it('R4: under automatic policy no mail says to wait, and the page goes on by itself once access is published', async () => {
    const website = await gate.publish({ policy: 'automatic' });
    const visitor = gate.visitor(website);
    const email = 'automatisch@example.com';
    const form = await visitor.get('/_gate/sign-up?return=/prijzen?lijst=A');
    await visitor.submit(form, { email, firstName: 'A', lastName: 'B', password: goodPassword });
    const [mail] = await gate.mails(email);
    const waiting = await visitor.submit(await visitor.get(mail?.link ?? ''));
    expect(waiting.text).toContain('Nog een ogenblik');
    expect(waiting.body).toContain('http-equiv="refresh"');
    expect((await gate.mails(email)).map(({ event }) => event)).toEqual(['verify_email']);

    const id = await accountIdOf(gate, website, email);
    await gate.account(website, { id, email, status: 'approved' });
    const on = await visitor.get(waiting.path, { follow: false });
    expect(on.headers.location).toBe('/prijzen?lijst=A');
  });

  it('R4, case 4: where only the owner makes accounts there is no link, and the endpoint itself refuses', async () => {
    const website = await gate.publish({ policy: 'manual' });
    const visitor = gate.visitor(website);
    const form = await visitor.get('/_gate/sign-up');
    await gate.change(website, { policy: 'owner_only' });
    expect((await visitor.get('/_gate/sign-in')).body).not.toContain('/_gate/sign-up');
    expect((await visitor.get('/_gate/sign-up')).status).toBe(403);
    const email = 'toch@example.com';
    const sent = await visitor.submit(form, { email, firstName: 'A', lastName: 'B', password: goodPassword });
    expect(sent.status).toBe(403);
    expect(sent.text).toContain('worden door Groothandel Jansen zelf gemaakt');
    expect(await gate.mails(email)).toEqual([]);
    expect(
      await gate.database.kysely
        .selectFrom('visitor_request')
        .select('id')
        .where('email', '=', email)
        .execute(),
    ).toEqual([]);
  });

  it('R4, case 4: a sign-up that was under way when sign-up was switched off opens no application', async () => {
    const website = await gate.publish({ policy: 'manual' });
    const visitor = gate.visitor(website);
    const email = 'onderweg@example.com';
    await visitor.signUp({ email });
    const [mail] = await gate.mails(email);
    await gate.change(website, { policy: 'owner_only' });
    await visitor.submit(await visitor.get(mail?.link ?? ''));
    expect(await eventsOf(email)).toEqual([]);
  });

  it('R13: the link "Create user" shows only where the owner wants it; the page itself stays', async () => {
    const website = await gate.publish({ showCreateUser: true });
    const visitor = gate.visitor(website);
    expect((await visitor.get('/_gate/sign-in')).body).toContain('/_gate/sign-up');
    await gate.change(website, { showCreateUser: false });
    expect((await visitor.get('/_gate/sign-in')).body).not.toContain('/_gate/sign-up');
    expect((await visitor.get('/_gate/sign-up')).status).toBe(200);
  });

  it('R14: says what is wrong at each field and keeps everything that was typed but the password', async () => {
    const website = await gate.publish();
    const visitor = gate.visitor(website);
    const page = await visitor.get('/_gate/sign-up');
    const typed = {
      firstName: 'Sanne',
      lastName: '',
      email: 'geen adres',
      companyName: 'x'.repeat(201),
      town: 'Ede <b>',
      country: 'BE',
      password: 'welkom123456',
    };
    const again = await visitor.submit(page, typed);
    expect(again.status).toBe(422);
    for (const text of [
      'Achternaam : Vul dit in',
      'geen e-mailadres',
      'Dit is te lang',
      'te makkelijk te raden',
    ]) {
      expect(again.text).toContain(text);
    }
    const kept = formOf(again.body, '/_gate/sign-up').fields;
    expect(kept).toMatchObject({ ...typed, password: '' });
    expect(again.body).not.toContain('welkom123456');
    expect(again.body).toContain('<details open>');
    expect(kept.id).toBe(formOf(page.body, '/_gate/sign-up').fields.id);
  });

  it('case 28: a name with a line end, which could become a header, is refused at its field', async () => {
    const website = await gate.publish();
    const visitor = gate.visitor(website);
    const answer = await visitor.signUp({
      email: 'kop@example.com',
      firstName: 'Jan\r\nBcc: evil@example.com',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Hier staan tekens in die niet kunnen');
    expect(await gate.mails('kop@example.com')).toEqual([]);
  });

  it('case 16: a form that is sent twice is one application and one mail', async () => {
    const website = await gate.publish();
    const visitor = gate.visitor(website);
    const page = await visitor.get('/_gate/sign-up');
    const email = 'dubbel@example.com';
    const fields = { email, firstName: 'A', lastName: 'B', password: goodPassword };
    const answers = await Promise.all([1, 2, 3].map(() => visitor.submit(page, fields)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await gate.mails(email)).map(({ event }) => event)).toEqual(['verify_email']);
    await visitor.submit(page, fields);
    const mails = await gate.mails(email);
    expect(mails).toHaveLength(1);
    const link = await visitor.get(mails[0]?.link ?? '');
    await Promise.all([1, 2, 3].map(() => visitor.submit(link)));
    expect(await eventsOf(email)).toEqual(['registrationV1']);
    expect((await gate.mails(email)).map(({ event }) => event)).toEqual(['verify_email', 'pending']);
  });

  it('case 16: two sign-ups of one address, both proven, are one application', async () => {
    const website = await gate.publish();
    const email = 'tweemaal@example.com';
    const first = gate.visitor(website);
    const second = gate.visitor(website);
    await first.signUp({ email });
    await second.signUp({ email });
    const [one, other] = await gate.mails(email);
    await first.submit(await first.get(one?.link ?? ''));
    const late = await second.submit(await second.get(other?.link ?? ''));
    expect(late.text).toContain('Uw e-mailadres is bevestigd');
    expect(await eventsOf(email)).toEqual(['registrationV1', 'emailVerifiedV1']);
  });

  it('case 11: case and Unicode forms of an address are one address in sign-up, sign-in and reset', async () => {
    const website = await gate.publish();
    await registered(gate, website, 'Müller@Bücher.example');
    const variants = [
      'MÜLLER@BÜCHER.example',
      'mu\u0308ller@bu\u0308cher.example',
      'müller@xn--bcher-kva.example',
    ];
    for (const variant of variants) {
      const page = await gate.visitor(website).signIn(variant, goodPassword);
      expect(page.text).toContain('Uw aanvraag is ontvangen');
      await gate.visitor(website).signUp({ email: variant });
    }
    const mails = await gate.mails('Müller@Bücher.example');
    expect(mails.filter(({ event }) => event === 'already_registered')).toHaveLength(3);
  });

  it('case 12: a look-alike address is another address, and mail goes to the stored one', async () => {
    const website = await gate.publish();
    const email = 'jan@paypal.example';
    await registered(gate, website, email);
    const lookAlike = 'jan@p\u0430ypal.example'; // Cyrillic а
    const page = await gate.visitor(website).signIn(lookAlike, goodPassword);
    expect(page.text).toContain('horen niet bij elkaar');
    const visitor = gate.visitor(website);
    await visitor.submit(await visitor.get('/_gate/forgotten-password'), { email: lookAlike });
    expect(await gate.mails(lookAlike)).toEqual([]);
    await visitor.submit(await visitor.get('/_gate/forgotten-password'), { email: 'JAN@PAYPAL.EXAMPLE' });
    expect((await gate.mails(email)).at(-1)?.event).toBe('reset_password');
    expect(await gate.mails('JAN@PAYPAL.EXAMPLE')).toEqual([]);
  });

  it('case 20: an invitation that ran out does not keep anybody from signing up', async () => {
    const website = await gate.publish();
    const email = 'uitgenodigd@example.com';
    await gate.account(website, { email, status: 'approved' });
    const [invitation] = await gate.mails(email);
    gate.clock.move(30 * 86_400_000);
    const visitor = gate.visitor(website);
    const dead = await visitor.get(invitation?.link ?? '');
    expect(dead.status).toBe(410);
    expect(dead.text).toContain('verlopen');
    await visitor.signUp({ email });
    const mail = (await gate.mails(email)).at(-1);
    expect(mail?.event).toBe('verify_email');
    const done = await visitor.submit(await visitor.get(mail?.link ?? ''), {}, { follow: false });
    const on = await visitor.get(done.headers.location ?? '', { follow: false });
    expect(on.headers.location).toBe('/'); // the account that staff made lets in at once
    expect(await eventsOf(email)).toEqual(['emailVerifiedV1']);
  });

  it('R14: whoever signed up somebody else’s address gets no sign-in when the owner of it follows the link', async () => {
    const website = await gate.publish();
    const email = 'slachtoffer@example.com';
    await gate.visitor(website).signUp({ email, password: 'gekozen door een vreemde' });
    const [mail] = await gate.mails(email);
    const owner = gate.visitor(website);
    const page = await owner.get(mail?.link ?? '');
    expect(page.text).toContain('Vul het wachtwoord in dat u bij uw aanvraag koos');
    const refused = await owner.submit(page, { password: 'iets anders dan dat' });
    expect(refused.status).toBe(422);
    expect((await owner.submit(page, {})).status).toBe(422);
    expect(await eventsOf(email)).toEqual([]);
    expect(
      await gate.database.kysely.selectFrom('login').select('id').where('email', '=', email).execute(),
    ).toEqual([]);
  });

  it('case 22: another browser proves the address with the password; a wrong one burns nothing', async () => {
    const website = await gate.publish();
    const email = 'telefoon@example.com';
    await gate.visitor(website).signUp({ email });
    const [mail] = await gate.mails(email);
    const phone = gate.visitor(website);
    const page = await phone.get(mail?.link ?? '');
    await phone.submit(page, { password: 'niet dit wachtwoord' });
    const done = await phone.submit(page, { password: goodPassword });
    expect(done.text).toContain('Uw aanvraag is ontvangen');
  });

  const detailsOf = (email: string) =>
    JSON.stringify({
      companyName: '',
      firstName: 'A',
      lastName: 'B',
      email,
      phone: '',
      street: '',
      postcode: '',
      town: '',
      country: '',
      registrationNo: '',
      vatNo: '',
      language: 'nl',
    });
  /** Puts down a sign-up as the page does, and nothing else. */
  async function putDown(email: string, values: { data: string; attempts?: number }): Promise<string> {
    const website = await gate.publish();
    const id = newId();
    const now = gate.clock.now();
    await gate.database.kysely
      .insertInto('visitor_request')
      .values({
        id,
        kind: 'sign_up',
        company_id: website.companyId,
        website_id: website.id,
        email,
        email_canonical: email,
        language: 'nl',
        password_hash: 'x',
        created_at: now,
        next_attempt_at: now,
        done_at: null,
        ...values,
      })
      .execute();
    return id;
  }

  it('I4: a request that keeps failing is kept, logged, and tried again each day', async () => {
    const email = 'mislukt@example.com';
    const id = await putDown(email, { data: '{}', attempts: 23 });
    expect(await gate.mails(email)).toEqual([]);
    const kept = await gate.database.kysely
      .selectFrom('visitor_request')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const tomorrow = new Date(gate.clock.now().getTime() + 86_400_000);
    expect(kept).toMatchObject({
      attempts: 24,
      done_at: null,
      password_hash: 'x',
      next_attempt_at: tomorrow,
    });
    expect(gate.logged.some((line) => line.includes(id) && line.includes('once a day'))).toBe(true);
    await gate.database.kysely
      .updateTable('visitor_request')
      .set({ data: detailsOf(email), next_attempt_at: gate.clock.now() })
      .where('id', '=', id)
      .execute();
    expect((await gate.mails(email)).map(({ event }) => event)).toEqual(['verify_email']);
  });

  it('R16: the worker rests while another process has all that is due', async () => {
    const email = 'bezet@example.com';
    await gate.database.kysely.transaction().execute(async (trx) => {
      const put = await putDown(email, { data: detailsOf(email) });
      await trx.selectFrom('visitor_request').select('id').where('id', '=', put).forUpdate().execute();
      expect(await ownTime(() => gate.running.settle())).toBeLessThan(3000);
    });
    expect((await gate.mails(email)).map(({ event }) => event)).toEqual(['verify_email']);
  });

  it('I4: what a visitor was told is received is seen to after a restart', async () => {
    const email = 'herstart@example.com';
    const id = await putDown(email, { data: detailsOf(email) });
    expect((await gate.mails(email)).map(({ event }) => event)).toEqual(['verify_email']);
    const row = await gate.database.kysely
      .selectFrom('visitor_request')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ data: null, password_hash: null });
    expect(row.done_at).not.toBeNull();
  });
});
