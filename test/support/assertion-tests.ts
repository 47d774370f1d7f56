import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssertionWebsite, badAssertions } from './assertion-website.ts';

const greeting = `Zoë “100%” <zoe@example.com> of Bakkerij Anna (10001)
customer, price-group:A
A nl
`;

/** What each of the examples that read an assertion must do, whatever language it is written in. */
export function describeExample(title: string, start: () => Promise<AssertionWebsite>): void {
  describe(title, () => {
    let website: AssertionWebsite;
    beforeAll(async () => {
      website = await start();
    });
    afterAll(() => website?.stop());

    it('R15: knows whom the gate says is there, with every claim as it was', async () => {
      expect(await website.ask(website.good)).toEqual({ status: 200, body: greeting });
      expect(await website.ask(await website.forge({}))).toEqual({ status: 200, body: greeting });
    });

    it('R15: takes clocks that differ by some seconds', async () => {
      const now = Math.floor(Date.now() / 1000);
      expect((await website.ask(await website.forge({ iat: now + 15, exp: now + 75 }))).status).toBe(200);
      expect((await website.ask(await website.forge({ iat: now - 75, exp: now - 15 }))).status).toBe(200);
    });

    it('I1: without an assertion, and with an empty one, nobody is there', async () => {
      for (const assertion of [undefined, '']) {
        expect(await website.ask(assertion)).toEqual({ status: 401, body: 'Nobody is signed in.\n' });
      }
    });

    it('I1: believes no assertion that is over, for another website, by another key, changed, or unsigned', async () => {
      for (const [wrong, assertion] of Object.entries(await badAssertions(website))) {
        const { status, body } = await website.ask(assertion);
        expect({ wrong, status, body }).toEqual({ wrong, status: 401, body: 'Nobody is signed in.\n' });
      }
      expect(website.complaints()).toContain('Gatehouse-Assertion was refused');
      expect((await website.ask(website.good)).status).toBe(200);
    });

    it('R15: while the key is rotated, what the old and what the new one signed is good', async () => {
      const { coming } = website;
      expect((await website.ask(await website.forge({}, coming))).status).toBe(200);
      expect((await website.ask(await website.forge({}))).status).toBe(200);
      const mixedUp = await website.forge({}, { key: coming.key });
      expect((await website.ask(mixedUp)).status).toBe(401);
    });
  });
}
