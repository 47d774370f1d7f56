import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../../src/contract/website-settings.ts';
import { newId } from '../../../src/core/uuid.ts';
import {
  accountIdOf,
  approved,
  registered,
  startTestGate,
  type TestGate,
  type TestWebsite,
} from '../../support/gate.ts';
import { checkedBy, setUpApp } from '../../support/second-factor.ts';
import type { Visitor, VisitorPage } from '../../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

const signIn = signInSettings.parse({ magicLink: true, keepSignedIn: true });

/** Asks for a link on the sign-in page. */
async function ask(visitor: Visitor, email: string, query = ''): Promise<VisitorPage> {
  const page = await visitor.get(`/_gate/sign-in${query}`);
  return visitor.submit(page, { email, way: 'link' }, { action: '/_gate/sign-in' });
}

/** The link of the newest mail, opened by a browser. */
async function openLink(website: TestWebsite, email: string, visitor = gate.visitor(website)) {
  const mail = (await gate.mails(email)).findLast(({ event }) => event === 'sign_in_link');
  if (mail === undefined) throw new Error(`No sign-in link was mailed to ${email}.`);
  return { visitor, link: mail.link, page: await visitor.get(mail.link) };
}

describe('sign-in link', () => {
  it('R14: signs in on another device, at the press of a button, and leads to the page one came for', async () => {
    const website = await gate.publish({ signIn });
    const email = 'link@example.com';
    await approved(gate, website, email);
    const asked = await ask(gate.visitor(website), email, '?return=/prijzen?a=1%23x');
    expect(asked.text).toContain(`Is ${email} bij ons bekend`);
    const { visitor, page } = await openLink(website, email);
    expect(page.text).toContain(`U meldt zich aan als ${email}`);
    const answer = await visitor.submit(page, {}, { follow: false });
    expect(answer.headers.location).toBe('/prijzen?a=1#x');
    expect(await checkedBy(gate, website, visitor)).toBe(204);
    const session = await gate.database.kysely
      .selectFrom('session')
      .select(['methods', 'strong', 'keep'])
      .where('website_id', '=', website.id)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(session).toEqual({ methods: ['link'], strong: false, keep: false });
    const told = (await gate.events()).filter(
      ({ data }) => data.event === 'signed_in' && data.email === email,
    );
    expect(told.at(-1)?.data.detail).toBe('link');
  });

  it('R14: what was ticked where it was asked for counts where it is opened', async () => {
    const website = await gate.publish({ signIn });
    const email = 'link-blijf@example.com';
    await approved(gate, website, email);
    const asking = gate.visitor(website);
    const form = await asking.get('/_gate/sign-in');
    await asking.submit(form, { email, way: 'link', keep: 'yes' }, { action: '/_gate/sign-in' });
    const { visitor, page } = await openLink(website, email);
    const answer = await visitor.submit(page, {}, { follow: false });
    expect(String(answer.headers['set-cookie'])).toMatch(/gate=[^;]{43}; .*Max-Age=2592000/);
  });

  it('case 18: opening it, however often, uses nothing up', async () => {
    const website = await gate.publish({ signIn });
    const email = 'link-kijk@example.com';
    await approved(gate, website, email);
    await ask(gate.visitor(website), email);
    const { visitor, link, page } = await openLink(website, email);
    for (let round = 0; round < 3; round += 1) await gate.visitor(website).get(link);
    expect(visitor.cookies.has('gate')).toBe(false);
    expect((await visitor.submit(page, {}, { follow: false })).status).toBe(303);
  });

  it('case 19, case 22: each of several works until one is used; a used or old one says so kindly', async () => {
    const companyId = newId();
    const website = await gate.publish({ signIn }, companyId);
    const other = await gate.publish({ signIn }, companyId);
    const email = 'link-twee@example.com';
    await approved(gate, website, email);
    await ask(gate.visitor(website), email);
    const first = await openLink(website, email);
    await ask(gate.visitor(website), email);
    await ask(gate.visitor(other), email);
    const elsewhere = await openLink(other, email);
    expect((await first.visitor.submit(first.page, {}, { follow: false })).status).toBe(303);
    const [, second] = (await gate.mails(email)).filter(({ event }) => event === 'sign_in_link');
    for (const link of [first.link, second?.link ?? '']) {
      const used = await gate.visitor(website).get(link);
      expect(used.status).toBe(410);
      expect(used.text).toContain('Deze link is al gebruikt');
    }
    // A link for another website is another thing.
    expect((await elsewhere.visitor.submit(elsewhere.page, {}, { follow: false })).status).toBe(303);
    await ask(gate.visitor(website), email);
    const late = await openLink(website, email);
    gate.clock.move(15 * 60_000 + 1000);
    expect((await late.visitor.submit(late.page)).text).toContain('Deze link is verlopen');
    expect(late.visitor.cookies.has('gate')).toBe(false);
  });

  it('case 2: a link of one website is nothing on another', async () => {
    const companyId = newId();
    const [a, b] = [await gate.publish({ signIn }, companyId), await gate.publish({ signIn }, companyId)];
    const email = 'link-elders@example.com';
    await approved(gate, a, email);
    await ask(gate.visitor(a), email);
    const { link } = await openLink(a, email);
    expect((await gate.visitor(b).get(link)).status).toBe(404);
  });

  it.each(['declined', 'blocked'] as const)(
    'case 1: who is %s is sent none, and one that was sent opens nothing',
    async (status) => {
      const website = await gate.publish({ signIn });
      const email = `link-${status}@example.com`;
      const { account } = await approved(gate, website, email);
      await ask(gate.visitor(website), email);
      const { visitor, page } = await openLink(website, email);
      await gate.account(website, { id: account.id, email, status });
      const refused = await visitor.submit(page);
      expect(refused.status).toBe(403);
      expect(refused.text).toContain(status === 'declined' ? 'geweigerd' : 'geblokkeerd');
      expect(visitor.cookies.has('gate')).toBe(false);
      const before = (await gate.mails(email)).length;
      const asked = await ask(gate.visitor(website), email);
      expect(asked.text).toContain('bij ons bekend');
      expect(await gate.mails(email)).toHaveLength(before);
    },
  );

  it('case 1: who waits for approval gets My page, and the check refuses', async () => {
    const website = await gate.publish({ signIn });
    const email = 'link-wacht@example.com';
    await registered(gate, website, email);
    await ask(gate.visitor(website), email);
    const { visitor, page } = await openLink(website, email);
    expect((await visitor.submit(page)).text).toContain('Uw aanvraag is ontvangen');
    expect(await checkedBy(gate, website, visitor)).toBe(403);
  });

  it('R14: never skips the second factor', async () => {
    const website = await gate.publish({ signIn });
    const email = 'link-app@example.com';
    const { visitor: owner } = await approved(gate, website, email);
    await setUpApp(gate, owner);
    await ask(gate.visitor(website), email);
    const { visitor, page } = await openLink(website, email);
    const step = await visitor.submit(page);
    expect(step.path).toBe('/_gate/second-step');
    expect(visitor.cookies.has('gate')).toBe(false);
  });

  it('case 26: somebody whose account staff made needs no password to begin', async () => {
    const website = await gate.publish({ signIn });
    const email = 'link-nieuw@example.com';
    await gate.account(website, { email, status: 'approved', personName: 'Nieuw Iemand' });
    await ask(gate.visitor(website), email);
    const { visitor, page } = await openLink(website, email);
    await visitor.submit(page);
    expect(await checkedBy(gate, website, visitor)).toBe(204);
    expect(await accountIdOf(gate, website, email)).toBeTruthy();
    expect((await visitor.get('/_gate/my-page/security')).text).toContain('U hebt geen wachtwoord');
  });

  it('case 13: a link that went to the address before it was corrected opens nothing', async () => {
    const website = await gate.publish({ signIn });
    const { account } = await approved(gate, website, 'link-fuot@example.com');
    await ask(gate.visitor(website), 'link-fuot@example.com');
    const { visitor, page } = await openLink(website, 'link-fuot@example.com');
    await gate.account(website, { id: account.id, email: 'link-fout@example.com', status: 'approved' });
    expect((await visitor.submit(page)).status).not.toBe(303);
    expect(visitor.cookies.has('gate')).toBe(false);
  });

  it('R14: where it is not offered there is no button, and the endpoints themselves refuse', async () => {
    const website = await gate.publish();
    const email = 'link-uit@example.com';
    await approved(gate, website, email);
    const visitor = gate.visitor(website);
    expect((await visitor.get('/_gate/sign-in')).text).not.toContain('Mail mij');
    const refused = await ask(visitor, email);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('kan hier niet');
    expect((await gate.mails(email)).some(({ event }) => event === 'sign_in_link')).toBe(false);
    // One that was asked for before it was switched off.
    await gate.change(website, { signIn });
    await ask(visitor, email);
    const { visitor: other, page } = await openLink(website, email);
    await gate.change(website, { signIn: signInSettings.parse({}) });
    expect((await other.submit(page)).status).toBe(403);
    expect(other.cookies.has('gate')).toBe(false);
  });

  it('I7, case 35: answers known and unknown addresses alike, and mails the known one only', async () => {
    const website = await gate.publish({ signIn });
    const [known, unknown] = ['link-bekend@example.com', 'link-onbekend@example.com'];
    await approved(gate, website, known);
    const seen = [];
    for (const email of [known, unknown]) {
      const { status, body } = await ask(gate.visitor(website), email);
      seen.push(`${status} ${body.replaceAll(email, 'ADDRESS').replace(/name="form" value="[^"]*"/g, '')}`);
    }
    expect(seen[0]).toBe(seen[1]);
    expect((await gate.mails(known)).at(-1)?.event).toBe('sign_in_link');
    expect(await gate.mails(unknown)).toEqual([]);
    // Twice the same form is one mail (case 16).
    const visitor = gate.visitor(website);
    const form = await visitor.get('/_gate/sign-in');
    const before = (await gate.mails(known)).length;
    for (const _time of [1, 2])
      await visitor.submit(form, { email: known, way: 'link' }, { action: '/_gate/sign-in' });
    expect(await gate.mails(known)).toHaveLength(before + 1);
  });
});
