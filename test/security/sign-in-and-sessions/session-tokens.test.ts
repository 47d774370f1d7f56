import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSessionToken } from '../../../src/gate/sessions/session-cookie.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { addPasskey, signInByPasskey } from '../../support/passkeys.ts';
import { checkedBy, codeOf, setUpApp } from '../../support/second-factor.ts';
import { goodPassword, type Visitor } from '../../support/visitor.ts';
import { newest, newPassword, oneUseLinks, withSignInLinks } from './mailed-links.ts';

let gate: TestGate;
let website: TestWebsite;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish(withSignInLinks);
});
afterAll(() => gate.stop());

const sessionOf = ({ cookies }: Visitor): string => cookies.get('gate') ?? 'none';

/** A browser that holds a session token and nothing else. */
function holding(token: string): Visitor {
  const visitor = gate.visitor(website);
  visitor.cookies.set('gate', token);
  return visitor;
}

describe('session tokens', () => {
  it('S3: session tokens have 256 random bits, none of which is the same in all of them', () => {
    const tokens = Array.from({ length: 400 }, () => Buffer.from(newSessionToken(), 'base64url'));
    expect(new Set(tokens.map((token) => token.toString('hex'))).size).toBe(400);
    for (const token of tokens) expect(token).toHaveLength(32);
    for (let bit = 0; bit < 256; bit += 1) {
      const ones = tokens.filter((token) => ((token[bit >> 3] ?? 0) >> (bit & 7)) & 1).length;
      // Six times the standard deviation of fair coins either way.
      expect(Math.abs(ones - 200)).toBeLessThan(60);
    }
  });

  it('S3: a session token that the browser brought never becomes a session (fixation), whatever way one signs in', async () => {
    const email = 'vast@example.com';
    const { visitor: owner } = await approved(gate, website, email);
    const { authenticator } = await addPasskey(website, owner);
    const ways: Record<string, (visitor: Visitor) => Promise<unknown>> = {
      password: (visitor) => visitor.signIn(email, goodPassword),
      passkey: (visitor) => signInByPasskey(website, visitor, authenticator),
      async link(visitor) {
        await visitor.submit(await visitor.get('/_gate/sign-in'), { email, way: 'link' });
        const { link } = await newest(gate, email, 'sign_in_link');
        await visitor.submit(await visitor.get(link));
      },
    };
    const seen = new Set<string>();
    for (const [way, signIn] of Object.entries(ways)) {
      const planted = randomBytes(32).toString('base64url');
      const visitor = holding(planted);
      await signIn(visitor);
      expect(await checkedBy(gate, website, visitor), way).toBe(204);
      expect(sessionOf(visitor), way).not.toBe(planted);
      expect(await checkedBy(gate, website, holding(planted)), way).toBe(302);
      seen.add(sessionOf(visitor));
    }
    expect(seen.size).toBe(3);
  });

  it('S3: the session token is new at the next sign-in, and the old session ends', async () => {
    const [thief, owner] = ['dief@example.com', 'eigenaar@example.com'];
    const { visitor: stranger } = await approved(gate, website, thief);
    await approved(gate, website, owner);
    // Somebody was led to go on in a stranger's session, and signs in there.
    const planted = sessionOf(stranger);
    const visitor = holding(planted);
    const form = await gate.visitor(website).get('/_gate/sign-in');
    visitor.cookies.set('gate-form', /gate-form=([^;]+)/.exec(String(form.headers['set-cookie']))?.[1] ?? '');
    const answer = await visitor.submit(
      form,
      { email: owner, password: goodPassword },
      { having: 'password', follow: false },
    );
    expect(answer.status).toBe(303);
    expect(sessionOf(visitor)).not.toBe(planted);
    expect(await checkedBy(gate, website, visitor)).toBe(204);
    expect(await checkedBy(gate, website, holding(planted))).toBe(302);
  });

  it('S3: the session token is new at a second step, at a proof that is asked again and after a change of password', async () => {
    const email = 'opnieuw@example.com';
    const { visitor: owner } = await approved(gate, website, email);
    let last = sessionOf(owner);
    const expectNew = async (visitor: Visitor): Promise<void> => {
      expect(sessionOf(visitor)).not.toBe(last);
      expect(await checkedBy(gate, website, holding(last))).toBe(302);
      expect(await checkedBy(gate, website, visitor)).toBe(204);
      last = sessionOf(visitor);
    };
    const { secret } = await setUpApp(gate, owner);
    await expectNew(owner);
    gate.clock.move(601_000);
    const again = await owner.get('/_gate/my-page/security/app');
    expect(again.text).toContain('Bent u het zelf?');
    await owner.submit(again, { code: codeOf(gate, secret) }, { having: 'code' });
    await expectNew(owner);
    const change = await owner.get('/_gate/change-password');
    const fields = { current: goodPassword, password: newPassword };
    await owner.submit(change, fields, { having: 'current' });
    await expectNew(owner);
    gate.clock.move(30_000);
    // In a browser that is still signed in, as from another tab.
    const visitor = gate.visitor(website);
    const step = await visitor.signIn(email, newPassword);
    expect(step.path).toBe('/_gate/second-step');
    visitor.cookies.set('gate', last);
    await visitor.submit(step, { code: codeOf(gate, secret) }, { having: 'code' });
    await expectNew(visitor);
  });

  it('S3: no session comes with a password that is set by a link', async () => {
    const choosing = oneUseLinks.filter(({ page }) => page.endsWith('password'));
    for (const [index, kind] of choosing.entries()) {
      const { link } = await kind.make(gate, website, `geen-${index}@example.com`);
      const visitor = gate.visitor(website);
      const answer = await visitor.submit(await visitor.get(link), kind.fields, { follow: false });
      expect(answer.status).toBe(303);
      expect(visitor.cookies.has('gate')).toBe(false);
    }
  });
});
