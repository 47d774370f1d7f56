import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approved, registered, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { formOf, goodPassword } from '../support/visitor.ts';

let gate: TestGate;
let website: TestWebsite;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish();
  await approved(gate, website, 'formulier@example.com');
});
afterAll(() => gate.stop());

const credentials = { email: 'formulier@example.com', password: goodPassword };

describe('forms', () => {
  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a sister host', { origin: 'http://evil.localhost', 'sec-fetch-site': 'same-site' }],
  ])('S10, R14: a form that comes from %s signs nobody in (login CSRF)', async (_from, headers) => {
    const visitor = gate.visitor(website);
    const page = await visitor.get('/_gate/sign-in');
    const answer = await visitor.submit(page, credentials, { headers });
    expect(answer.status).toBe(403);
    expect(visitor.cookies.has('gate')).toBe(false);
  });

  it('S10, R14: a form without this browser’s token is shown again as it was typed, but for the password', async () => {
    const visitor = gate.visitor(website);
    await visitor.get('/_gate/sign-in');
    const stranger = formOf((await gate.visitor(website).get('/_gate/sign-in')).body).fields.form ?? '';
    for (const form of [{}, { form: '' }, { form: stranger }]) {
      const answer = await visitor.post('/_gate/sign-in', { ...credentials, ...form });
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('stond te lang open');
      expect(formOf(answer.body).fields).toMatchObject({ email: credentials.email, password: '' });
      expect(visitor.cookies.has('gate')).toBe(false);
      const again = await visitor.submit(answer, credentials, { follow: false });
      expect(again.status).toBe(303);
      visitor.cookies.delete('gate');
    }
  });

  it('R14: no page changes anything by GET', async () => {
    const visitor = await registered(gate, website, 'lezen@example.com');
    const count = async (): Promise<number> => (await gate.events()).length;
    const before = await count();
    for (const path of [
      'sign-out',
      'language',
      'resend',
      'my-page',
      'my-page/details',
      'my-page/devices',
      'my-page/privacy',
      'my-page/delete',
      'my-page/download',
      'request-access',
      'change-password',
      'verify',
    ]) {
      await visitor.get(`/_gate/${path}?companyName=x&language=en&email=lezen@example.com`);
    }
    expect(await count()).toBe(before);
    expect((await visitor.get('/_gate/my-page')).status).toBe(200);
    expect(await gate.mails('lezen@example.com')).toHaveLength(2);
  });

  it('S10, R14: a visitor’s form can’t act with another visitor’s session', async () => {
    const one = await registered(gate, website, 'een@example.com');
    const other = await registered(gate, website, 'twee@example.com');
    const details = '/_gate/my-page/details';
    const page = await one.get(details);
    const answer = await other.post(details, {
      ...formOf(page.body, details).fields,
      lastName: 'Overgenomen',
    });
    expect(answer.status).toBe(403);
    expect((await other.get('/_gate/my-page')).body).not.toContain('Overgenomen');
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/_gate/sign-out',
  ])('S9, R14: a return address of %j leads to the start page', async (wish) => {
    const visitor = gate.visitor(website);
    const page = await visitor.get(`/_gate/sign-in?return=${encodeURIComponent(wish)}`);
    const answer = await visitor.submit(page, credentials, { follow: false });
    expect(answer.headers.location).toBe('/');
    const typed = await gate.visitor(website).get('/_gate/sign-in');
    const visitorTwo = gate.visitor(website);
    await visitorTwo.get('/_gate/sign-in');
    expect(formOf(typed.body).fields.return).toBe('/');
    const forged = await visitor.submit(page, { ...credentials, return: wish }, { follow: false });
    expect(forged.headers.location).toBe('/');
  });
});
