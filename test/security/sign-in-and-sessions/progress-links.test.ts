import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { registered, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { everythingStored, storedBesideCounts, tablesThatHold } from './everything-stored.ts';
import { newest, tokenIn } from './mailed-links.ts';

let gate: TestGate;
let website: TestWebsite;
let link: string;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish();
  await registered(gate, website, 'volgt@example.com');
  link = (await newest(gate, 'volgt@example.com', 'pending')).link;
});
afterAll(() => gate.stop());

describe('a link to the progress of an application', () => {
  it('S4: the secret of a progress link has 256 random bits, and only a hash of it is kept', async () => {
    const token = tokenIn(link);
    expect(new URL(link, 'http://x').pathname).toBe('/_gate/progress');
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(tablesThatHold(await everythingStored(gate), token)).toEqual(['event', 'mail']);
  });

  it('S4, case 18: reading a progress link, also by mail scanners, changes nothing and signs nobody in', async () => {
    const before = await storedBesideCounts(gate);
    for (const method of ['GET', 'HEAD', 'GET', 'POST', 'GET']) {
      const answer = await ask({ port: gate.running.gatePort, path: link, method, host: website.host });
      expect(answer.status).toBe(method === 'POST' ? 404 : 200);
      expect(String(answer.headers['set-cookie'])).not.toMatch(/\bgate=/);
    }
    expect(await storedBesideCounts(gate)).toEqual(before);
  });

  it('S4, case 1: a progress link serves one purpose: it sets no password and signs nobody in', async () => {
    const visitor = gate.visitor(website);
    for (const page of ['verify', 'set-password', 'reset-password', 'sign-in-link']) {
      const answer = await visitor.get(`/_gate/${page}?token=${tokenIn(link)}`);
      expect([403, 404]).toContain(answer.status);
    }
  });
});
