import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approved, registered, startTestGate, type TestGate } from '../../support/gate.ts';
import { formOf, goodPassword, type Visitor, type VisitorPage } from '../../support/visitor.ts';

const privacy = '/_gate/my-page/privacy';
const deletion = '/_gate/my-page/delete';
const download = '/_gate/my-page/download';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

const eventsOf = async (email: string, type: string) =>
  (await gate.events()).filter((event) => event.type === type && event.data.email === email);

async function fetchData(visitor: Visitor): Promise<{ page: VisitorPage; data: Record<string, unknown> }> {
  const page = await visitor.submit(await visitor.get(privacy), {}, { action: download });
  return { page, data: JSON.parse(page.body) };
}

describe('one’s own data', () => {
  it('case 37: the download holds all of one person, as a file', async () => {
    const companyId = crypto.randomUUID();
    const shop = await gate.publish({ name: 'Webshop' }, companyId);
    const partner = await gate.publish({ name: 'Partnerweb' }, companyId);
    const email = 'alles@example.com';
    const { visitor } = await approved(gate, shop, email, { contactNumber: '10342', priceGroup: 'B' });
    await gate.account(partner, { email, status: 'declined', reason: 'Geen vestiging in Nederland' });
    const { page, data } = await fetchData(visitor);
    expect(page.headers['content-type']).toContain('application/json');
    expect(page.headers['content-disposition']).toMatch(/^attachment; filename="my-data-[\d-]+\.json"$/);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(data).toMatchObject({
      company: 'Groothandel Jansen',
      signIn: { emailAddress: email, hasPassword: true, secondStepAtSignIn: false },
      accounts: expect.arrayContaining([
        expect.objectContaining({
          website: 'Webshop',
          status: 'approved',
          toldToTheWebsite: expect.objectContaining({ customerNumber: '10342', priceGroup: 'B' }),
          detailsYouGave: expect.objectContaining({ firstName: 'Sanne', lastName: 'Bakker' }),
        }),
        expect.objectContaining({
          website: 'Partnerweb',
          status: 'declined',
          reason: 'Geen vestiging in Nederland',
        }),
      ]),
      signedInOn: [{ website: 'Webshop', thisOne: true, networkAddress: '127.0.0.1' }],
      passkeys: [],
      mails: expect.arrayContaining([expect.objectContaining({ website: 'Webshop', to: email })]),
    });
    expect(await eventsOf(email, 'securityV1')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ data: expect.objectContaining({ event: 'data_downloaded' }) }),
      ]),
    );
  });

  it('case 37, case 11: the download holds mails to every spelling of the address, as staff typed it', async () => {
    const website = await gate.publish();
    const { visitor, account } = await approved(gate, website, 'spelling@example.com');
    await gate.account(website, {
      ...account,
      email: 'Spelling@Example.com',
      status: 'blocked',
    });
    await gate.account(website, { ...account, email: 'Spelling@Example.com', status: 'approved' });
    await visitor.signIn('spelling@example.com', goodPassword);
    const { data } = await fetchData(visitor);
    const { mails } = data as { mails: { about: string; to: string }[] };
    expect(mails).toContainEqual(expect.objectContaining({ about: 'blocked', to: 'Spelling@Example.com' }));
  });

  it('case 37: the download holds what the office has not fetched yet, and of nobody else', async () => {
    const website = await gate.publish({ name: 'Webshop' });
    const { visitor } = await approved(gate, website, 'nieuws@example.com');
    await approved(gate, website, 'buurman@example.com');
    const { data } = await fetchData(visitor);
    const { onItsWayToTheCompany: news } = data as { onItsWayToTheCompany: { what: string }[] };
    expect(news.map(({ what }) => what)).toEqual(expect.arrayContaining(['registrationV1', 'signed_in']));
    expect(news).toContainEqual(expect.objectContaining({ website: 'Webshop', network: '127.0.0.0/24' }));
    const known = await eventsOf('nieuws@example.com', 'securityV1');
    expect(news.filter(({ what }) => !what.endsWith('V1'))).toHaveLength(known.length - 1);
  });

  it('GATE: the download holds no password, token, key or code, and nothing of anybody else', async () => {
    const website = await gate.publish();
    const { visitor } = await approved(gate, website, 'geheim@example.com');
    await approved(gate, website, 'ander@example.com');
    const login = await gate.database.kysely
      .selectFrom('login')
      .selectAll()
      .where('email', '=', 'geheim@example.com')
      .executeTakeFirstOrThrow();
    await gate.database.kysely
      .updateTable('login')
      .set({ totp_secret: Buffer.from('een geheime sleutel!') })
      .where('id', '=', login.id)
      .execute();
    const { page } = await fetchData(visitor);
    const secrets = [
      login.password_hash ?? '',
      visitor.cookies.get('gate') ?? '',
      Buffer.from('een geheime sleutel!').toString('hex'),
      'token=',
      'token_hash',
      'totp',
      'ander@example.com',
      '$argon2',
    ];
    for (const secret of secrets) {
      expect(secret).not.toBe('');
      expect(page.body).not.toContain(secret);
    }
  });

  it('R14: the download needs a post with this browser’s own token', async () => {
    const website = await gate.publish();
    const { visitor } = await approved(gate, website, 'post@example.com');
    expect((await visitor.get(download)).path).toBe(privacy);
    const foreign = await visitor.post(download, { form: 'x' });
    expect([foreign.status, foreign.headers['content-disposition']]).toEqual([403, undefined]);
  });
});

