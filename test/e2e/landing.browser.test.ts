import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../src/contract/website-settings.ts';
import { newId } from '../../src/core/uuid.ts';
import { clickThrough, launchBrowser } from '../support/browser.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { pagesFolder } from '../support/pages-folder.ts';
import { codeOf, setUpApp } from '../support/second-factor.ts';
import { goodPassword } from '../support/visitor.ts';

let gate: TestGate;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = await pagesFolder();
  gate = await startTestGate();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await gate.stop();
});

const place = '/prijzen.html?lijst=A&b=%C3%A9#/regel/3?x=1';

async function publish(): Promise<TestWebsite> {
  const host = `land-${newId().slice(-8)}.localhost`;
  return gate.publish({
    hosts: [host],
    publicUrl: `http://${host}:${gate.running.gatePort}`,
    origin: { kind: 'folder', folder },
    policy: 'automatic',
    signIn: signInSettings.parse({ magicLink: true }),
  });
}

/** Opens a closed page, which leads to the sign-in, in a browser with or without JavaScript. */
async function come(website: TestWebsite, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, locale: 'nl-NL' });
  const page = await context.newPage();
  await page.goto(website.settings.publicUrl + place);
  return page;
}

async function fillIn(page: Page, email: string): Promise<void> {
  await page.fill('#email', email);
  await page.fill('#password', goodPassword);
  await clickThrough(page, page.locator('main form button.primary').first());
}

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('after sign-in %s', (_how, javaScriptEnabled) => {
  it('R14: one lands where one was going, query and fragment kept', async () => {
    const website = await publish();
    const email = 'land@example.com';
    await approved(gate, website, email);
    const page = await come(website, javaScriptEnabled);
    await fillIn(page, email);
    await page.waitForURL(website.settings.publicUrl + place);
    await page.context().close();
  });

  it('R14: also after a mistake, and by way of the second step', async () => {
    const website = await publish();
    const email = 'land-stap@example.com';
    const { visitor } = await approved(gate, website, email);
    const { secret } = await setUpApp(gate, visitor);
    gate.clock.move(30_000);
    const page = await come(website, javaScriptEnabled);
    await page.fill('#email', email);
    await page.fill('#password', 'niet het wachtwoord');
    await clickThrough(page, page.locator('main form button.primary').first());
    await page.getByText('horen niet bij elkaar').waitFor();
    await fillIn(page, email);
    await page.fill('#code', '000000');
    await clickThrough(page, page.locator('main form button.primary').first());
    await page.locator('#code-error').waitFor();
    await page.fill('#code', codeOf(gate, secret));
    await clickThrough(page, page.locator('main form button.primary').first());
    await page.waitForURL(website.settings.publicUrl + place);
    await page.context().close();
  });
});

describe('what goes by mail', () => {
  it('R14: a sign-in link leads to the very place too, where the page that asked for it had JavaScript', async () => {
    const website = await publish();
    const email = 'land-link@example.com';
    await approved(gate, website, email);
    const page = await come(website, true);
    await page.fill('#email', email);
    await clickThrough(page, page.getByRole('button', { name: 'Mail mij een aanmeldlink' }));
    await page.getByText('Kijk in uw mail').waitFor();
    const link = (await gate.mails(email)).at(-1)?.link ?? '';
    await page.goto(website.settings.publicUrl + link);
    await page.getByRole('button', { name: 'Aanmelden' }).click();
    await page.waitForURL(website.settings.publicUrl + place);
    await page.context().close();
  });

  it('R14: the link to create an account takes the place along', async () => {
    const website = await publish();
    const page = await come(website, true);
    await page.getByRole('link', { name: 'Account aanvragen' }).click();
    await page.waitForURL('**/_gate/sign-up?**');
    expect(await page.inputValue('input[name=return]')).toBe(place);
    await page.context().close();
  });

  it('R14: a website that leads on to another host is not held up by the sign-in page’s own policy', async () => {
    // As a shop with a hosted check-out: the page one came for sends the visitor on to another host.
    const elsewhere = `http://elders.localhost:${gate.running.gatePort}/kassa`;
    const shop = createServer((_request, response) => {
      response.writeHead(302, { location: elsewhere }).end();
    });
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    const { port } = shop.address() as AddressInfo; // it listens on TCP, so that it has one
    const website = await publish();
    await gate.change(website, { origin: { kind: 'upstream', url: `http://127.0.0.1:${port}` } });
    const email = 'land-verder@example.com';
    await approved(gate, website, email);
    const page = await come(website, true);
    await fillIn(page, email);
    await page.waitForURL(/\/kassa/);
    await page.context().close();
    shop.closeAllConnections();
    shop.close();
  });
});
