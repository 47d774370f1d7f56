import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, launchBrowser, newPerson, withPicture } from '../support/browser.ts';
import { makeTemporaryFolder } from '../support/data-folder.ts';
import { type RunningProgram, startProgram } from '../support/program.ts';

let browser: Browser;
let program: RunningProgram;
let email: string;
let password: string;

beforeAll(async () => {
  const dataFolder = await makeTemporaryFolder('gatehouse-screens-');
  [browser, program] = await Promise.all([
    launchBrowser(),
    startProgram({ dataFolder, options: ['--sample'] }),
  ]);
  const printed = /Sign in\s+(\S+)\n\s+password\s+(\S+)/.exec(program.output());
  if (printed?.[1] === undefined || printed[2] === undefined) {
    throw new Error(`No sign-in was printed: ${program.output()}`);
  }
  email = printed[1];
  password = printed[2];
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** Each screen of the office; the addresses are below the company's. */
const screens = [
  '',
  '/contacts',
  '/contacts/new',
  '/contacts/import',
  '/applications',
  '/accounts',
  '/websites',
  '/websites/new',
  '/update-website',
  '/mail',
  '/settings',
  '/settings/licence',
  '/settings/employees',
  '/settings/audit',
] as const;

async function signIn(page: Page): Promise<string> {
  await page.goto(program.officeUrl);
  await page
    .locator('input[type=email], input[name=email], input[autocomplete=username]')
    .first()
    .fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/c\/[^/]+/);
  return /^.*\/c\/[^/?]+/.exec(page.url())?.[0] ?? '';
}

describe('screens of the office', () => {
  test.each([
    { width: 390, dark: false, locale: 'nl-NL' },
    { width: 390, dark: true, locale: 'en-GB' },
    { width: 1440, dark: true, locale: 'nl-NL' },
    { width: 1920, dark: false, locale: 'en-GB' },
  ])(
    'R18: each is free of axe findings and fits, $width px, dark: $dark, $locale',
    async ({ width, dark, locale }) => {
      const person = await newPerson(browser, { locale, width, dark });
      const { page } = person;
      const company = await signIn(page);
      for (const screen of screens) {
        await withPicture(`screen${screen.replaceAll('/', '-')}-${width}`, page, async () => {
          await page.goto(`${company}${screen}`);
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          // The office's answers come in; what takes longer shows its shape after 200 ms, which is looked at as well.
          await page.waitForTimeout(300);
          await expectAccessible(page);
          const wider = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect(wider, `${screen} scrolls sideways`).toBeLessThanOrEqual(0);
        });
      }
      expect(person.complaints).toEqual([]);
      await person.context.close();
    },
  );
});
