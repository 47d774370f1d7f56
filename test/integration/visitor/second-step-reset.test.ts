import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../../src/contract/website-settings.ts';
import { visitorLanguages } from '../../../src/core/language.ts';
import { newId } from '../../../src/core/uuid.ts';
import { resetSecondStep } from '../../../src/gate/visitor/second-factor/reset-second-step.ts';
import { errorOf } from '../../support/app-error.ts';
import { optionsOn } from '../../support/authenticator.ts';
import { accountIdOf, approved, startTestGate, type TestGate } from '../../support/gate.ts';
import { ownTime } from '../../support/own-time.ts';
import { addPasskey, originOf } from '../../support/passkeys.ts';
import { checkedBy, codeOf, setUpApp } from '../../support/second-factor.ts';
import {
  type CarefulPerson,
  createCarefulPerson,
  halfSignedIn,
  waysOf,
} from '../../support/second-step-scene.ts';
import { goodPassword } from '../../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

const reset = (account: CarefulPerson['account']) =>
  resetSecondStep({ db: gate.database.kysely, clock: gate.clock, log: pino({ level: 'silent' }) }, account);
const changesTold = async (email: string) =>
  (await gate.mails(email)).filter(({ event }) => event === 'sign_in_changed');
const eventsOf = async (email: string) =>
  (await gate.events()).filter(({ data }) => data.event === 'second_factor_reset' && data.email === email);

