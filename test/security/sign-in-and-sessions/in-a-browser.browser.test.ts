import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { registered, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { storedBesideCounts } from './everything-stored.ts';
import { asked, oneUseLinks, withSignInLinks } from './mailed-links.ts';

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
      ['kort', 'Sterkte: zwak, wordt geweigerd'],
      ['aaaaaaaaaaaaaaaaaaaa', 'Sterkte: zwak, wordt geweigerd'],
      ['kade lamp 7', 'Sterkte: redelijk'],
      ['kachel lamp fiets zee boot', 'Sterkte: sterk'],
      ['', ''],
    ] as const) {
      await page.fill('#password', typed);
      await expect.poll(() => shown.textContent()).toBe(strength);
    }
  });

  it('S2: what the gate refuses is never called anything but weak: common words, the website, one’s own name and address', async () => {
    const refused = 'Sterkte: zwak, wordt geweigerd';
    const shown = page.locator('.field', { has: page.locator('#password') }).getByRole('status');
    const says = async (typed: string, strength: string) => {
      await page.fill('#password', typed);
      await expect.poll(async () => [typed, await shown.textContent()]).toEqual([typed, strength]);
    };
    const { name, companyName } = website.settings;
    await open('/_gate/sign-up');
    for (const typed of [
      `${name} 2026!`,
      `${companyName}${companyName}`,
      'Wachtwoord welkom zomer',
      website.host,
    ])
      await says(typed, refused);
    await says('sannewillemse.bakkertechniek', 'Sterkte: sterk');
    await page.fill('#firstName', 'Sanne');
    await page.fill('#lastName', 'Willemse');
    await page.fill('#email', 'info@bakkertechniek.nl');
    // What was called strong is looked at anew when more is known.
    await expect.poll(() => shown.textContent()).toBe(refused);

    const email = 'trompettist@fanfare-eendracht.nl';
    await registered(gate, website, email);
    await open((await asked(gate, website, email)).link);
    await says('trompettist-eendracht-2026', refused);
    await says('kachel lamp fiets zee boot', 'Sterkte: sterk');
  });
});
