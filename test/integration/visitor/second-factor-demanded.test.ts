import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../../src/contract/website-settings.ts';
import { newId } from '../../../src/core/uuid.ts';
import { createAuthenticator, optionsOn } from '../../support/authenticator.ts';
import { approved, startTestGate, type TestGate } from '../../support/gate.ts';
import { addPasskey, originOf, signInByPasskey } from '../../support/passkeys.ts';
import { checkedBy, press, setUpApp } from '../../support/second-factor.ts';
import { goodPassword, type Visitor } from '../../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

const required = signInSettings.parse({ secondFactor: 'required' });

describe('passkey as the second step', () => {
  it('R14: is asked after the password where the person chose so, and only one’s own counts', async () => {
    const website = await gate.publish();
    const email = 'pas@example.com';
    const { visitor } = await approved(gate, website, email);
    const { authenticator } = await addPasskey(website, visitor);
    const codes = await press(visitor, '/_gate/my-page/security/use-passkey');
    expect(codes.text).toContain('De tweede stap staat aan');
    const { visitor: stranger } = await approved(gate, website, 'vreemd@example.com');
    const { authenticator: strange } = await addPasskey(website, stranger);

    const other = gate.visitor(website);
    const step = await other.signIn(email, goodPassword);
    const origin = originOf(website);
    const id = strange.passkeys[0]?.id ?? '';
    const foreign = strange.use(optionsOn(step.body), { origin, id });
    const wrong = await other.submit(step, { credential: foreign }, { having: 'credential' });
    expect(wrong.text).toContain('Deze passkey werkte niet');
    // One that was asked for at the sign-in page is none for the second step.
    const signIn = optionsOn((await other.get('/_gate/sign-in')).body);
    const elsewhere = authenticator.use(signIn, { origin });
    expect((await other.submit(step, { credential: elsewhere }, { having: 'credential' })).status).toBe(422);
    const right = authenticator.use(optionsOn(step.body), { origin });
    const done = await other.submit(step, { credential: right }, { having: 'credential', follow: false });
    expect(done.status).toBe(303);
    expect(await checkedBy(gate, website, other)).toBe(204);
  });

  it('R14: on a host where the passkey does not work it is not skipped: a recovery code does', async () => {
    const companyId = newId();
    const [a, b] = [await gate.publish({}, companyId), await gate.publish({}, companyId)];
    const email = 'elders@example.com';
    const { visitor } = await approved(gate, a, email);
    await addPasskey(a, visitor);
    const page = await press(visitor, '/_gate/my-page/security/use-passkey');
    const [code = ''] = [...page.body.matchAll(/<li>([0-9a-z-]{19})<\/li>/g)].map(([, shown]) => shown ?? '');
    const there = gate.visitor(b);
    const step = await there.signIn(email, goodPassword);
    expect(step.text).toContain(`Uw passkey werkt op ${a.host}, niet op deze website`);
    expect(there.cookies.has('gate')).toBe(false);
    await there.submit(step, { recovery: code }, { having: 'recovery' });
    expect(there.cookies.has('gate')).toBe(true);
  });
});

