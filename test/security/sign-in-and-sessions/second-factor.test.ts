import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../../src/contract/website-settings.ts';
import { newId } from '../../../src/core/uuid.ts';
import { optionsOn } from '../../support/authenticator.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { addPasskey, originOf, signInByPasskey } from '../../support/passkeys.ts';
import { checkedBy, codeOf, setUpApp } from '../../support/second-factor.ts';
import { goodPassword, type Visitor, type VisitorPage } from '../../support/visitor.ts';
import { newest, oneUseLinks, withSignInLinks } from './mailed-links.ts';

let gate: TestGate;
let website: TestWebsite;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish(withSignInLinks);
});
afterAll(() => gate.stop());

const usePasskey = '/_gate/my-page/security/use-passkey';

/** Signs in by password, and shows that this alone opens nothing. */
async function firstStep(email: string, at = website): Promise<{ visitor: Visitor; step: VisitorPage }> {
  const visitor = gate.visitor(at);
  const step = await visitor.signIn(email, goodPassword);
  expect(step.path).toBe('/_gate/second-step');
  expect(visitor.cookies.has('gate')).toBe(false);
  expect(await checkedBy(gate, at, visitor)).toBe(302);
  return { visitor, step };
}

/** Somebody who has a passkey asked for after the password at every sign-in; recovery codes come with it. */
async function withPasskeyStep(email: string, at = website) {
  const { visitor } = await approved(gate, at, email);
  const { authenticator } = await addPasskey(at, visitor);
  const on = await visitor.submit(await visitor.get(usePasskey), {}, { action: usePasskey });
  const codes = [...on.body.matchAll(/<li>([0-9a-z-]{19})<\/li>/g)].map(([, code]) => code ?? '');
  return { authenticator, codes };
}

describe('the second factor', () => {
  it('S8: an app’s code, and no other, completes a sign-in by password', async () => {
    const email = 'app@example.com';
    const { visitor: owner } = await approved(gate, website, email);
    const { secret } = await setUpApp(gate, owner);
    gate.clock.move(30_000);
    const { visitor, step } = await firstStep(email);
    const right = codeOf(gate, secret);
    const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, '0');
    for (const code of [wrong, '', '000000', right.slice(0, 5), `${right}0`, 'abcdef', '______']) {
      await visitor.submit(step, { code }, { having: 'code' });
      expect(visitor.cookies.has('gate')).toBe(false);
    }
    await visitor.submit(step, { code: right }, { having: 'code' });
    expect(await checkedBy(gate, website, visitor)).toBe(204);
  });

  it('S8: a passkey, and nobody else’s, completes a sign-in by password', async () => {
    const { authenticator } = await withPasskeyStep('pas@example.com');
    const stranger = await withPasskeyStep('vreemde@example.com');
    const { visitor, step } = await firstStep('pas@example.com');
    const origin = originOf(website);
    const options = optionsOn(step.body);
    const theirs = stranger.authenticator.passkeys[0]?.id ?? '';
    for (const credential of [
      stranger.authenticator.use(options, { origin, id: theirs }),
      authenticator.use(options, { origin: 'https://evil.example' }),
      authenticator.use(options, { origin, userVerified: false }),
    ]) {
      await visitor.submit(step, { credential }, { having: 'credential' });
      expect(visitor.cookies.has('gate')).toBe(false);
    }
    const credential = authenticator.use(options, { origin });
    await visitor.submit(step, { credential }, { having: 'credential' });
    expect(await checkedBy(gate, website, visitor)).toBe(204);
  });

  it('S8: each recovery code stands in for it once, and nobody else’s does', async () => {
    const { codes } = await withPasskeyStep('herstel@example.com');
    const { codes: others } = await withPasskeyStep('andere-codes@example.com');
    expect(codes).toHaveLength(10);
    const [code = '', second = ''] = codes;
    const enter = async (recovery: string): Promise<number> => {
      const { visitor, step } = await firstStep('herstel@example.com');
      await visitor.submit(step, { recovery }, { having: 'recovery' });
      return checkedBy(gate, website, visitor);
    };
    expect(await enter(others[0] ?? '')).toBe(302);
    expect(await enter(code)).toBe(204);
    expect(await enter(code)).toBe(302);
    expect(await enter(second)).toBe(204);
  });

  it('S8: a passkey alone suffices, also where a second factor is chosen or demanded', async () => {
    const email = 'alleen@example.com';
    const strict = await gate.publish({ signIn: signInSettings.parse({ secondFactor: 'required' }) });
    for (const at of [website, strict]) {
      const { authenticator } = await withPasskeyStep(email, at);
      const visitor = gate.visitor(at);
      const answer = await signInByPasskey(at, visitor, authenticator, { return: '/x', follow: false });
      expect(answer.headers.location).toBe('/x');
      expect(await checkedBy(gate, at, visitor)).toBe(204);
    }
  });

  it('S8: neither password, sign-in link, reset nor sign-up gets round it on any website of the company', async () => {
    const email = 'rondom@example.com';
    await withPasskeyStep(email);
    const sister = await gate.publish(withSignInLinks, website.companyId);
    await gate.account(sister, { email, status: 'approved' });
    for (const at of [website, sister]) {
      await firstStep(email, at);
      const visitor = gate.visitor(at);
      await visitor.submit(await visitor.get('/_gate/sign-in'), { email, way: 'link' });
      const { link } = await newest(gate, email, 'sign_in_link');
      expect((await visitor.submit(await visitor.get(link))).path).toBe('/_gate/second-step');
      expect(visitor.cookies.has('gate')).toBe(false);
    }
    const signUp = await gate.visitor(sister).signUp({ email, password: 'molen kaars sloot dak' });
    expect(signUp.status).toBe(200);
    expect((await gate.mails(email)).at(-1)?.event).toBe('already_registered');
  });

  it('S8: nothing of My page, nor any change of the ways to sign in, is open between both steps', async () => {
    const email = 'tussen@example.com';
    await withPasskeyStep(email);
    const { visitor } = await firstStep(email);
    for (const path of [
      'my-page',
      'my-page/details',
      'my-page/security',
      usePasskey.slice(7),
      'change-password',
    ]) {
      const page = await visitor.get(`/_gate/${path}`, { follow: false });
      expect(page.status).toBe(303);
      expect(page.headers.location).toMatch(/^\/_gate\/sign-in/);
    }
  });

  it('S8: sign-in links are offered, sent and taken only where the website wants them', async () => {
    const companyId = newId();
    const without = await gate.publish({}, companyId);
    const email = 'link@example.com';
    await approved(gate, without, email);
    const visitor = gate.visitor(without);
    const page = await visitor.get('/_gate/sign-in');
    expect(page.text).not.toContain('Mail mij een link');
    const refused = await visitor.submit(page, { email, way: 'link' }, { having: 'password' });
    expect(refused.status).toBe(403);
    expect((await gate.mails(email)).some(({ event }) => event === 'sign_in_link')).toBe(false);
    const [kind] = oneUseLinks.filter((one) => one.page === 'sign-in-link');
    const mail = await kind?.make(gate, website, 'link-elders@example.com');
    expect((await visitor.get(mail?.link ?? '')).status).toBe(403);
    await gate.change(website, { signIn: signInSettings.parse({}) });
    const late = gate.visitor(website);
    expect((await late.get(mail?.link ?? '')).status).toBe(403);
    await gate.change(website, withSignInLinks);
  });
});
