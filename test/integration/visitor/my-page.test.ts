import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approved, registered, startTestGate, type TestGate } from '../../support/gate.ts';
import { formOf } from '../../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

describe('My page', () => {
  it('R14: shows the website, how one stands with it, the customer number and the own details', async () => {
    const website = await gate.publish({ name: 'Partnerportaal' });
    const { visitor } = await approved(gate, website, 'mijn@example.com', { contactNumber: '10342' });
    const page = await visitor.get('/_gate/my-page');
    for (const text of ['Partnerportaal', 'U hebt toegang', '10342']) expect(page.text).toContain(text);
    expect(formOf(page.body, '/_gate/my-page').fields).toMatchObject({
      firstName: 'Sanne',
      lastName: 'Bakker',
      email: 'mijn@example.com',
    });
  });

  it('R9, R14: a change is kept and told to the office once; saving without one tells nobody', async () => {
    const website = await gate.publish();
    const email = 'wijzig@example.com';
    const visitor = await registered(gate, website, email, { companyName: 'Oud BV' });
    const page = await visitor.get('/_gate/my-page');
    const same = await visitor.submit(page);
    expect(same.text).toContain('Er was niets gewijzigd');
    const saved = await visitor.submit(page, {
      companyName: 'Nieuw BV',
      phone: '0612345678',
      email: 'evil@example.com',
    });
    expect(saved.text).toContain('doorgegeven aan Groothandel Jansen');
    await visitor.submit(page, { companyName: 'Nieuw BV', phone: '0612345678' });
    const changes = (await gate.events()).filter(({ type }) => type === 'detailsChangedV1');
    expect(changes).toHaveLength(1);
    expect(changes[0]?.data).toMatchObject({
      email,
      data: { companyName: 'Nieuw BV', phone: '0612345678', email, lastName: 'Bakker' },
    });
    expect(formOf((await visitor.get('/_gate/my-page')).body, '/_gate/my-page').fields.companyName).toBe(
      'Nieuw BV',
    );
  });

  it('R14: names the field that is wrong and keeps the rest', async () => {
    const website = await gate.publish();
    const visitor = await registered(gate, website, 'fout-veld@example.com');
    const page = await visitor.get('/_gate/my-page');
    const again = await visitor.submit(page, { lastName: '', town: 'Ede' });
    expect(again.status).toBe(422);
    expect(again.text).toContain('Achternaam : Vul dit in');
    expect(formOf(again.body, '/_gate/my-page').fields.town).toBe('Ede');
  });

  it('R18, case 25: the language that a person chooses stays with the person, on other browsers too', async () => {
    const website = await gate.publish();
    const email = 'taal@example.com';
    const { visitor } = await approved(gate, website, email);
    const page = await visitor.get('/_gate/my-page');
    const english = await visitor.submit(page, {}, { action: '/_gate/language' });
    await gate.running.settle();
    expect(english.path).toBe('/_gate/my-page');
    expect((await visitor.get('/_gate/my-page')).text).toContain('You have access');
    const elsewhere = gate.visitor(website);
    await elsewhere.signIn(email, 'kachel lamp fiets zee');
    expect((await elsewhere.get('/_gate/my-page')).text).toContain('You have access');
    await elsewhere.submit(await elsewhere.get('/_gate/forgotten-password'), { email });
    expect((await gate.mails(email)).at(-1)).toMatchObject({ event: 'reset_password', language: 'en' });
  });

  it('R14: the page behind a refusal says why in words, in the look of the visitor pages', async () => {
    const website = await gate.publish();
    const visitor = await registered(gate, website, 'geweerd@example.com');
    const page = await visitor.get('/_gate/no-access');
    expect(page.status).toBe(403);
    expect(page.text).toContain('Uw aanvraag is ontvangen');
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });
});
