import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, launchBrowser, newPerson, type Person, withPicture } from '../support/browser.ts';
import { makeTemporaryFolder } from '../support/data-folder.ts';
import { type RunningProgram, startProgram } from '../support/program.ts';

/** A folder for pictures; without it none are taken. */
const pictures = process.env.WEBSITE_PICTURES;

let browser: Browser;
let program: RunningProgram;
let owner: Person;
let company: string;
let websiteId: string;

beforeAll(async () => {
  const dataFolder = await makeTemporaryFolder('gatehouse-warnings-');
  [browser, program] = await Promise.all([
    launchBrowser(),
    startProgram({ dataFolder, options: ['--sample'] }),
  ]);
  const [, email = '', password = ''] = /Sign in\s+(\S+)\n\s+password\s+(\S+)/.exec(program.output()) ?? [];
  owner = await newPerson(browser, { locale: 'nl-NL' });
  const { page } = owner;
  await page.goto(program.officeUrl);
  await page.locator('input[autocomplete=username]').first().fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/c\/[^/]+/);
  company = /^.*\/c\/[^/?]+/.exec(page.url())?.[0] ?? '';
  await page.goto(`${company}/websites`);
  await page.getByRole('link', { name: 'Partnerweb', exact: true }).first().click();
  await page.getByRole('tab', { name: 'Uiterlijk' }).waitFor();
  websiteId = /websites\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const whiteLetters = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 100">
  <text x="10" y="75" font-family="sans-serif" font-weight="bold" font-size="80" fill="#ffffff">De Linde</text></svg>`;

async function openTab(name: 'look' | 'form'): Promise<Page> {
  await owner.page.goto(`${company}/websites/${websiteId}?tab=${name}`);
  return owner.page;
}
async function picture(page: Page, name: string, at?: Locator): Promise<void> {
  if (pictures === undefined) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [390, 1440]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      await at?.scrollIntoViewIfNeeded();
      await page.screenshot({ path: `${pictures}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.emulateMedia({ colorScheme: null });
}

test('R18: a logo that can hardly be seen is told of, with the ground that helps, and visitors see it on that', async () => {
  const page = await openTab('look');
  await withPicture('warning-logo', page, async () => {
    await page.locator('input[type=file]').setInputFiles({
      name: 'logo.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from(whiteLetters),
    });
    const warning = page.getByText('Dit logo is nauwelijks te zien, op lichte en op donkere schermen.');
    await warning.waitFor();
    const ground = page.getByRole('radiogroup', { name: 'Ondergrond achter het logo' });
    await ground.getByText('Geen', { exact: true }).click();
    await page.getByText('Op een licht scherm is dit logo nauwelijks te zien.').waitFor();
    await expectAccessible(page);
    await picture(page, 'look-warning');
    await page.getByRole('button', { name: 'Ondergrond achter het logo: Donker' }).click();
    await page.getByText('is dit logo nauwelijks te zien').waitFor({ state: 'detached' });
    await expectAccessible(page);
    await picture(page, 'look-dark-plate');
    await page.getByRole('button', { name: 'Opslaan', exact: true }).click();
    await page.getByText('Opgeslagen', { exact: true }).waitFor();
    await page.goto(`${company}/update-website`);
    await page.getByRole('button', { name: 'Website bijwerken' }).first().click();
    await page
      .getByText(/ is bijgewerkt/)
      .first()
      .waitFor();

    for (const colorScheme of ['light', 'dark'] as const) {
      const visitor = await newPerson(browser, { locale: 'nl-NL' });
      await visitor.page.emulateMedia({ colorScheme });
      await visitor.page.goto(`http://partners.localhost:${program.gatePort}/_gate/sign-in`);
      const plate = await visitor.page.evaluate<string>(
        'getComputedStyle(document.querySelector(".brand img")).backgroundColor',
      );
      expect(plate).toBe('rgb(24, 29, 28)');
      await expectAccessible(visitor.page);
      if (colorScheme === 'light') await picture(visitor.page, 'visitor-dark-plate');
      expect(visitor.complaints).toEqual([]);
      await visitor.context.close();
    }
    expect(owner.complaints).toEqual([]);
  });
});

test('R14: a consent whose terms lie behind the sign-in is told of at its field, and can be saved all the same', async () => {
  const page = await openTab('form');
  await withPicture('warning-terms', page, async () => {
    await page.getByRole('button', { name: 'Vraag toevoegen' }).click();
    await page.getByRole('menuitem', { name: /Akkoord/ }).click();
    await page.getByLabel('Waar men mee akkoord gaat', { exact: true }).fill('Ik ga akkoord');
    const link = page.getByLabel('Waar de voorwaarden te lezen zijn');
    const warning = page.getByRole('status').filter({ hasText: 'kan deze pagina nog niet lezen' });
    await link.fill('https://www.jansen.nl/voorwaarden');
    await page.getByRole('status').filter({ hasText: 'gesloten' }).waitFor({ state: 'detached' });
    await link.fill('/voorwaarden');
    await warning.waitFor();
    // Read out with the field as well.
    const description = await link.getAttribute('aria-describedby');
    expect(await page.locator(`#${description}`).textContent()).toContain('Kies een pagina die open is');
    await expectAccessible(page);
    await picture(page, 'terms-warning', page.getByRole('button', { name: 'Vertalingen' }));
    await page.getByRole('button', { name: 'Opslaan', exact: true }).click();
    await page.getByText('Opgeslagen', { exact: true }).waitFor();
    expect(owner.complaints).toEqual([]);
  });
});
