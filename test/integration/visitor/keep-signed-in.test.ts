import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signInSettings } from '../../../src/contract/website-settings.ts';
import { removeExpiredSessions } from '../../../src/gate/sessions/remove-expired-sessions.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { checkedBy } from '../../support/second-factor.ts';
import { goodPassword, type Visitor } from '../../support/visitor.ts';

let gate: TestGate;
beforeEach(async () => {
  gate = await startTestGate();
});
afterEach(() => gate.stop());

const dayInMs = 86_400_000;
const email = 'blijf@example.com';
const kept = (keepSignedInDays: number) => signInSettings.parse({ keepSignedIn: true, keepSignedInDays });

/** A website where sessions are idle after an hour and over after a day, and somebody who ticked the box, or did not. */
async function signedIn(
  settings = kept(30),
  keep = true,
): Promise<{ website: TestWebsite; visitor: Visitor; cookie: string }> {
  const website = await gate.publish({ sessionIdleMinutes: 60, sessionHours: 24, signIn: settings });
  await approved(gate, website, email);
  const visitor = gate.visitor(website);
  const page = await visitor.get('/_gate/sign-in');
  const fields = { email, password: goodPassword, ...(keep ? { keep: 'yes' } : {}) };
  const answer = await visitor.submit(page, fields, { action: '/_gate/sign-in', follow: false });
  const cookie = (answer.headers['set-cookie'] ?? []).find((line) => /^gate=/.test(line)) ?? '';
  return { website, visitor, cookie };
}

/** Lets time pass, with the clean-up of sessions that are over. */
async function wait(ms: number): Promise<void> {
  gate.clock.move(ms);
  await removeExpiredSessions({ db: gate.database.kysely, clock: gate.clock });
}

describe('stay signed in', () => {
  it('R12: who ticked it stays for the website’s days, however long nothing is asked, by a lasting cookie', async () => {
    const { website, visitor, cookie } = await signedIn(kept(10));
    expect(cookie).toContain('Max-Age=864000');
    await wait(9 * dayInMs);
    expect(await checkedBy(gate, website, visitor)).toBe(204);
    await wait(dayInMs);
    expect(await checkedBy(gate, website, visitor)).toBe(302);
  });

  it('R12: who did not gets a cookie until the browser closes, and both limits', async () => {
    const { website, visitor, cookie } = await signedIn(kept(10), false);
    expect(cookie).not.toMatch(/max-age|expires/i);
    await wait(61 * 60_000);
    expect(await checkedBy(gate, website, visitor)).toBe(302);
  });

  it('R12: where it is not offered there is no box, and a forged one counts nothing', async () => {
    const { website, visitor, cookie } = await signedIn(signInSettings.parse({}));
    expect(cookie).not.toMatch(/max-age|expires/i);
    expect((await gate.visitor(website).get('/_gate/sign-in')).text).not.toContain('Aangemeld blijven');
    await wait(61 * 60_000);
    expect(await checkedBy(gate, website, visitor)).toBe(302);
  });

  it('R12: an owner who switches it off, or shortens it, ends what it kept alive', async () => {
    const { website, visitor } = await signedIn(kept(30));
    await wait(2 * dayInMs);
    expect(await checkedBy(gate, website, visitor)).toBe(204);
    await gate.change(website, { signIn: signInSettings.parse({}) });
    expect(await checkedBy(gate, website, visitor)).toBe(302);
    await gate.change(website, { signIn: kept(30) });
    expect(await checkedBy(gate, website, visitor)).toBe(204);
    await gate.change(website, { signIn: kept(1) });
    expect(await checkedBy(gate, website, visitor)).toBe(302);
  });

  it('R12: an owner who lengthens it gives nobody more than they ticked', async () => {
    const { website, visitor } = await signedIn(kept(2));
    await gate.change(website, { signIn: kept(300) });
    await wait(3 * dayInMs);
    expect(await checkedBy(gate, website, visitor)).toBe(302);
  });

  it('R14: changing the password keeps it', async () => {
    const { website, visitor } = await signedIn(kept(10));
    const form = await visitor.get('/_gate/change-password');
    const fields = { current: goodPassword, password: 'vlinder boot trompet' };
    const answer = await visitor.submit(form, fields, { action: '/_gate/change-password', follow: false });
    expect(String(answer.headers['set-cookie'])).toContain('Max-Age=864000');
    await wait(9 * dayInMs);
    expect(await checkedBy(gate, website, visitor)).toBe(204);
  });
});
