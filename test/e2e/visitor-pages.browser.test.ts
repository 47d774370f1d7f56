import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { goodPassword } from '../support/visitor.ts';

let gate: TestGate;
let website: TestWebsite;
let browser: Browser;
const email = 'oog@example.com';
beforeAll(async () => {
  gate = await startTestGate();
  const host = 'zien.localhost';
  website = await gate.publish({
    name: 'Partnerweb van Groothandel en Transportcentrum De Vries en Zonen',
    hosts: [host],
    publicUrl: `http://${host}:${gate.running.gatePort}`,
  });
  await approved(gate, website, email);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await gate.stop();
});

async function open(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  return context.newPage();
}

const looks = [
  { width: 390, colorScheme: 'light', locale: 'nl-NL' },
  { width: 390, colorScheme: 'dark', locale: 'en-GB' },
  { width: 1440, colorScheme: 'light', locale: 'en-GB' },
  { width: 1440, colorScheme: 'dark', locale: 'nl-NL' },
] as const;

describe('visitor pages in a browser', () => {
  it.each(looks)(
    'R14, R18: pages are free of axe findings and fit, at $width px, $colorScheme, $locale',
    async (look) => {
      const { width, colorScheme, locale } = look;
      const page = await open({ viewport: { width, height: 800 }, colorScheme, locale });
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('status of 4'))
          faults.push(message.text());
      });
      const base = website.settings.publicUrl;
      const lookAt = async (name: string): Promise<void> => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        faults.push(...violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`));
        const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
        if (isWide === true) faults.push(`${name} is wider than the screen`);
      };
      const send = () => page.locator('main form button.primary').first().click();
      for (const path of ['sign-in', 'sign-up', 'forgotten-password', 'verify?token=x', 'nergens']) {
        await page.goto(`${base}/_gate/${path}`);
        await lookAt(path);
      }
      await page.goto(`${base}/_gate/sign-up`);
      await send();
      await lookAt('sign-up with mistakes');
      expect(await page.evaluate('document.activeElement.className')).toBe('problem');
      await page.goto(`${base}/_gate/sign-in?return=/_gate/my-page`);
      await page.fill('#email', email);
      await page.fill('#password', goodPassword);
      await send();
      for (const path of ['my-page', 'change-password', 'sign-out']) {
        await page.goto(`${base}/_gate/${path}`);
        await lookAt(path);
      }
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );

  it('R14: sign-in, My page and sign-out work without JavaScript', async () => {
    const page = await open({ javaScriptEnabled: false, locale: 'nl-NL' });
    await page.goto(`${website.settings.publicUrl}/_gate/my-page`);
    await page.fill('#email', email);
    await page.fill('#password', goodPassword);
    await page.locator('button.primary').click();
    await page.goto(`${website.settings.publicUrl}/_gate/my-page`);
    expect(await page.textContent('main')).toContain('U hebt toegang');
    await page.locator('.ways button', { hasText: 'Afmelden' }).click();
    expect(await page.textContent('main')).toContain('U bent afgemeld');
    await page.context().close();
  });

  it('R14: a link out of a mail works although its page sends no referrer (Origin: null)', async () => {
    const page = await open({ javaScriptEnabled: false, locale: 'nl-NL' });
    await page.goto(`${website.settings.publicUrl}/_gate/forgotten-password`);
    await page.fill('#email', email);
    await page.locator('button.primary').click();
    const link = (await gate.mails(email)).at(-1)?.link ?? '';
    await page.goto(website.settings.publicUrl + link);
    await page.fill('#password', 'vlinder boot trompet');
    await page.locator('button.primary').click();
    expect(await page.textContent('main')).toContain('Uw wachtwoord is opgeslagen');
    await page.context().close();
  });

  it('R14: the password can be shown, and a new one’s strength is told', async () => {
    const page = await open({ locale: 'nl-NL' });
    await page.goto(`${website.settings.publicUrl}/_gate/sign-up`);
    await page.fill('#password', 'vlinder boot trompet');
    expect(await page.textContent('main')).toContain('Sterkte: sterk');
    await page.getByRole('button', { name: 'Tonen' }).click();
    expect(await page.getAttribute('#password', 'type')).toBe('text');
    await page.context().close();
  });

  it('R14: a first visit loads less than 20 kB', async () => {
    const page = await open({ locale: 'nl-NL' });
    const bodies: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.url().startsWith('http')) bodies.push(response.body());
    });
    await page.goto(`${website.settings.publicUrl}/_gate/sign-up`, { waitUntil: 'networkidle' });
    const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + body.length, 0);
    expect(bytes).toBeGreaterThan(5_000);
    expect(bytes).toBeLessThan(20_000);
    await page.context().close();
  });
});
