import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, launchBrowser, newPerson, withPicture } from '../support/browser.ts';
import { makeTemporaryFolder } from '../support/data-folder.ts';
import { type RunningProgram, startProgram } from '../support/program.ts';

let browser: Browser;
let program: RunningProgram;

beforeAll(async () => {
  const dataFolder = await makeTemporaryFolder('gatehouse-explain-');
  [browser, program] = await Promise.all([
    launchBrowser(),
    startProgram({ dataFolder, options: ['--sample'] }),
  ]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** Signs in and opens a website by its name; returns the address of its screen. */
async function openWebsite(page: Page, name: string): Promise<string> {
  const [, email = '', password = ''] = /Sign in\s+(\S+)\n\s+password\s+(\S+)/.exec(program.output()) ?? [];
  await page.goto(program.officeUrl);
  await page.locator('input[type=email], input[autocomplete=username]').first().fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/c\/[^/]+/);
  await page.goto(`${/^.*\/c\/[^/?]+/.exec(page.url())?.[0]}/websites`);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { name: 'Komt iemand binnen?' }).waitFor();
  return page.url().split('?')[0] ?? '';
}

describe('whether somebody gets in, in the office', () => {
  test('R5: on the website, by keyboard alone, with a link that leads back to the answer', async () => {
    const { page, complaints, context } = await newPerson(browser, { locale: 'nl-NL' });
    await withPicture('explain-website', page, async () => {
      const address = await openWebsite(page, 'Webshop');
      await page.getByText('Er is nog naar niemand gevraagd.').waitFor();
      await page.getByLabel('E-mailadres').focus();
      await page.keyboard.press('Enter');
      await page.getByText('Vul dit in.').waitFor();
      await page.keyboard.type('sanne.bakker@degoudenleeuw.example');
      await page.keyboard.press('Tab');
      await page.keyboard.type('https://elders.example/');
      await page.keyboard.press('Enter');
      await page.getByText('elders.example hoort niet bij Webshop').waitFor();
      const field = page.getByLabel('Pagina', { exact: true });
      await expect.poll(() => page.locator('input:focus').getAttribute('inputmode')).toBe('url');
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      await expectAccessible(page);
      await field.fill('/shop/bestellen.html');
      await page.keyboard.press('Enter');
      await page.getByText('Ja: deze persoon komt binnen.').waitFor();
      await page.getByText('De pagina ligt in het gesloten deel /shop').waitFor();
      await expectAccessible(page);
      expect(page.url()).toContain('who=');

      await page.goto(`${address}?who=niemand%40example.nl&page=%2Fover-ons.html`);
      await page
        .getByText('Ja: deze pagina is open voor iedereen. De website hoort niet wie het is')
        .waitFor();
      await page.getByText('Het adres niemand@example.nl heeft geen account op deze website.').waitFor();
      await page.goBack();
      await page.getByText('Ja: deze persoon komt binnen.').waitFor();
      await page.getByRole('link', { name: /^Account van Café De Gouden Leeuw/ }).click();
      await page.getByRole('dialog').waitFor();
    });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('R6: on the account, as it is in the office and as it was published', async () => {
    const { page, complaints, context } = await newPerson(browser, {
      locale: 'nl-NL',
      width: 390,
      dark: true,
    });
    await withPicture('explain-account', page, async () => {
      const address = await openWebsite(page, 'Partnerweb');
      await page.goto(`${address}?who=ingrid.wouters%40delicatessenwouters.example`);
      await page.getByText('Op de website is het net zo.').waitFor();
      await page.getByRole('link', { name: /^Account van Delicatessen Wouters/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: 'Geblokkeerd' }).check();
      await dialog.getByRole('button', { name: 'OK' }).click();
      await dialog.getByRole('row', { name: /Partnerweb/ }).click();
      await dialog.getByRole('button', { name: 'Waarom komt deze persoon (niet) binnen?' }).click();
      await dialog.getByText('Nee: deze persoon komt niet binnen.').waitFor();
      await dialog.getByText('wacht op Website bijwerken').last().waitFor();
      await expectAccessible(page);
      await dialog.getByText('Op de website', { exact: true }).click();
      await dialog.getByText('Ja: deze persoon komt binnen.').waitFor();
      await dialog.getByLabel('Pagina', { exact: true }).fill('geen adres');
      await page.keyboard.press('Enter');
      await dialog.getByText('‘geen adres’ is geen adres van een pagina.').waitFor();
      await expectAccessible(page);

      // Staff help somebody who lost the second step; here there is none, and nothing happens.
      await dialog.getByRole('button', { name: 'Tweede stap terugzetten' }).click();
      await dialog.getByText('bel terug op een nummer dat u al had').waitFor();
      await dialog.getByText('op alle websites van uw bedrijf op dezelfde poort als Partnerweb').waitFor();
      await expectAccessible(page);
      await dialog.getByRole('button', { name: 'Nu terugzetten' }).click();
      await page.getByText('Er was niets terug te zetten').waitFor();
    });
    expect(complaints).toEqual([]);
    await context.close();
  });
});
