import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/uuid.ts';
import { ask } from '../../support/ask.ts';
import { startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { formOf } from '../../support/visitor.ts';
import { everythingStored, storedBesideCounts, tablesThatHold } from './everything-stored.ts';
import { oneUseLinks, tokenIn, withSignInLinks } from './mailed-links.ts';

// Each kind of link that can be used once (S4). Progress links, which may be read as often as one likes, stand in
// progress-links.test.ts.

let gate: TestGate;
let website: TestWebsite;
let serial = 0;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish(withSignInLinks);
});
afterAll(() => gate.stop());

const somebody = (): string => {
  serial += 1;
  return `link-${serial}@example.com`;
};

/** The mail that waits, and what the office is told of it while there is no mail server (docs/decisions/0005). */
const outgoing = ['event', 'mail'];

describe.each(oneUseLinks)('a link that $what', (kind) => {
  const make = () => kind.make(gate, website, somebody());

  it('S4: the secret of a link has 256 random bits, and only a hash of it is kept', async () => {
    const { link } = await make();
    expect(new URL(link, 'http://x').pathname).toBe(`/_gate/${kind.page}`);
    const token = tokenIn(link);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(tablesThatHold(await everythingStored(gate), token)).toEqual(outgoing);
  });

  it('S4, case 18: opening a link by GET or HEAD, however often, changes nothing; only its button does', async () => {
    const { link } = await make();
    const before = await storedBesideCounts(gate);
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'GET']) {
      const answer = await ask({ port: gate.running.gatePort, path: link, method, host: website.host });
      expect(answer.status).toBe(200);
      expect(String(answer.headers['set-cookie'])).not.toMatch(/\bgate=/);
    }
    expect(await storedBesideCounts(gate)).toEqual(before);
    const visitor = gate.visitor(website);
    const page = await visitor.get(link);
    expect(page.body).toMatch(/<form[^>]* method="post"/);
    // Nothing on the page presses the button by itself.
    expect(page.body).not.toMatch(/http-equiv="?refresh/i);
    expect((await visitor.submit(page, kind.fields, { follow: false })).status).toBe(303);
  });

  it('S4, case 22: what fails at a link, as a weak password, does not use it up', async () => {
    const { link } = await make();
    const visitor = gate.visitor(website);
    const page = await visitor.get(link);
    for (const wrong of kind.wrongFields) {
      expect((await visitor.submit(page, wrong, { follow: false })).status).toBe(422);
    }
    // Nor does a form without the token of the browser, or one that comes from elsewhere.
    const { action, fields } = formOf(page.body, undefined, page.path);
    const forged = { ...fields, ...kind.fields, form: '' };
    expect((await visitor.post(action, forged, { follow: false })).status).toBe(403);
    const foreign = { headers: { origin: 'https://evil.example' }, follow: false };
    expect((await visitor.submit(page, kind.fields, foreign)).status).toBe(403);
    expect((await visitor.submit(page, kind.fields, { follow: false })).status).toBe(303);
  });

  it('S4: a link serves one purpose: on the pages of others it is nothing', async () => {
    const { link } = await make();
    const token = tokenIn(link);
    const visitor = gate.visitor(website);
    const { fields } = formOf((await visitor.get('/_gate/sign-in')).body);
    const before = await storedBesideCounts(gate);
    for (const page of ['verify', 'set-password', 'reset-password', 'sign-in-link', 'progress']) {
      // One page under two names.
      const isOwn = page === kind.page || (page.endsWith('password') && kind.page.endsWith('password'));
      if (isOwn) continue;
      expect((await visitor.get(`/_gate/${page}?token=${token}`)).status).toBe(404);
      if (page === 'progress') continue;
      const sent = { ...kind.fields, form: fields.form ?? '', token };
      const answer = await visitor.post(`/_gate/${page}`, sent, { follow: false });
      // Where a password is asked for and none was sent, that is said first.
      expect([404, 422]).toContain(answer.status);
    }
    expect(await storedBesideCounts(gate)).toEqual(before);
  });

  it('S4, case 19: of six who use a link at the same moment one succeeds, and afterwards it is said to be used', async () => {
    const { link } = await make();
    const presses = [];
    for (let browser = 0; browser < 6; browser += 1) {
      const visitor = gate.visitor(website);
      const page = await visitor.get(link);
      presses.push(() => visitor.submit(page, kind.fields, { follow: false }));
    }
    const answers = await Promise.all(presses.map((press) => press()));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(5).fill(410)]);
    const used = await gate.visitor(website).get(link);
    expect(used.status).toBe(410);
    expect(used.text).toContain('Deze link is al gebruikt');
  });

  it('S4: the life of a link is short, and afterwards it opens and does nothing', async () => {
    const { link } = await make();
    const visitor = gate.visitor(website);
    gate.clock.move(kind.minutes * 60_000 - 1000);
    const page = await visitor.get(link);
    expect(page.status).toBe(200);
    gate.clock.move(2000);
    expect((await visitor.get(link)).text).toContain('Deze link is verlopen');
    expect((await visitor.submit(page, kind.fields, { follow: false })).status).toBe(410);
    expect(visitor.cookies.has('gate')).toBe(false);
  });

  it('S4, case 21: the host of a link is that of the settings, whatever host was asked', async () => {
    const own = `eigen-${newId().slice(-8)}.localhost`;
    const other = `anders-${newId().slice(-8)}.localhost`;
    const publicUrl = `https://${own}:8443`;
    const two = await gate.publish({ ...withSignInLinks, hosts: [other, own], publicUrl });
    // By the host that is not the one in the address of the settings.
    const asks = { ...two, host: `${other}:8443` };
    const mail = await kind.make(gate, asks, somebody());
    const addresses = [...mail.text.matchAll(/https?:\/\/[^\s/]+/g)].map(([address]) => address);
    expect(new Set(addresses)).toEqual(new Set([publicUrl]));
  });
});
