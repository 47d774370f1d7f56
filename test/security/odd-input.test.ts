import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGate, type TestGate } from '../support/gate.ts';
import { goodPassword } from '../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

describe('forms', () => {
  it.each(['a\u0000b', 'a\u0000b@example.com', '\ud800', '\uffff@x', "'; --"])(
    'S6, I7: an address that is none (%j) is answered like any wrong one',
    async (email) => {
      const website = await gate.publish();
      const page = await gate.visitor(website).signIn(email, goodPassword);
      expect(page.status).toBe(422);
      expect(page.text).toContain('horen niet bij elkaar');
    },
  );

  it('I4, case 16: a form that is sent again with another address is another request', async () => {
    const website = await gate.publish();
    const visitor = gate.visitor(website);
    const form = await visitor.get('/_gate/sign-up');
    const fields = { firstName: 'A', lastName: 'B', password: goodPassword };
    for (const email of ['typfuot@example.com', 'typfout@example.com']) {
      const page = await visitor.submit(form, { ...fields, email }, { action: '/_gate/sign-up' });
      expect(page.status).toBe(200);
    }
    const mails = await gate.mails('typfout@example.com');
    expect(mails.map(({ event }) => event)).toEqual(['verify_email']);
    // Of this browser, so that no password is asked.
    const done = await visitor.submit(await visitor.get(mails[0]?.link ?? ''));
    expect(done.text).toContain('Uw aanvraag is ontvangen');
  });

  it('I4: a form that was sent on one website is no request on another', async () => {
    const [one, other] = [await gate.publish(), await gate.publish()];
    const id = '0190a000-0000-7000-8000-000000000001';
    for (const website of [one, other]) {
      const visitor = gate.visitor(website);
      const fields = { firstName: 'A', lastName: 'B', password: goodPassword, email: 'twee@example.com', id };
      await visitor.submit(await visitor.get('/_gate/sign-up'), fields, { action: '/_gate/sign-up' });
    }
    expect(await gate.mails('twee@example.com')).toHaveLength(2);
  });
});
