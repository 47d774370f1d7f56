import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../../src/contract/website-settings.ts';
import { newId } from '../../../src/core/uuid.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { checkedBy } from '../../support/second-factor.ts';
import { goodPassword, type Visitor } from '../../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

const minuteInMs = 60_000;
const hourInMs = 60 * minuteInMs;
const open = 204;
const signInFirst = 302;

/** Websites of one company with limits of their own, and somebody signed in on both. */
async function signedInOnTwo(email: string) {
  const companyId = newId();
  const short = await gate.publish({ sessionIdleMinutes: 10, sessionHours: 1 }, companyId);
  const long = await gate.publish({ sessionIdleMinutes: 120, sessionHours: 6 }, companyId);
  const { visitor: onShort } = await approved(gate, short, email);
  await gate.account(long, { email, status: 'approved' });
  const onLong = gate.visitor(long);
  await onLong.signIn(email, goodPassword);
  return async (): Promise<number[]> => [
    await checkedBy(gate, short, onShort),
    await checkedBy(gate, long, onLong),
  ];
}

describe('limits of a session', () => {
  it('S3: a session ends when it was idle for as long as the website says, each website for itself', async () => {
    const checks = await signedInOnTwo('stil@example.com');
    expect(await checks()).toEqual([open, open]);
    gate.clock.move(10 * minuteInMs - 1000);
    expect(await checks()).toEqual([open, open]);
    gate.clock.move(10 * minuteInMs);
    expect(await checks()).toEqual([signInFirst, open]);
    gate.clock.move(2 * hourInMs);
    expect(await checks()).toEqual([signInFirst, signInFirst]);
  });

  it('S3: a session ends after the hours that the website says, however busy it is', async () => {
    const checks = await signedInOnTwo('druk@example.com');
    for (let minutes = 0; minutes < 60; minutes += 6) {
      expect(await checks()).toEqual([open, open]);
      gate.clock.move(6 * minuteInMs);
    }
    expect(await checks()).toEqual([signInFirst, open]);
    for (let hours = 1; hours < 6; hours += 1) {
      expect((await checks())[1]).toBe(open);
      gate.clock.move(hourInMs);
    }
    expect(await checks()).toEqual([signInFirst, signInFirst]);
  });

  it('S3: "keep me signed in" is the website’s to offer and the visitor’s to tick', async () => {
    const email = 'blijf@example.com';
    const limits = { sessionIdleMinutes: 10, sessionHours: 1 };
    const signIn = signInSettings.parse({ keepSignedIn: true, keepSignedInDays: 3 });
    const companyId = newId();
    const offers = await gate.publish({ ...limits, signIn }, companyId);
    const offersNot = await gate.publish(limits, companyId);
    await approved(gate, offers, email);
    await gate.account(offersNot, { email, status: 'approved' });
    const enter = async (website: TestWebsite, keep: Record<string, string>): Promise<Visitor> => {
      const visitor = gate.visitor(website);
      const page = await visitor.get('/_gate/sign-in');
      expect(page.text.includes('Aangemeld blijven')).toBe(website === offers);
      await visitor.submit(page, { email, password: goodPassword, ...keep });
      return visitor;
    };
    const ticked = await enter(offers, { keep: 'yes' });
    const without = await enter(offers, {});
    const forged = await enter(offersNot, { keep: 'yes' });
    gate.clock.move(3 * 24 * hourInMs - 1000);
    expect(await checkedBy(gate, offers, ticked)).toBe(open);
    expect(await checkedBy(gate, offers, without)).toBe(signInFirst);
    expect(await checkedBy(gate, offersNot, forged)).toBe(signInFirst);
    gate.clock.move(1000);
    expect(await checkedBy(gate, offers, ticked)).toBe(signInFirst);
  });

  it('S3: several tabs may sign in at once, each to its own page', async () => {
    const email = 'tabbladen@example.com';
    const website = await gate.publish();
    await approved(gate, website, email);
    const visitor = gate.visitor(website);
    const tabs = [];
    for (const path of ['/a', '/b', '/c']) tabs.push(await visitor.get(`/_gate/sign-in?return=${path}`));
    const answers = await Promise.all(
      tabs.map((tab) => visitor.submit(tab, { email, password: goodPassword }, { follow: false })),
    );
    expect(answers.map(({ headers }) => headers.location)).toEqual(['/a', '/b', '/c']);
    expect(await checkedBy(gate, website, visitor)).toBe(open);
  });
});