describe('a website that demands a second factor', () => {
  it('R12: leads who has none to the set-up, and then on to where they were going', async () => {
    const website = await gate.publish({ signIn: required });
    const email = 'eis@example.com';
    await approved(gate, website, email);
    const visitor = gate.visitor(website);
    const form = await visitor.get('/_gate/sign-in?return=/prijzen?a=1');
    const setUp = await visitor.submit(form, { email, password: goodPassword });
    expect(setUp.text).toContain('vraagt een tweede stap');
    expect(await checkedBy(gate, website, visitor)).toBe(302);
    // Whoever walks away from it meets it again.
    expect((await visitor.get('/_gate/sign-in?return=/prijzen?a=1')).path).toContain('/second-step/set-up');
    const href = /href="(\/_gate\/my-page\/security\/app\?[^"]+)"/
      .exec(setUp.body)?.[1]
      ?.replaceAll('&amp;', '&');
    const { page } = await setUpApp(gate, visitor, await visitor.get(href ?? ''));
    const onward = /<a href="([^"]+)" class="primary"/.exec(page.body)?.[1] ?? '';
    expect((await visitor.get(onward, { follow: false })).headers.location).toBe('/prijzen?a=1');
    expect(await checkedBy(gate, website, visitor)).toBe(204);
  });

  it('R12: asks who has one at every sign-in, and of a session that was there before', async () => {
    const companyId = newId();
    const a = await gate.publish({}, companyId);
    const email = 'later-geeist@example.com';
    const { visitor } = await approved(gate, a, email);
    const weak = gate.visitor(a);
    await weak.signIn(email, goodPassword);
    const { authenticator } = await addPasskey(a, visitor);
    await gate.change(a, { signIn: required });
    expect(await checkedBy(gate, a, visitor)).toBe(204);
    expect(await checkedBy(gate, a, weak)).toBe(302);
    const step = await weak.get('/_gate/sign-in?return=/prijzen');
    expect(step.path).toContain('/second-step?');
    const credential = authenticator.use(optionsOn(step.body), { origin: originOf(a) });
    const before = weak.cookies.get('gate');
    const done = await weak.submit(step, { credential }, { having: 'credential', follow: false });
    expect(done.status).toBe(303);
    expect(weak.cookies.get('gate')).not.toBe(before);
    expect(await checkedBy(gate, a, weak)).toBe(204);
    expect((await gate.visitor(a).signIn(email, goodPassword)).path).toBe('/_gate/second-step');
  });

  it('R12: it can’t be switched off there, nor on another website while this one demands it', async () => {
    const companyId = newId();
    const [a, b] = [
      await gate.publish({ signIn: required, name: 'Streng' }, companyId),
      await gate.publish({}, companyId),
    ];
    const email = 'vast@example.com';
    const { visitor } = await approved(gate, a, email);
    await setUpApp(gate, visitor);
    const there = gate.visitor(b);
    const step = await there.signIn(email, goodPassword);
    const codes = await press(visitor, '/_gate/my-page/security/codes');
    const code = /<li>([0-9a-z-]{19})<\/li>/.exec(codes.body)?.[1] ?? '';
    await there.submit(step, { recovery: code }, { having: 'recovery' });
    for (const browser of [visitor, there]) {
      const page = await press(browser, '/_gate/my-page/security/switch-off');
      expect(page.text).toContain('Streng vraagt een tweede stap');
    }
    await gate.change(a, { signIn: signInSettings.parse({}) });
    const done = await press(visitor, '/_gate/my-page/security/switch-off');
    expect(done.text).toContain('De tweede stap staat uit');
    expect((await gate.visitor(a).signIn(email, goodPassword, { follow: false })).headers.location).toBe('/');
  });

  it('R14: a password alone adds nothing beside a passkey, which another website may rest on', async () => {
    const companyId = newId();
    const [a, b] = [await gate.publish({}, companyId), await gate.publish({ signIn: required }, companyId)];
    const email = 'omweg@example.com';
    const { visitor } = await approved(gate, b, email);
    const { authenticator } = await addPasskey(b, visitor);
    const thief: Visitor = gate.visitor(a);
    await thief.signIn(email, goodPassword);
    const asked = await thief.get('/_gate/my-page/security/app');
    expect(asked.text).toContain('Bent u het zelf?');
    expect(asked.text).not.toContain('Wachtwoord');
    const form = /name="form" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
    const forced = await thief.post('/_gate/prove', {
      form,
      password: goodPassword,
      return: '/_gate/my-page/security/app',
    });
    expect(forced.text).toContain('Bent u het zelf?');
    expect((await signInByPasskey(b, gate.visitor(b), authenticator, { follow: false })).status).toBe(303);
  });
});

describe('a sign-up', () => {
  it('R14: that is confirmed never skips the second step of somebody who had no password', async () => {
    const website = await gate.publish({ signIn: signInSettings.parse({ magicLink: true }) });
    const email = 'later-wachtwoord@example.com';
    await gate.account(website, { email, status: 'approved' });
    const owner = gate.visitor(website);
    await owner.submit(await owner.get('/_gate/sign-in'), { email, way: 'link' });
    await owner.submit(await owner.get((await gate.mails(email)).at(-1)?.link ?? ''));
    await setUpApp(gate, owner);
    const visitor = gate.visitor(website);
    await visitor.signUp({ email });
    const mail = (await gate.mails(email)).findLast(({ event }) => event === 'verify_email');
    await visitor.submit(await visitor.get(mail?.link ?? ''), {}, { action: '/_gate/verify' });
    expect(visitor.cookies.has('gate')).toBe(false);
    expect((await visitor.signIn(email, goodPassword)).path).toBe('/_gate/second-step');
  });
});

describe('removing the last passkey', () => {
  it('R14: switches the second step off with it, unless a website demands it', async () => {
    const website = await gate.publish();
    const email = 'laatste@example.com';
    const { visitor } = await approved(gate, website, email);
    const { authenticator } = await addPasskey(website, visitor, createAuthenticator());
    await press(visitor, '/_gate/my-page/security/use-passkey');
    const path = `/_gate/my-page/security/passkey?id=${authenticator.passkeys[0]?.id}`;
    await gate.change(website, { signIn: required });
    const kept = await visitor.submit(await visitor.get(path), {}, { having: 'act' });
    expect(kept.text).toContain('dit is uw laatste passkey');
    await gate.change(website, { signIn: signInSettings.parse({}) });
    const page = await visitor.get(path);
    expect(page.text).toContain('De tweede stap gaat daarmee uit');
    await visitor.submit(page, {}, { having: 'act' });
    const signedIn = await gate.visitor(website).signIn(email, goodPassword, { follow: false });
    expect(signedIn.headers.location).toBe('/');
  });
});
