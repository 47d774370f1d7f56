import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickThrough, launchBrowser } from '../support/browser.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { goodPassword } from '../support/visitor.ts';

let gate: TestGate;
let website: TestWebsite;
let browser: Browser;
const email = 'stap@example.com';
beforeAll(async () => {
  gate = await startTestGate();
  const host = 'stappen.localhost';
  website = await gate.publish({ hosts: [host], publicUrl: `http://${host}:${gate.running.gatePort}` });
  await approved(gate, website, email);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await gate.stop();
});

async function open(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ locale: 'nl-NL', ...options });
  context.setDefaultTimeout(10_000);
  return context.newPage();
}
const at = (path: string): string => `${website.settings.publicUrl}/_gate/${path}`;

async function signIn(page: Page, path: string): Promise<void> {
  await page.goto(at(path));
  await page.fill('#email', email);
  await page.fill('#password', goodPassword);
  await clickThrough(page, page.locator('button.primary'));
}

describe('steps of a visitor in a browser', () => {
  it('R14: without JavaScript one signs in for a page of My page, and gets around there by its navigation', async () => {
    const page = await open({ javaScriptEnabled: false });
    await signIn(page, 'my-page/privacy');
    await page.waitForURL(at('my-page/privacy'));
    const menu = page.getByRole('navigation', { name: 'Mijn pagina' });
    expect(await menu.locator('[aria-current=page]').textContent()).toBe('Privacy');
    for (const [label, path] of [
      ['Overzicht', 'my-page'],
      ['Gegevens', 'my-page/details'],
      ['Beveiliging', 'my-page/security'],
      ['Apparaten', 'my-page/devices'],
    ] as const) {
      await menu.getByRole('link', { name: label }).click();
      await page.waitForURL(at(path));
      expect(await menu.locator('[aria-current=page]').textContent()).toBe(label);
    }
    await clickThrough(page, menu.getByRole('button', { name: 'Afmelden' }));
    expect(await page.textContent('main')).toContain('U bent afgemeld');
    await page.context().close();
  });

  it('R14: without JavaScript one changes details and language, and signs out elsewhere', async () => {
    const page = await open({ javaScriptEnabled: false });
    const other = await open({ javaScriptEnabled: false });
    await signIn(other, 'sign-in?return=/_gate/my-page');
    await signIn(page, 'my-page/details');
    await page.fill('#phone', '0612345678');
    await page.locator('main button.primary').click();
    await page.locator('.notice', { hasText: 'Uw gegevens zijn opgeslagen' }).waitFor();
    await page.selectOption('#language', 'de');
    await page.locator('main button.quiet').click();
    await page.locator('h1', { hasText: /^Meine Daten$/ }).waitFor();
    await page.goto(at('my-page/devices'));
    await page.getByRole('button', { name: 'Überall sonst abmelden' }).click();
    await page.locator('.notice', { hasText: 'Sie sind überall sonst abgemeldet' }).waitFor();
    const whereToNow = async () => (await other.goto(at('my-page')))?.url();
    await expect.poll(whereToNow, { timeout: 5000 }).toContain('/_gate/sign-in');
    await page.goto(at('my-page/details'));
    await page.selectOption('#language', 'nl');
    await clickThrough(page, page.locator('main button.quiet'));
    for (const one of [page, other]) await one.context().close();
  });

  it('case 37: without JavaScript one’s data come as a file', async () => {
    const page = await open({ javaScriptEnabled: false });
    await signIn(page, 'my-page/privacy');
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Downloaden' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^my-data-\d{4}-\d\d-\d\d\.json$/);
    await page.context().close();
  });

  it('R14: a link out of a mail works although its page sends no referrer (Origin: null)', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.goto(at('forgotten-password'));
    await page.fill('#email', email);
    await clickThrough(page, page.locator('button.primary'));
    const link = (await gate.mails(email)).at(-1)?.link ?? '';
    await page.goto(website.settings.publicUrl + link);
    await page.fill('#password', goodPassword);
    await page.locator('button.primary').click();
    await page.locator('main', { hasText: 'Uw wachtwoord is opgeslagen' }).waitFor();
    await page.context().close();
  });

  it('R14: the password can be shown, a new one’s strength is told, and mistakes take the focus', async () => {
    const page = await open({});
    await page.goto(at('sign-up'));
    await page.fill('#password', 'vlinder boot trompet');
    await expect.poll(() => page.textContent('main')).toContain('Sterkte: sterk');
    await page.getByRole('button', { name: 'Tonen' }).click();
    expect(await page.getAttribute('#password', 'type')).toBe('text');
    await clickThrough(page, page.locator('main button.primary'));
    await expect.poll(() => page.evaluate('document.activeElement.className')).toBe('problem');
    await page.getByRole('link', { name: 'Voornaam' }).click();
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('firstName');
    await page.context().close();
  });
});