describe('a second step that the office resets', () => {
  it('R14, I2: app, passkeys, codes, sessions on every website of the company and half sign-ins are gone', async () => {
    const person = await createCarefulPerson(gate);
    await halfSignedIn(gate, person);
    expect(await waysOf(gate, person)).toMatchObject({ passkeys: 1, codes: 10, sessions: 2, steps: 1 });
    expect(await checkedBy(gate, person.shop, person.atShop)).toBe(204);
    expect(await checkedBy(gate, person.partner, person.atPartner)).toBe(204);

    expect(await reset(person.account)).toBe(true);
    const after = await waysOf(gate, person);
    expect(after).toMatchObject({ passkeys: 0, codes: 0, sessions: 0, steps: 0 });
    expect(after.login).toMatchObject({
      second_factor: false,
      totp_secret: null,
      totp_confirmed_at: null,
      totp_last_step: null,
    });
    // Without waiting for the gate to settle: the news ends them within a second.
    for (const { visitor } of [{ visitor: person.atShop }, { visitor: person.atPartner }]) {
      const isIn = async () => (await visitor.get('/_gate/my-page', { follow: false })).status === 200;
      const took = await ownTime(() => expect.poll(isIn, { interval: 20 }).toBe(false));
      expect(took).toBeLessThan(1000);
    }
    expect(await checkedBy(gate, person.shop, person.atShop)).toBe(302);
    expect(await checkedBy(gate, person.partner, person.atPartner)).toBe(302);
  });

  it('R14: nothing of the lost device counts any more, and the password alone signs in', async () => {
    const person = await createCarefulPerson(gate);
    const { shop, email, authenticator, secret, codes } = person;
    const { visitor: waiting, step } = await halfSignedIn(gate, person);
    const open = gate.visitor(shop);
    const page = await open.get('/_gate/sign-in');
    const credential = authenticator.use(optionsOn(page.body), { origin: originOf(shop) });
    await reset(person.account);
    gate.clock.move(30_000);
    // The answer to a page that stood open is that of a passkey which is gone.
    await open.submit(page, { credential }, { having: 'credential' });
    expect(open.cookies.has('gate')).toBe(false);
    for (const fields of [{ code: codeOf(gate, secret) }, { recovery: codes[0] ?? '' }]) {
      const [having = ''] = Object.keys(fields);
      const answer = await waiting.submit(step, fields, { having });
      expect(answer.text).toContain('Dat duurde te lang');
      expect(waiting.cookies.has('gate')).toBe(false);
    }
    const owner = gate.visitor(shop);
    await owner.signIn(email, goodPassword);
    expect(await checkedBy(gate, shop, owner)).toBe(204);
    await setUpApp(gate, owner);
    expect((await waysOf(gate, person)).login.second_factor).toBe(true);
  });

  it('R14: a website that demands a second step has a new one set up before it opens', async () => {
    const person = await createCarefulPerson(gate);
    const { shop, email } = person;
    await gate.change(shop, { signIn: signInSettings.parse({ secondFactor: 'required' }) });
    await reset(person.account);
    const owner = gate.visitor(shop);
    const page = await owner.signIn(email, goodPassword);
    expect(page.path).toContain('/_gate/second-step/set-up');
    expect(await checkedBy(gate, shop, owner)).toBe(302);
    await setUpApp(gate, owner);
    expect(await checkedBy(gate, shop, owner)).toBe(204);
  });

  it.each(visitorLanguages)(
    'GATE: the owner of the address is told once, in the own language (%s)',
    async (language) => {
      const person = await createCarefulPerson(gate, language);
      const before = (await changesTold(person.email)).length;
      expect(await reset(person.account)).toBe(true);
      expect(await reset(person.account)).toBe(false);
      const told = (await changesTold(person.email)).slice(before);
      expect(told).toHaveLength(1);
      expect(told[0]?.language).toBe(language);
      const words = { nl: 'teruggezet', en: 'reset', de: 'zurückgesetzt', no: 'nullstilt' };
      expect(told[0]?.text).toContain('Groothandel Jansen');
      expect(told[0]?.text).toContain(words[language]);
      expect(told[0]?.text).not.toMatch(/\{\w+\}/);
    },
  );

  it('GATE: the office hears of it once, about the account and without a secret', async () => {
    const person = await createCarefulPerson(gate);
    await reset(person.account);
    await reset(person.account);
    const events = await eventsOf(person.email);
    expect(events.map(({ data }) => data)).toMatchObject([
      { accountId: person.account.accountId, network: '', detail: '', count: 1 },
    ]);
    const { secret, codes } = person;
    for (const text of [...gate.logged, JSON.stringify(events)])
      for (const hidden of [secret, ...codes]) expect(text).not.toContain(hidden);
  });

  it('R14: also of somebody with nothing but a passkey, or with codes that are left of one', async () => {
    const website = await gate.publish();
    const of = async (email: string) => ({
      companyId: website.companyId,
      websiteId: website.id,
      accountId: await accountIdOf(gate, website, email),
    });
    const { visitor } = await approved(gate, website, 'sleutel@example.com');
    await addPasskey(website, visitor);
    expect(await reset(await of('sleutel@example.com'))).toBe(true);
    const { visitor: other } = await approved(gate, website, 'codes@example.com');
    await setUpApp(gate, other);
    const withoutApp = { totp_secret: null, totp_confirmed_at: null, second_factor: false };
    await gate.database.kysely
      .updateTable('login')
      .set(withoutApp)
      .where('email', '=', 'codes@example.com')
      .execute();
    expect(await reset(await of('codes@example.com'))).toBe(true);
  });

  it('R14: where there is nothing to reset nothing happens: sessions stay, no mail, no event', async () => {
    const website = await gate.publish();
    const email = 'zonder@example.com';
    const { visitor, account } = await approved(gate, website, email);
    const of = { companyId: website.companyId, websiteId: website.id, accountId: account.id };
    expect(await reset(of)).toBe(false);
    expect(await checkedBy(gate, website, visitor)).toBe(204);
    expect(await changesTold(email)).toEqual([]);
    expect(await eventsOf(email)).toEqual([]);
    // An account that staff made, whose holder never came.
    const invited = await gate.account(website, { email: 'nooit@example.com', status: 'pending' });
    expect(await reset({ ...of, accountId: invited.id })).toBe(false);
  });

  it('I8: only by an account of the company on that very website that did not end', async () => {
    const person = await createCarefulPerson(gate);
    const stranger = await createCarefulPerson(gate);
    const { account } = person;
    const before = await waysOf(gate, person);
    for (const wrong of [
      { ...account, companyId: stranger.account.companyId },
      { ...account, websiteId: stranger.account.websiteId },
      { ...account, websiteId: person.partner.id },
      { ...account, accountId: stranger.account.accountId },
      { ...account, accountId: newId() },
    ])
      expect((await errorOf(reset(wrong))).code).toBe('link_account_unknown');
    await gate.account(person.shop, { id: account.accountId, email: person.email, status: 'ended' });
    expect((await errorOf(reset(account))).code).toBe('link_account_unknown');
    const after = await waysOf(gate, person);
    expect(after.login).toEqual(before.login);
    expect(after).toMatchObject({ passkeys: 1, codes: 10 });
  });
});
