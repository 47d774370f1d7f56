import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { expect } from 'vitest';

const artifacts = join(import.meta.dirname, '../e2e/.artifacts');

/** Debian's Chromium, headless; it speaks to loopback only. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A person at a browser of their own: language, window and cookies apart from everybody else’s. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained about: errors of scripts, blocked by the content policy, and alike. */
  readonly complaints: readonly string[];
}

export async function newPerson(
  browser: Browser,
  options: { locale: string; width?: number; height?: number; dark?: boolean },
): Promise<Person> {
  const { locale, width = 1440, height = 900, dark = false } = options;
  const context = await browser.newContext({
    locale,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refusal that the page itself shows (401, 403, 409) is logged by the browser as a failed resource.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  return { context, page, complaints };
}

/**
 * Clicks what leads to another page, and waits until that one is whole. A click is over once the button is pressed:
 * what is read next could still be read on the page that is left, and opening an address could cut off the form.
 */
export async function clickThrough(page: Page, button: Locator): Promise<void> {
  const arrived = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
  await Promise.all([arrived, button.click()]);
  await page.waitForLoadState();
}

/** WCAG 2.2 A and AA by axe: nothing may be found. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // A frame in which no script may run, as that of a mail, can't be looked into: asking it would never end.
    .exclude('iframe[sandbox]')
    .analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join('; ')})`,
  );
  expect(found, page.url()).toEqual([]);
}

/** Runs a test with a page; where it fails, a picture of what the page showed is kept. */
export async function withPicture<T>(name: string, page: Page, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    mkdirSync(artifacts, { recursive: true });
    await page.screenshot({ path: join(artifacts, `${name}.png`), fullPage: true }).catch(() => {});
    throw error;
  }
}
