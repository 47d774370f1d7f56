import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resetSecondStep } from '../../src/gate/visitor/second-factor/reset-second-step.ts';
import { optionsOn } from '../support/authenticator.ts';
import { approved, startTestGate, type TestGate } from '../support/gate.ts';
import { addPasskey, originOf } from '../support/passkeys.ts';
import { checkedBy, codeOf, press, setUpApp } from '../support/second-factor.ts';
import {
  type CarefulPerson,
  createCarefulPerson,
  halfSignedIn,
  waysOf,
} from '../support/second-step-scene.ts';
import { goodPassword } from '../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

const reset = ({ account }: CarefulPerson) =>
  resetSecondStep({ db: gate.database.kysely, clock: gate.clock, log: pino({ level: 'silent' }) }, account);

describe('GATE: resetting a second step is no way in', () => {
  test('R14: it signs nobody in, sends no link that does, and leaves password and address as they were', async () => {
    const person = await createCarefulPerson(gate);
    const { visitor } = await halfSignedIn(gate, person);
    const { login: before } = await waysOf(gate, person);
    const tokens = () => gate.database.kysely.selectFrom('token').selectAll().orderBy('created_at').execute();
    const tokensBefore = await tokens();
    await reset(person);
    const { login, sessions } = await waysOf(gate, person);
    expect(sessions).toBe(0);
    const changed = {
      second_factor: false,
      totp_secret: null,
      totp_confirmed_at: null,
      totp_last_step: null,
    };
    expect(login).toEqual({ ...before, ...changed });
    expect(await tokens()).toEqual(tokensBefore);
    expect((await gate.mails(person.email)).at(-1)).toMatchObject({
      event: 'sign_in_changed',
      link: '/_gate/sign-in',
    });
    // Whoever stood before the second step is no further by it.
    expect((await visitor.get('/_gate/second-step')).text).toContain('Dat duurde te lang');
    expect(await checkedBy(gate, person.shop, visitor)).toBe(302);
    await visitor.signIn(person.email, 'niet dit wachtwoord');
    expect(await checkedBy(gate, person.shop, visitor)).toBe(302);
  });

  test('R14: it opens no account that is declined or blocked', async () => {
    for (const status of ['declined', 'blocked'] as const) {
      const person = await createCarefulPerson(gate);
      const { shop, email, account } = person;
      await gate.account(shop, { id: account.accountId, email, status });
      expect(await reset(person)).toBe(true);
      const visitor = gate.visitor(shop);
      await visitor.signIn(email, goodPassword);
      expect(await checkedBy(gate, shop, visitor)).not.toBe(204);
    }
  });

  test('I8: the same address at another company keeps its second step', async () => {
    const person = await createCarefulPerson(gate);
    const elsewhere = await gate.publish();
    const { visitor } = await approved(gate, elsewhere, person.email);
    await setUpApp(gate, visitor);
    await addPasskey(elsewhere, visitor);
    await reset(person);
    expect(await checkedBy(gate, elsewhere, visitor)).toBe(204);
    const again = gate.visitor(elsewhere);
    expect((await again.signIn(person.email, goodPassword)).path).toBe('/_gate/second-step');
  });

  test('I2: whoever signs in with the lost device while it is reset has no session and no new way afterwards', async () => {
    for (let round = 0; round < 6; round += 1) {
      const person = await createCarefulPerson(gate);
      const { shop, authenticator, secret, codes, atShop } = person;
      gate.clock.move(60_000);
      const one = await halfSignedIn(gate, person);
      const two = await halfSignedIn(gate, person);
      const three = gate.visitor(shop);
      const page = await three.get('/_gate/sign-in');
      const credential = authenticator.use(optionsOn(page.body), { origin: originOf(shop) });
      await Promise.all([
        one.visitor.submit(one.step, { code: codeOf(gate, secret) }, { having: 'code' }),
        two.visitor.submit(two.step, { recovery: codes[0] ?? '' }, { having: 'recovery' }),
        three.submit(page, { credential }, { having: 'credential' }),
        press(atShop, '/_gate/my-page/security/codes').catch(() => null),
        // Now before, now amidst, now after the others.
        new Promise((resolve) => setTimeout(resolve, round * 8)).then(() => reset(person)),
      ]);
      const after = await waysOf(gate, person);
      expect(after).toMatchObject({ passkeys: 0, codes: 0, sessions: 0, steps: 0 });
      expect(after.login.second_factor).toBe(false);
      for (const visitor of [one.visitor, two.visitor, three, atShop])
        expect(await checkedBy(gate, shop, visitor)).toBe(302);
    }
  });
});