describe('request to be deleted', () => {
  it('GATE: after a while who is there is proven once more before data go out or deletion is asked for', async () => {
    const website = await gate.publish();
    const email = 'open-scherm@example.com';
    const { visitor } = await approved(gate, website, email);
    gate.clock.move(11 * 60_000);
    const asked = await visitor.submit(await visitor.get(privacy), {}, { action: download });
    expect(asked.path).toContain('/_gate/prove');
    expect((await visitor.get(deletion)).path).toContain('/_gate/prove');
    const form = formOf(asked.body);
    expect(form.fields).toHaveProperty('password');
    const proven = await visitor.post(asked.path, { ...form.fields, password: goodPassword });
    expect(proven.path).toBe(privacy);
    expect((await fetchData(visitor)).page.headers['content-disposition']).toContain('attachment');
    expect((await visitor.get(deletion)).status).toBe(200);
  });

  it('R14, case 37: says what happens, asks once, mails, tells the office for each website, and can be taken back', async () => {
    const companyId = crypto.randomUUID();
    const shop = await gate.publish({ name: 'Webshop' }, companyId);
    const partner = await gate.publish({ name: 'Partnerweb' }, companyId);
    const email = 'verwijder@example.com';
    const { visitor, account } = await approved(gate, shop, email);
    const other = await gate.account(partner, { email, status: 'approved' });
    const page = await visitor.get(deletion);
    expect(page.text).toContain('Groothandel Jansen krijgt uw verzoek en beslist erover');
    expect(page.text).toMatch(/(Webshop en Partnerweb|Partnerweb en Webshop)/);
    const asked = await visitor.submit(page, {}, { action: deletion });
    expect(asked.text).toContain('Uw verzoek is doorgegeven');
    await visitor.submit(page, {}, { action: deletion });
    const requests = await eventsOf(email, 'deletionV1');
    expect(requests.map(({ data }) => [data.accountId, data.withdrawn]).sort()).toEqual(
      [
        [account.id, false],
        [other.id, false],
      ].sort(),
    );
    expect(requests[0]?.data.data).toMatchObject({ firstName: expect.any(String), email });
    const mails = (await gate.mails(email)).filter(({ event }) => event === 'deletion_asked');
    expect(mails.map(({ link }) => link)).toEqual(['/_gate/my-page']);
    expect((await visitor.get('/_gate/my-page')).text).toContain('gevraagd uw account te verwijderen');
    expect((await visitor.get(deletion)).path).toBe(privacy);

    const back = await visitor.submit(await visitor.get(privacy), {}, { action: privacy });
    expect(back.text).toContain('Uw verzoek is teruggenomen');
    await visitor.submit(await visitor.get(privacy), {}, { action: download });
    const withdrawn = (await eventsOf(email, 'deletionV1')).filter(({ data }) => data.withdrawn === true);
    expect(withdrawn).toHaveLength(2);
    expect((await visitor.get('/_gate/my-page')).text).not.toContain('gevraagd uw account te verwijderen');
    const told = (await eventsOf(email, 'securityV1')).map(({ data }) => data.event);
    expect(told.filter((event) => String(event).startsWith('deletion'))).toEqual([
      'deletion_asked',
      'deletion_withdrawn',
    ]);
  });

  it('R14: nothing is asked for by looking, nor without this browser’s own token', async () => {
    const website = await gate.publish();
    const email = 'kijk@example.com';
    const visitor = await registered(gate, website, email);
    await visitor.get(deletion);
    expect((await visitor.post(deletion, { form: 'x' })).status).toBe(403);
    expect(await eventsOf(email, 'deletionV1')).toEqual([]);
  });

  it('case 1: somebody who waits for approval may ask too', async () => {
    const website = await gate.publish();
    const email = 'wacht-weg@example.com';
    const visitor = await registered(gate, website, email);
    await visitor.submit(await visitor.get(deletion), {}, { action: deletion });
    expect(await eventsOf(email, 'deletionV1')).toHaveLength(1);
  });

  it('R14: whoever has no account anywhere is deleted at once, and is told so first', async () => {
    const website = await gate.publish();
    const email = 'zonder@example.com';
    const { visitor } = await approved(gate, website, email);
    // Ended by staff while the sign-in was kept by another account, which then ended too.
    await gate.database.kysely
      .updateTable('account')
      .set({ status: 'ended' })
      .where('email_canonical', '=', email)
      .execute();
    const page = await visitor.get(deletion);
    expect(page.text).toContain('meteen verwijderd');
    const done = await visitor.submit(page, {}, { action: deletion });
    expect(done.path).toContain('/_gate/sign-in');
    expect(done.text).toContain('is verwijderd');
    const left = await gate.database.kysely
      .selectFrom('login')
      .select('id')
      .where('email', '=', email)
      .execute();
    expect(left).toEqual([]);
    const again = await gate.visitor(website).signIn(email, goodPassword);
    expect(again.text).toContain('horen niet bij elkaar');
    expect(await eventsOf(email, 'deletionV1')).toEqual([]);
  });
});
