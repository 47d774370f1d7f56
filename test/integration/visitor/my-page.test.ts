import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountIdOf, approved, registered, startTestGate, type TestGate } from '../../support/gate.ts';
import { formOf, goodPassword } from '../../support/visitor.ts';

const detailsPath = '/_gate/my-page/details';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

describe('My page', () => {
  it('R14: shows the website, how one stands with it and the customer number', async () => {
    const website = await gate.publish({ name: 'Partnerportaal' });
    const { visitor } = await approved(gate, website, 'mijn@example.com', { contactNumber: '10342' });
    const page = await visitor.get('/_gate/my-page');
    for (const text of ['Partnerportaal', 'U hebt toegang', '10342', 'mijn@example.com', 'Sanne Bakker'])
      expect(page.text).toContain(text);
  });

  it('R9, R14: a change is kept and told to the office once; saving without one tells nobody', async () => {
    const website = await gate.publish();
    const email = 'wijzig@example.com';
    const visitor = await registered(gate, website, email, { companyName: 'Oud BV' });
    const page = await visitor.get(detailsPath);
    expect(formOf(page.body, detailsPath).fields).toMatchObject({ firstName: 'Sanne', lastName: 'Bakker' });
    const same = await visitor.submit(page, {}, { action: detailsPath });
    expect(same.text).toContain('Er was niets gewijzigd');
    const evil = { companyName: 'Nieuw BV', phone: '0612345678', email: 'evil@example.com' };
    const saved = await visitor.submit(page, evil, { action: detailsPath });
    expect(saved.text).toContain('doorgegeven aan Groothandel Jansen');
    await visitor.submit(page, { companyName: 'Nieuw BV', phone: '0612345678' }, { action: detailsPath });
    const changes = (await gate.events()).filter(({ type }) => type === 'detailsChangedV1');
    expect(changes).toHaveLength(1);
    expect(changes[0]?.data).toMatchObject({
      email,
      data: { companyName: 'Nieuw BV', phone: '0612345678', email, lastName: 'Bakker' },
    });
    expect(formOf((await visitor.get(detailsPath)).body, detailsPath).fields.companyName).toBe('Nieuw BV');
  });

  it('R9: answers to the website’s own questions are shown and changeable, and asked again where one is missing', async () => {
    const label = { nl: 'Branche', en: 'Trade', de: 'Branche', no: 'Bransje' };
    const noWords = { nl: '', en: '', de: '', no: '' };
    const own = {
      key: 'branche',
      kind: 'text' as const,
      label,
      hint: noWords,
      required: true,
      options: [],
      link: '',
    };
    const website = await gate.publish();
    await gate.change(website, { signUpForm: { ...website.settings.signUpForm, extra: [own] } });
    const email = 'antwoord@example.com';
    const visitor = await registered(gate, website, email, { 'own-branche': 'Bouw' });
    const page = await visitor.get(detailsPath);
    const [name = ''] =
      Object.entries(formOf(page.body, detailsPath).fields).find(([, value]) => value === 'Bouw') ?? [];
    expect(name).not.toBe('');
    expect((await visitor.submit(page, { [name]: '' }, { action: detailsPath })).status).toBe(422);
    await visitor.submit(page, { [name]: 'Installatie' }, { action: detailsPath });
    const change = (await gate.events()).filter(({ type }) => type === 'detailsChangedV1').at(-1);
    expect(change?.data).toMatchObject({
      email,
      data: { answers: [{ key: 'branche', label: 'Branche', value: 'Installatie' }] },
    });
  });

  it('case 2: answers given to one website’s questions do not appear on another’s', async () => {
    const companyId = crypto.randomUUID();
    const noWords = { nl: '', en: '', de: '', no: '' };
    const own = (label: string) => ({
      key: 'vraag',
      kind: 'text' as const,
      label: { nl: label, en: label, de: label, no: label },
      hint: noWords,
      required: false,
      options: [],
      link: '',
    });
    const first = await gate.publish({}, companyId);
    const second = await gate.publish({}, companyId);
    for (const [site, label] of [
      [first, 'Hobby'],
      [second, 'Kenteken'],
    ] as const)
      await gate.change(site, { signUpForm: { ...site.settings.signUpForm, extra: [own(label)] } });
    const email = 'twee@example.com';
    const visitor = await registered(gate, first, email);
    const page = await visitor.get(detailsPath);
    const name =
      Object.keys(formOf(page.body, detailsPath).fields).find((field) => field.includes('vraag')) ?? '';
    await visitor.submit(page, { [name]: 'Schaken' }, { action: detailsPath });
    const elsewhere = gate.visitor(second);
    await elsewhere.signIn(email, goodPassword);
    const there = await elsewhere.get(detailsPath);
    expect(formOf(there.body, detailsPath).fields).toMatchObject({ firstName: 'Sanne', [name]: '' });
  });

  it('R14: names the field that is wrong and keeps the rest', async () => {
    const website = await gate.publish();
    const visitor = await registered(gate, website, 'fout-veld@example.com');
    const page = await visitor.get(detailsPath);
    const again = await visitor.submit(page, { lastName: '', town: 'Ede' }, { action: detailsPath });
    expect(again.status).toBe(422);
    expect(again.text).toContain('Achternaam : Vul dit in');
    expect(formOf(again.body, detailsPath).fields.town).toBe('Ede');
  });

  it('R18, case 25: the language that a person chooses stays with the person, on other browsers too', async () => {
    const website = await gate.publish();
    const email = 'taal@example.com';
    const { visitor } = await approved(gate, website, email);
    const page = await visitor.get(detailsPath);
    const english = await visitor.submit(page, { language: 'en' }, { action: '/_gate/language' });
    await gate.running.settle();
    expect(english.path).toBe(detailsPath);
    expect((await visitor.get('/_gate/my-page')).text).toContain('You have access');
    const elsewhere = gate.visitor(website);
    await elsewhere.signIn(email, goodPassword);
    expect((await elsewhere.get('/_gate/my-page')).text).toContain('You have access');
    await elsewhere.submit(await elsewhere.get('/_gate/forgotten-password'), { email });
    expect((await gate.mails(email)).at(-1)).toMatchObject({ event: 'reset_password', language: 'en' });
  });

  it('I8: lists the websites of the company where the address has an account, and of no other company', async () => {
    const companyId = crypto.randomUUID();
    const email = 'overal@example.com';
    const names = ['Webshop', 'Partnerweb', 'Techniekportaal'];
    const [shop, partner, third] = await Promise.all(names.map((name) => gate.publish({ name }, companyId)));
    const stranger = await gate.publish({ name: 'Concurrent' });
    if (shop === undefined || partner === undefined || third === undefined) throw new Error('not published');
    const { visitor } = await approved(gate, shop, email);
    await gate.account(partner, { email, status: 'blocked' });
    await gate.account(stranger, { email, status: 'approved' });
    const { text, body } = await visitor.get('/_gate/my-page');
    expect(text).toMatch(/Webshop.*U hebt toegang.*Partnerweb.*Geblokkeerd/);
    expect(body).toContain(`href="${partner.settings.publicUrl}"`);
    expect(text).not.toContain('Techniekportaal');
    expect(text).not.toContain('Concurrent');
  });

  it('case 1: somebody who waits for approval has My page, and nothing more', async () => {
    const website = await gate.publish();
    const visitor = await registered(gate, website, 'wacht@example.com');
    for (const part of ['', '/details', '/devices', '/privacy', '/delete']) {
      const page = await visitor.get(`/_gate/my-page${part}`, { follow: false });
      expect([part, page.status]).toEqual([part, 200]);
    }
    expect((await visitor.get('/_gate/my-page')).text).toContain('Wacht op goedkeuring');
    expect(await accountIdOf(gate, website, 'wacht@example.com')).toBeTruthy();
  });

  it('R14: whoever is not signed in sees none of it', async () => {
    const website = await gate.publish();
    const stranger = gate.visitor(website);
    for (const part of ['', '/details', '/devices', '/privacy', '/delete', '/download']) {
      const page = await stranger.get(`/_gate/my-page${part}`, { follow: false });
      expect([part, page.status]).toEqual([part, 303]);
      expect(page.headers.location).toContain('/_gate/sign-in');
    }
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
