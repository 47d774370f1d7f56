import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { goodPassword, type Visitor } from '../../support/visitor.ts';
import { asked, newest, newPassword, withSignInLinks } from './mailed-links.ts';

let gate: TestGate;
let website: TestWebsite;
let sister: TestWebsite;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish(withSignInLinks);
  sister = await gate.publish(withSignInLinks, website.companyId);
});
afterAll(() => gate.stop());

/** Links that were mailed and that nobody used yet: one to choose a password and one to sign in, on each website. */
async function openLinks(email: string): Promise<[TestWebsite, string][]> {
  const links: [TestWebsite, string][] = [];
  for (const at of [website, sister]) {
    links.push([at, (await asked(gate, at, email)).link]);
    const visitor = gate.visitor(at);
    await visitor.submit(await visitor.get('/_gate/sign-in'), { email, way: 'link' });
    links.push([at, (await newest(gate, email, 'sign_in_link')).link]);
  }
  return links;
}

async function statusesOf(links: readonly [TestWebsite, string][]): Promise<number[]> {
  return Promise.all(links.map(async ([at, link]) => (await gate.visitor(at).get(link)).status));
}

async function somebody(email: string): Promise<Visitor> {
  const { visitor } = await approved(gate, website, email);
  await gate.account(sister, { email, status: 'approved' });
  return visitor;
}

describe('links that were mailed before', () => {
  it('S4, R14: a changed password ends them all, on every website of the company', async () => {
    const email = 'wisselt@example.com';
    const visitor = await somebody(email);
    await somebody('ander@example.com');
    const links = await openLinks(email);
    const others = await openLinks('ander@example.com');
    expect(await statusesOf(links)).toEqual([200, 200, 200, 200]);
    const page = await visitor.get('/_gate/change-password');
    const answer = await visitor.submit(
      page,
      { current: goodPassword, password: newPassword },
      { action: '/_gate/change-password', follow: false },
    );
    expect(answer.status).toBe(303);
    expect(await statusesOf(links)).toEqual([410, 410, 410, 410]);
    expect(await statusesOf(others)).toEqual([200, 200, 200, 200]);
  });

  it('S5, R14: so does a password that was chosen by one of them', async () => {
    const email = 'kiest@example.com';
    await somebody(email);
    const links = await openLinks(email);
    const visitor = gate.visitor(website);
    await visitor.submit(await visitor.get(links[0]?.[1] ?? ''), { password: newPassword });
    expect(await statusesOf(links)).toEqual([410, 410, 410, 410]);
  });
});
