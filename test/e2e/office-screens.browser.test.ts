import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { websiteTabs } from '../../src/web/features/websites/website-search.ts';
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

/** Two dozen screens, each looked at as a whole, on a machine that does other things too. */
const longest = 600_000;

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

/** What the office's API answers to the browser's own session. */
function answerOf<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(`fetch('/api${path}').then((answer) => answer.json())`);
}

/** Screens whose addresses hold ids: each part of a website, and an application beside its comparison. */
async function screensOfRecords(page: Page, company: string): Promise<string[]> {
  const path = `/companies/${company.split('/').at(-1)}`;
  const websites = await answerOf<{ id: string; name: string }[]>(page, `${path}/websites`);
  const { items } = await answerOf<{ items: { id: string }[] }>(page, `${path}/applications`);
  const website = websites.find(({ name }) => name === 'Partnerweb');
  return [
    ...websiteTabs.map((tab) => `/websites/${website?.id}?tab=${tab}`),
    `/applications/${items[0]?.id}`,
  ];
}

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

const looks = [
  { width: 390, dark: false, locale: 'nl-NL' },
  { width: 1440, dark: true, locale: 'en-GB' },
];
/** With ALL_LOOKS=1 every screen is looked at in these too; that takes some minutes more. */
const moreLooks = [
  { width: 390, dark: true, locale: 'en-GB' },
  { width: 1920, dark: false, locale: 'nl-NL' },
];

describe('screens of the office', () => {
  test.each(process.env.ALL_LOOKS === undefined ? looks : [...looks, ...moreLooks])(
    'R18: each is free of axe findings and fits, $width px, dark: $dark, $locale',
    async ({ width, dark, locale }) => {
      const person = await newPerson(browser, { locale, width, dark });
      const { page } = person;
      const company = await signIn(page);
      for (const screen of [...screens, ...(await screensOfRecords(page, company))]) {
        await withPicture(`screen${screen.replaceAll(/[/?=]/g, '-')}-${width}`, page, async () => {
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
    longest,
  );
});
