import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { storedBesideCounts } from './everything-stored.ts';
import { oneUseLinks, withSignInLinks } from './mailed-links.ts';

let gate: TestGate;
let website: TestWebsite;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  gate = await startTestGate();
  const host = 'scanner.localhost';
  const publicUrl = `http://${host}:${gate.running.gatePort}`;
  website = await gate.publish({ ...withSignInLinks, hosts: [host], publicUrl });
  browser = await launchBrowser();
  page = await browser.newPage({ locale: 'nl-NL' });
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser?.close();
  await gate?.stop();
});

async function open(path: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(website.settings.publicUrl + path);
}

describe('in a browser with its scripts running', () => {
  it.each(oneUseLinks)('S4, case 18: a mail scanner consumes nothing of a link that $what', async (kind) => {
    const { link } = await kind.make(gate, website, `scan-${oneUseLinks.indexOf(kind)}@example.com`);
    const before = await storedBesideCounts(gate);
    await open(link);
    // As scanners do: waits for what scripts do, moves about, and follows every link.
    await page.locator('main').hover();
    await page.keyboard.press('Tab');
    await page.waitForTimeout(200);
    const hrefs: (string | null)[] = await page
      .locator('a[href]')
      .evaluateAll((links) => links.map((one) => one.getAttribute('href')));
    await page.evaluate((all) => Promise.all(all.map((href) => fetch(href ?? '/'))), hrefs);
    await page.reload();
    expect(await storedBesideCounts(gate)).toEqual(before);
    const visitor = gate.visitor(website);
    const answer = await visitor.submit(await visitor.get(link), kind.fields, { follow: false });
    expect(answer.status).toBe(303);
  });

  it('S2: while a password is typed its strength is shown in words', async () => {
    await open('/_gate/sign-up');
    const shown = page.locator('.field', { has: page.locator('#password') }).getByRole('status');
    for (const [typed, strength] of [
      ['kort', 'Sterkte: zwak'],
      ['aaaaaaaaaaaaaaaaaaaa', 'Sterkte: zwak'],
      ['kade lamp 7', 'Sterkte: redelijk'],
      ['kachel lamp fiets zee boot', 'Sterkte: sterk'],
    ] as const) {
      await page.fill('#password', typed);
      expect(await shown.textContent()).toBe(strength);
    }
  });
});
