import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, launchBrowser, newPerson, type Person, withPicture } from '../support/browser.ts';
import { makeTemporaryFolder } from '../support/data-folder.ts';
import { type RunningProgram, startProgram } from '../support/program.ts';

let browser: Browser;
let program: RunningProgram;
let owner: Person;
let company: string;
let websiteId: string;

beforeAll(async () => {
  const dataFolder = await makeTemporaryFolder('gatehouse-settings-');
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

/** A drawing with empty edges and no size of its own. */
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -50 700 260">
  <rect width="160" height="160" rx="30" fill="#7a1f5c"/>
  <text x="190" y="100" font-family="serif" font-size="70" fill="#222222">De Linde</text></svg>`;

async function openTab(name: 'look' | 'form' | 'password' | 'settings'): Promise<Page> {
  await owner.page.goto(`${company}/websites/${websiteId}?tab=${name}`);
  return owner.page;
}
async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Opslaan', exact: true }).click();
  await page.getByText('Opgeslagen', { exact: true }).waitFor();
}
async function updateWebsite(page: Page): Promise<void> {
  await page.goto(`${company}/update-website`);
  await page.getByRole('button', { name: 'Website bijwerken' }).first().click();
  await page
    .getByText(/ is bijgewerkt/)
    .first()
    .waitFor();
}
const styleOf = (page: Page, selector: string, name: string) =>
  page.evaluate<string>(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).getPropertyValue('${name}')`,
  );

test('LOOK: logo and colours are chosen with a preview, and are what visitors see', async () => {
  const page = await openTab('look');
  await withPicture('settings-look', page, async () => {
    await page.locator('input[type=file]').setInputFiles({
      name: 'lijst.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('a;b\n1;2\n'),
    });
    await page.getByText('geen afbeelding die de browser kan tonen').waitFor();
    await page.locator('input[type=file]').setInputFiles({
      name: 'logo.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from(drawing),
    });
    await page.getByText(/\d+ × 160 pixels/).waitFor();
    await page.getByRole('button', { name: /^#7\w1\w5\w nemen$/ }).click();
    await page.getByLabel('Op een donker scherm', { exact: true }).fill('#e58ac5');
    await expectAccessible(page);
    const preview = page.getByRole('img', { name: 'Voorbeeld van de inlogpagina, Licht' });
    await preview.locator('img').waitFor();
    // Too pale a colour is used all the same, and what the pages do about it is told.
    await page.getByLabel('Op een licht scherm', { exact: true }).fill('#ffe08a');
    await page.getByText(/Contrast met de pagina 1,\d : 1: te zwak voor tekst/).waitFor();
    await page.getByLabel('Op een licht scherm', { exact: true }).fill('7A1F5C');
    await save(page);
    const drawn = 'rgb(122, 31, 92)';
    await expect.poll(() => styleOf(page, '[role=img] [class*=button]', 'background-color')).toBe(drawn);
    await updateWebsite(page);

    const visitor = await newPerson(browser, { locale: 'nl-NL', width: 390 });
    await visitor.page.goto(`http://partners.localhost:${program.gatePort}/_gate/sign-in`);
    expect(await visitor.page.evaluate(`document.querySelector('header img').naturalHeight`)).toBe(160);
    expect(await styleOf(visitor.page, 'button.primary', 'background-color')).toBe(drawn);
    expect([...owner.complaints, ...visitor.complaints]).toEqual([]);
    await visitor.context.close();
  });
});

test('the sign-up form is made without a mouse, says what is missing, and is what visitors fill in', async () => {
  const page = await openTab('form');
  await withPicture('settings-form', page, async () => {
    const phone = page.getByRole('radiogroup', { name: 'Telefoon' });
    await phone.getByText('Verplicht', { exact: true }).click();
    await page.getByRole('button', { name: 'Vraag toevoegen' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: /Akkoord/ }).waitFor();
    for (let item = 0; item < 4; item += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByLabel('Waar men mee akkoord gaat', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Opslaan', exact: true }).click();
    const summary = page.getByRole('alert').filter({ hasText: 'Niet opgeslagen' });
    await summary.waitFor();
    await expect.poll(() => page.evaluate('document.activeElement?.getAttribute("role")')).toBe('alert');
    await expectAccessible(page);
    await summary.getByRole('button').first().click();
    await page.keyboard.type('Ik ga akkoord met de voorwaarden');
    await page.getByLabel('Waar de voorwaarden te lezen zijn').fill('/voorwaarden');

    const question = page.getByRole('button', { name: /Ik ga akkoord.*Akkoord/ });
    await question.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await page
      .getByText('Ik ga akkoord met de voorwaarden is nu nummer 2 van 3.')
      .waitFor({ state: 'attached' });
    // The focus goes along, so that it can be moved on.
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toContain('Ik ga akkoord');
    await page.getByRole('button', { name: 'Vertalingen' }).click();
    await page.getByLabel('Waar men mee akkoord gaat in het Engels').fill('I agree to the terms');
    await expectAccessible(page);
    await page.reload();
    await page.getByText('Dit zijn uw wijzigingen van eerder').waitFor();
    await page
      .getByRole('button', { name: 'Houd mij op de hoogte van nieuwe producten verwijderen' })
      .click();
    await page.getByText(/verdwijnt als u opslaat. Antwoorden in eerdere aanmeldingen blijven/).waitFor();
    await save(page);
    await updateWebsite(page);

    const visitor = await newPerson(browser, { locale: 'en-GB' });
    await visitor.page.goto(`http://partners.localhost:${program.gatePort}/_gate/sign-up`);
    await visitor.page.getByLabel('I agree to the terms').waitFor();
    expect(await visitor.page.getByLabel('Phone').getAttribute('required')).not.toBeNull();
    expect(await visitor.page.getByText('new products').count()).toBe(0);
    expect([...owner.complaints, ...visitor.complaints]).toEqual([]);
    await visitor.context.close();
  });
});

test('R12: the host that a website inside gets is chosen beside its address, and stays chosen', async () => {
  const page = await openTab('settings');
  await withPicture('host-of-website', page, async () => {
    await page.getByRole('radio', { name: /^Op een intern adres/ }).check();
    const host = page.getByRole('combobox', { name: 'Host die de website krijgt' });
    await expect.poll(() => host.inputValue()).toBe('Het adres dat bezoekers gebruiken');
    await page.getByLabel('Intern adres van de website').fill('https://app.example.com');
    await host.click();
    await page.getByRole('option', { name: 'Het interne adres', exact: true }).click();
    await expectAccessible(page);
    await save(page);
    await updateWebsite(page);
    await openTab('settings');
    await page.reload();
    await expect.poll(() => host.inputValue()).toBe('Het interne adres');
    const address = page.getByLabel('Intern adres van de website');
    await expect.poll(() => address.inputValue()).toBe('https://app.example.com');
    expect(owner.complaints).toEqual([]);
  });
});
