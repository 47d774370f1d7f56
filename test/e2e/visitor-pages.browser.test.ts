import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startTestGate, type TestGate } from '../support/gate.ts';
import { type SeenPage, visitorPages } from '../support/visitor-pages.ts';
import { createVisitorScene, ownLook, type VisitorScene } from '../support/visitor-scene.ts';

/** A folder for pictures of all pages; without it none are taken. */
const pictures = process.env.VISITOR_PICTURES;
const mostBytes = 20_000;

let gate: TestGate;
let browser: Browser;
let scenes: Readonly<Record<'plain' | 'own', VisitorScene>>;
beforeAll(async () => {
  gate = await startTestGate();
  scenes = {
    plain: await createVisitorScene(gate, 'zien.localhost', {
      name: 'Partnerweb van Groothandel en Transportcentrum De Vries en Zonen',
    }),
    own: await createVisitorScene(gate, 'dehaan.localhost', {
      name: 'Partnerweb',
      companyName: 'De Haan Transportcentrum',
      look: ownLook,
    }),
  };
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await gate.stop();
});

const looks = [
  { width: 390, colorScheme: 'dark', language: 'de', scene: 'own' },
  { width: 1440, colorScheme: 'light', language: 'no', scene: 'own' },
] as const;
/** With ALL_LOOKS=1 every page is looked at in these too; that takes some minutes more. */
const moreLooks = [
  { width: 390, colorScheme: 'light', language: 'nl', scene: 'plain' },
  { width: 1440, colorScheme: 'dark', language: 'en', scene: 'plain' },
] as const;
/** Other widths at which nothing may stick out: WCAG 2.2 asks for 320, and screens are wide. */
const otherWidths = { 390: [320], 1440: [768, 1920] } as const;

async function newContext(options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  context.setDefaultTimeout(10_000);
  return context;
}

/** Opens a page as one of the people and in a language, and does what belongs to it. */
async function openPage(page: Page, scene: VisitorScene, seen: SeenPage, language: string): Promise<void> {
  const { website, sisters, people } = scene;
  const path = typeof seen.path === 'string' ? seen.path : await seen.path(gate, scene);
  const base = website.settings.publicUrl;
  const hosts = [website, ...Object.values(sisters)].map(({ settings }) => settings.publicUrl);
  const context = page.context();
  await context.clearCookies();
  await context.addCookies([
    ...[...people[seen.as ?? 'nobody'].visitor.cookies].map(([name, value]) => ({ name, value, url: base })),
    ...hosts.map((url) => ({ name: 'gate-language', value: language, url })),
  ]);
  await page.goto(new URL(path, base).href);
  await seen.act?.(page, scene);
  await page.waitForLoadState('load');
}

/** Bytes that were transferred for the page that is shown, headers and all it needs included, with nothing kept from before. */
async function countBytes(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  let loading = '';
  const loaderOf = new Map<string, string>();
  session.on('Network.requestWillBeSent', ({ type, requestId, loaderId }) => {
    loaderOf.set(requestId, loaderId);
    if (type !== 'Document') return;
    bytes = 0;
    loading = loaderId;
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    // What still comes for the page before this one does not count.
    if (loaderOf.get(requestId) === loading) bytes += encodedDataLength;
  });
  return () => bytes;
}

const isWide = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');

async function takePicture(page: Page, folder: string, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(join(pictures, folder), { recursive: true });
  await page.screenshot({ path: join(pictures, folder, `${name}.png`), fullPage: true });
}

describe('visitor pages in a browser', () => {
  it.each(process.env.ALL_LOOKS === undefined ? looks : [...looks, ...moreLooks])(
    'R14, R18: no axe findings, no sideways scrolling, under 20 kB: every page at $width px, $colorScheme, $language',
    async ({ width, colorScheme, language, scene: which }) => {
      const scene = scenes[which];
      await scene.speak(language);
      const viewport = { width, height: 900 };
      const context = await newContext({ viewport, colorScheme, locale: language });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('status of 4'))
          faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(error.message));
      const bytesOf = await countBytes(page);
      for (const seen of visitorPages) {
        await page.setViewportSize(viewport);
        await openPage(page, scene, seen, language).catch((error: Error) => {
          faults.push(`${seen.name}: ${error.message}`);
        });
        const bytes = bytesOf();
        if (bytes > mostBytes || bytes < 2000) faults.push(`${seen.name}: ${bytes} bytes`);
        if ((await page.getAttribute('html', 'lang')) !== language) faults.push(`${seen.name}: language`);
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
        faults.push(...violations.map(({ id, nodes }) => `${seen.name}: ${id} ${nodes[0]?.html}`));
        await takePicture(page, `${width}-${colorScheme}`, seen.name);
        for (const other of [width, ...otherWidths[width]]) {
          await page.setViewportSize({ width: other, height: 900 });
          if (await isWide(page)) faults.push(`${seen.name} is wider than ${other} px`);
        }
      }
      await context.close();
      expect(faults).toEqual([]);
    },
  );

  it('GATE: recovery codes print on a clean sheet, and all is there where the system chooses the colours', async () => {
    const scene = scenes.own;
    await scene.speak('nl');
    const context = await newContext({ locale: 'nl' });
    const page = await context.newPage();
    const codes = visitorPages.find(({ name }) => name === 'codes');
    if (codes === undefined) throw new Error('no page with codes');
    await openPage(page, scene, codes, 'nl');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.codes li:visible').count()).toBe(10);
    expect(await page.locator(':is(nav, footer, button, .ways):visible').count()).toBe(0);
    await takePicture(page, 'print', 'codes');
    await page.emulateMedia({ media: 'screen', forcedColors: 'active' });
    await takePicture(page, 'forced-colors', 'codes');
    for (const name of ['my-page', 'sign-up-mistakes']) {
      const seen = visitorPages.find((one) => one.name === name);
      if (seen !== undefined) await openPage(page, scene, seen, 'nl');
      expect(await page.locator('main a:visible').count()).toBeGreaterThan(0);
      await takePicture(page, 'forced-colors', name);
    }
    await context.close();
  });

  it('R14: every page is there, and leads on, without JavaScript', async () => {
    const scene = scenes.plain;
    await scene.speak('nl');
    const titles: string[][] = [];
    for (const javaScriptEnabled of [true, false]) {
      const context = await newContext({ javaScriptEnabled, locale: 'nl' });
      const page = await context.newPage();
      const seen: string[] = [];
      for (const one of visitorPages) {
        await openPage(page, scene, one, 'nl');
        const ways = await page.locator('main :is(a, button):visible').count();
        seen.push(`${one.name}: ${await page.textContent('h1')}, ${ways > 0 ? 'leads on' : 'leads nowhere'}`);
      }
      titles.push(seen);
      await context.close();
    }
    expect(titles[1]).toEqual(titles[0]);
    expect(titles[1]?.filter((title) => title.endsWith('nowhere'))).toEqual([]);
  });
});
