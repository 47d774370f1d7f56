import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../src/passwords/password-hash.ts';
import { approved, registered, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { ownAnswers, ownForm } from '../../support/own-form.ts';
import { formOf, goodPassword } from '../../support/visitor.ts';

const typed = {
  firstName: 'Sanne',
  lastName: 'Bakker',
  ...ownAnswers,
  town: 'Ede',
  'own-omzet': '2',
  'own-nieuws': 'yes',
};

describe('a sign-up that is refused for now', () => {
  let gate: TestGate;
  let website: TestWebsite;
  beforeAll(async () => {
    gate = await startTestGate({ limits: { mailAddress: { points: 1, duration: 900 } } });
    website = await gate.publish({ signUpForm: ownForm });
  });
  afterAll(() => gate.stop());

  it('R14: comes back as it was typed where an address was sent too much', async () => {
    const visitor = gate.visitor(website);
    const email = 'veel@example.com';
    expect((await visitor.signUp({ ...typed, email })).status).toBe(200);
    const slowed = await visitor.signUp({ ...typed, email });
    expect(slowed.status).toBe(429);
    expect(formOf(slowed.body, '/_gate/sign-up').fields).toMatchObject({ ...typed, email, password: '' });
  });

  it('R14: comes back as it was typed while the gate is busy', async () => {
    const visitor = gate.visitor(website);
    const page = await visitor.get('/_gate/sign-up');
    const others = Promise.allSettled(Array.from({ length: 60 }, () => hashPassword(goodPassword)));
    const busy = await visitor.submit(page, { ...typed, email: 'druk@example.com', password: goodPassword });
    await others;
    expect(busy.status).toBe(503);
    expect(busy.text).toContain('erg druk');
    expect(formOf(busy.body, '/_gate/sign-up').fields).toMatchObject({ ...typed, password: '' });
  });
});

describe('the own form of somebody who is signed in', () => {
  let gate: TestGate;
  let website: TestWebsite;
  beforeAll(async () => {
    gate = await startTestGate();
    website = await gate.publish({ signUpForm: ownForm });
  });
  afterAll(() => gate.stop());
  const detailsOf = async (email: string) => {
    const events = (await gate.events()).filter(
      ({ type, data }) => data.email === email && type !== 'securityV1',
    );
    return events.map(({ type, data }) => ({ type, data: data.data }));
  };

  it('case 3: request access asks the website’s own questions; nothing is agreed to by what was said elsewhere', async () => {
    const email = 'elders@example.com';
    await registered(gate, website, email, typed);
    const other = await gate.publish({ signUpForm: ownForm }, website.companyId);
    const there = gate.visitor(other);
    await there.signIn(email, goodPassword);
    const form = await there.get('/_gate/request-access');
    const fields = formOf(form.body, '/_gate/request-access').fields;
    expect(fields).toMatchObject({
      firstName: 'Sanne',
      companyName: 'Bakker Techniek',
      town: 'Ede',
      'own-omzet': '',
    });
    for (const name of ['own-voorwaarden', 'own-nieuws', 'own-branche'])
      expect(fields).not.toHaveProperty(name);
    const again = await there.submit(form, { 'own-branche': 'horeca' }, { action: '/_gate/request-access' });
    expect(again.status).toBe(422);
    expect(again.text).toContain('Vink dit aan als u akkoord gaat');
    expect(formOf(again.body, '/_gate/request-access').fields).toMatchObject({ 'own-branche': 'horeca' });
    await there.submit(again, { 'own-voorwaarden': 'yes' }, { action: '/_gate/request-access' });
    const told = (await detailsOf(email)).at(-1);
    expect(told?.type).toBe('registrationV1');
    expect(told?.data).toMatchObject({
      answers: expect.arrayContaining([expect.objectContaining({ key: 'branche', value: 'horeca' })]),
    });
  });

  it('R9, R14: My page shows the answers; another one is a change, the same ones are none', async () => {
    const email = 'wijzigt@example.com';
    const visitor = await registered(gate, website, email, typed);
    const page = await visitor.get('/_gate/my-page/details');
    const { fields } = formOf(page.body, '/_gate/my-page/details');
    expect(fields).toMatchObject({ ...ownAnswers, town: 'Ede', 'own-omzet': '2', 'own-nieuws': 'yes' });
    await visitor.submit(page, {}, { action: '/_gate/my-page/details' });
    expect(await detailsOf(email)).toHaveLength(1);
    await visitor.submit(page, { 'own-branche': 'horeca' }, { action: '/_gate/my-page/details' });
    const told = await detailsOf(email);
    expect(told.map(({ type }) => type)).toEqual(['registrationV1', 'detailsChangedV1']);
    expect(told.at(-1)?.data).toMatchObject({
      answers: expect.arrayContaining([expect.objectContaining({ key: 'branche', value: 'horeca' })]),
    });
  });

  it('R14: who agreed to older terms is asked again; what is not asked any more stays as it was told', async () => {
    const site = await gate.publish({ signUpForm: ownForm });
    const email = 'ouder@example.com';
    const { visitor } = await approved(gate, site, email, {}, typed);
    const extra = ownForm.extra
      .filter(({ key }) => key !== 'branche')
      .map((field) => (field.kind === 'consent' ? { ...field, link: '/voorwaarden-2' } : field));
    await gate.change(site, { signUpForm: { standard: { ...ownForm.standard, town: 'hidden' }, extra } });
    const page = await visitor.get('/_gate/my-page/details');
    expect(formOf(page.body, '/_gate/my-page/details').fields).not.toHaveProperty('own-voorwaarden');
    const refused = await visitor.submit(page, { firstName: 'Sanna' }, { action: '/_gate/my-page/details' });
    expect(refused.status).toBe(422);
    await visitor.submit(refused, { 'own-voorwaarden': 'yes' }, { action: '/_gate/my-page/details' });
    const told = (await detailsOf(email)).at(-1)?.data;
    expect(told).toMatchObject({ firstName: 'Sanna', town: 'Ede' });
    expect(told).toMatchObject({
      answers: expect.arrayContaining([
        expect.objectContaining({ key: 'branche', value: 'bouw' }),
        expect.objectContaining({ key: 'voorwaarden', value: 'yes', link: '/voorwaarden-2' }),
      ]),
    });
  });

  it('R14: an answer that did not change stays in the words in which it was asked', async () => {
    const email = 'talen@example.com';
    const visitor = await registered(gate, website, email, typed);
    const headers = { 'accept-language': 'en' };
    await visitor.get('/_gate/my-page/details?lang=en', { headers });
    const page = await visitor.get('/_gate/my-page/details', { headers });
    await visitor.submit(page, { firstName: 'Sanna' }, { action: '/_gate/my-page/details', headers });
    const told = (await detailsOf(email)).at(-1)?.data;
    expect(told).toMatchObject({
      firstName: 'Sanna',
      answers: expect.arrayContaining([
        expect.objectContaining({ key: 'voorwaarden', label: 'Ik ga akkoord met de voorwaarden' }),
      ]),
    });
  });
});
