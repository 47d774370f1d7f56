import { createServer, type Server } from 'node:http';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickThrough, launchBrowser } from '../support/browser.ts';
import { startTestGate, type TestGate } from '../support/gate.ts';
import { createOwnFormScene, makeMistakes, newPage, type OwnFormScene } from '../support/own-form-scene.ts';
import { goodPassword } from '../support/visitor.ts';

let gate: TestGate;
let scene: OwnFormScene;
let browser: Browser;
let base: string;
beforeAll(async () => {
  gate = await startTestGate();
  scene = await createOwnFormScene(gate, 'aanvragen.localhost');
  base = scene.website.settings.publicUrl;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await gate?.stop();
});

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on TCP.');
  return address.port;
}

describe('sign-up in a browser', () => {
  it.each([
    { width: 390, colorScheme: 'light', locale: 'nl-NL' },
    { width: 390, colorScheme: 'dark', locale: 'de-DE' },
    { width: 1440, colorScheme: 'light', locale: 'de-DE' },
    { width: 1440, colorScheme: 'dark', locale: 'nl-NL' },
  ] as const)(
    'R14, R18: its pages are free of axe findings and fit, at $width px, $colorScheme, $locale',
    async ({ width, colorScheme, locale }) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, locale });
      const { page, complaints } = await newPage(context);
      const lookAt = async (name: string): Promise<void> => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        complaints.push(...violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`));
        const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
        if (isWide === true) complaints.push(`${name} is wider than the screen`);
      };
      for (const [name, path] of Object.entries(scene.pages)) {
        await page.goto(base + path);
        await lookAt(name);
      }
      await page.goto(`${base}/_gate/sign-up`);
      await makeMistakes(page);
      await lookAt('sign-up with mistakes');
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('R14: after a mistake the summary has the focus and leads to each field, and choices are still made', async () => {
    const context = await browser.newContext({ locale: 'nl-NL' });
    const { page } = await newPage(context);
    await page.goto(`${base}/_gate/sign-up`);
    await makeMistakes(page);
    await expect.poll(() => page.evaluate('document.activeElement.className')).toBe('problem');
    for (const name of ['lastName', 'companyName', 'own-voorwaarden', 'password']) {
      await page.click(`.problem a[href="#${name}"]`);
      await expect.poll(() => page.evaluate('document.activeElement.id')).toBe(name);
    }
    expect(await page.isChecked('#own-nieuws')).toBe(true);
    expect(await page.isChecked('[name="own-branche"][value="horeca"]')).toBe(true);
    expect(await page.isChecked('#own-voorwaarden')).toBe(false);
    await context.close();
  });

  it('R14: the terms open in a tab of their own, and what was typed stays', async () => {
    const context = await browser.newContext({ locale: 'nl-NL' });
    await context.route('https://jansen.example/**', (route) => route.fulfill({ body: 'De voorwaarden' }));
    const { page } = await newPage(context);
    await page.goto(`${base}/_gate/sign-up`);
    await page.fill('#firstName', 'Sanne');
    const [terms] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'nieuw tabblad' }).click(),
    ]);
    await terms.waitForLoadState();
    expect(terms.url()).toBe('https://jansen.example/voorwaarden?v=3&taal=nl');
    expect(await terms.evaluate('window.opener')).toBeNull();
    expect(await page.inputValue('#firstName')).toBe('Sanne');
    await context.close();
  });

  it.each([true, false])(
    'R4, R12: from the check-out to an application and its progress, with JavaScript: %s',
    async (javaScriptEnabled) => {
      const context = await browser.newContext({ javaScriptEnabled, locale: 'nl-NL' });
      const { page } = await newPage(context);
      const email = `script-${javaScriptEnabled}@example.com`;
      await page.goto(`${base}/checkout.html?cart=7`);
      expect(page.url()).toContain('/_gate/welcome');
      await clickThrough(page, page.getByRole('link', { name: 'Account aanvragen' }));
      const values = { firstName: 'Sanne', lastName: 'Bakker', companyName: 'Bakker', vatNo: 'NL1', email };
      for (const [name, value] of Object.entries(values)) await page.fill(`#${name}`, value);
      await page.fill('#password', goodPassword);
      await page.check('[name="own-branche"][value="bouw"]');
      await page.selectOption('#own-omzet', '3');
      await page.check('#own-voorwaarden');
      await clickThrough(page, page.getByRole('button', { name: 'Aanvragen' }));
      expect(await page.textContent('main')).toContain(email);
      const [mail] = await gate.mails(email);
      await page.goto(base + mail?.link);
      await clickThrough(page, page.getByRole('button', { name: 'Bevestigen' }));
      expect(await page.textContent('h1')).toBe('Uw aanvraag is ontvangen');
      await clickThrough(page, page.getByRole('link', { name: 'Voortgang van mijn aanvraag' }));
      expect(new URL(page.url()).search).toMatch(/^\?token=[\w-]{43}$/);
      expect(await page.textContent('main')).toContain('Naam');
      await context.close();
    },
  );

  it('R12: a guest goes on to the check-out, with the browser’s own headers', async () => {
    const context = await browser.newContext({ locale: 'nl-NL' });
    const { page } = await newPage(context);
    await page.goto(`${base}/checkout.html?cart=7`);
    await clickThrough(page, page.getByRole('link', { name: 'Doorgaan als gast' }));
    expect(page.url()).toBe(`${base}/checkout.html?cart=7`);
    await page.goto(`${base}/checkout.html?cart=8`);
    expect(page.url()).toBe(`${base}/checkout.html?cart=8`);
    await context.close();
  });

  it('R12: a guest gets to a check-out that the website has on another host', async () => {
    const elsewhere = createServer((_request, response) => response.end('De kassa elders'));
    const shop = createServer((_request, response) => {
      response.writeHead(302, { location: `http://kassa.localhost:${portOf(elsewhere)}/` }).end();
    });
    for (const server of [elsewhere, shop]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    }
    const site = await gate.publish({
      hosts: ['doorverwijzen.localhost'],
      publicUrl: `http://doorverwijzen.localhost:${gate.running.gatePort}`,
      protection: 'voluntary',
      paths: ['/checkout'],
      origin: { kind: 'upstream', url: `http://127.0.0.1:${portOf(shop)}` },
    });
    const context = await browser.newContext({ locale: 'nl-NL' });
    const { page } = await newPage(context);
    await page.goto(`${site.settings.publicUrl}/checkout`);
    await clickThrough(page, page.getByRole('link', { name: 'Doorgaan als gast' }));
    expect(await page.textContent('body')).toBe('De kassa elders');
    await context.close();
    for (const server of [elsewhere, shop]) server.close();
  });

  it('R14: a password that is too short for the website is never called strong', async () => {
    const site = await gate.publish({
      hosts: ['lang.localhost'],
      publicUrl: `http://lang.localhost:${gate.running.gatePort}`,
      signIn: { ...scene.website.settings.signIn, minPasswordLength: 24 },
    });
    const context = await browser.newContext({ locale: 'nl-NL' });
    const { page } = await newPage(context);
    await page.goto(`${site.settings.publicUrl}/_gate/sign-up`);
    await page.fill('#password', 'vlinder boot trompet');
    await page.getByText('Sterkte: zwak, wordt geweigerd').waitFor();
    await context.close();
  });

  it('R14: a first visit to the own form loads less than 20 kB', async () => {
    const context = await browser.newContext({ locale: 'nl-NL' });
    const { page } = await newPage(context);
    const session = await context.newCDPSession(page);
    let bytes = 0;
    await session.send('Network.enable');
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(`${base}/_gate/sign-up`, { waitUntil: 'networkidle' });
    expect(bytes).toBeGreaterThan(3_000);
    expect(bytes).toBeLessThan(20_000);
    await context.close();
  });
});
