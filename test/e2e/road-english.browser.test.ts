import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  clickThrough,
  expectAccessible,
  launchBrowser,
  newPerson,
  type Person,
  withPicture,
} from '../support/browser.ts';
import { makeTemporaryFolder } from '../support/data-folder.ts';
import { type RunningProgram, runCommand, startProgram } from '../support/program.ts';
import { slowdown } from '../support/slowdown.ts';
import { startSmtpServer, type TestSmtpServer } from '../support/smtp-server.ts';
import { linkIn, mailTo } from './mail-links.ts';

const visitorEmail = 'emma.clarke@clarketeas.example';
const visitorPassword = 'seven kettles on the boil';

let browser: Browser;
let smtp: TestSmtpServer;
let program: RunningProgram;
let dataFolder: string;
let pages: string;
let owner: Person;
let visitor: Person;

beforeAll(async () => {
  dataFolder = await makeTemporaryFolder('gatehouse-road-');
  // Not in the memory file system, where the tests keep their databases: that is no place for a website.
  pages = await mkdtemp(join(tmpdir(), 'gatehouse-pages-'));
  await mkdir(join(pages, 'shop'), { recursive: true });
  await writeFile(
    join(pages, 'index.html'),
    '<!doctype html><html lang="en"><title>Teas</title><h1>Open to all</h1></html>',
  );
  await writeFile(
    join(pages, 'shop', 'index.html'),
    '<!doctype html><html lang="en"><title>Shop</title><h1>Hello <!--#gatehouse name --></h1></html>',
  );
  [browser, smtp] = await Promise.all([launchBrowser(), startSmtpServer()]);
  program = await startProgram({ dataFolder, env: { SMTP_URL: smtp.url } });
  owner = await newPerson(browser, { locale: 'en-GB', dark: true });
  visitor = await newPerson(browser, { locale: 'en-GB', dark: true });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await program?.stop();
  await smtp?.close();
  await rm(pages, { recursive: true, force: true });
});

describe('the whole road, in English, automatic approval, the gate shows the pages itself', () => {
  const office = () => owner.page;
  const site = () => visitor.page;
  const websiteUrl = () => `http://shop.localhost:${program.gatePort}`;

  test('R17, R18: wizard and licence', async () => {
    await withPicture('english-wizard', office(), async () => {
      const link = /http:\/\/\S+\/setup\?token=\S+/.exec(program.output())?.[0];
      if (link === undefined) throw new Error(`No link was printed: ${program.output()}`);
      await office().goto(link);
      await office().getByLabel('Your name').fill('Grace Miller');
      await office().getByLabel('E-mail address').fill('grace@example.com');
      await office().getByRole('textbox', { name: 'Password' }).fill('a teapot for every table');
      await office().getByLabel('Name of the company').fill('Miller Teas Ltd');
      await office().getByRole('button', { name: 'Start' }).click();
      await office().getByRole('link', { name: 'Enter licence' }).click();
      const code = (await office().locator('code').first().innerText()).trim();
      const issued = await runCommand(['licence', 'issue', '--company', code, '--forever'], {
        GATEHOUSE_DATA: dataFolder,
      });
      await office().getByLabel('Licence text').fill(issued.stdout.trim());
      await office().getByRole('button', { name: 'Enter licence' }).click();
      await office().getByText('Licensed', { exact: true }).waitFor();
      await expectAccessible(office());
    });
  });

  test('R4, R12: a website of which only /shop is closed, automatic approval, kept in step by itself', async () => {
    await withPicture('english-website', office(), async () => {
      await office().getByRole('link', { name: 'Websites', exact: true }).click();
      await office().getByRole('link', { name: 'New website' }).first().click();
      await office().getByLabel('Name', { exact: true }).fill('Tea shop');
      await office().getByLabel('Address that visitors use').fill(websiteUrl());
      await office()
        .getByRole('radio', { name: /^Webshop only/ })
        .check();
      await office().getByLabel('Closed parts').fill('/shop');
      await office()
        .getByRole('radio', { name: /^Approve everybody/ })
        .check();
      await office()
        .getByRole('radio', { name: /^In a folder/ })
        .check();
      await office().getByRole('textbox', { name: 'Folder' }).fill(pages);
      await expectAccessible(office());
      await office().getByRole('button', { name: 'Register website' }).click();
      await office().getByText('Tea shop is registered.').waitFor();
    });
    await expect.poll(async () => (await site().goto(websiteUrl()))?.status()).toBe(200);
  });

  test('R4, R7, R14: a visitor signs up, confirms, is approved by the policy and enters, without anybody in the office', async () => {
    await withPicture('english-sign-up', site(), async () => {
      await site().goto(websiteUrl());
      await site().getByRole('heading', { name: 'Open to all' }).waitFor();
      await site().goto(`${websiteUrl()}/shop/`);
      expect(new URL(site().url()).pathname).toBe('/_gate/sign-in');
      await site()
        .getByRole('link', { name: /account/i })
        .first()
        .click();
      await site().getByLabel('First name').fill('Emma');
      await site().getByLabel('Last name').fill('Clarke');
      await site().getByLabel('E-mail address').fill(visitorEmail);
      await site().getByLabel('Company name').fill('Clarke Teas');
      await site().getByLabel('Choose a password').fill(visitorPassword);
      await clickThrough(site(), site().getByRole('button', { name: 'Send request' }));
      const verify = await mailTo(smtp, visitorEmail, 1);
      expect(verify.parsed.text).toContain('Emma');
      await site().goto(linkIn(verify, websiteUrl()));
      await expectAccessible(site());
      await clickThrough(site(), site().getByRole('button', { name: 'Confirm' }));
      const approved = await mailTo(smtp, visitorEmail, 2);
      expect(approved.parsed.subject).toContain('Tea shop');
      await site().goto(`${websiteUrl()}/shop/`);
      await site().getByRole('heading', { name: 'Hello Emma Clarke' }).waitFor();
    });
  });

  test('R2, R3, I2: by keyboard alone: contact, Settings, Website, blocked; within two seconds the door is closed', async () => {
    await withPicture('english-block', office(), async () => {
      await office().keyboard.press('g');
      await office().keyboard.press('c');
      await office().getByRole('heading', { name: 'Contacts' }).waitFor();
      await office().keyboard.press('/');
      await office().keyboard.type('Clarke Teas');
      await office().getByRole('link', { name: 'Clarke Teas', exact: true }).press('Enter');
      await office().getByRole('tab', { name: 'Settings' }).press('Enter');
      await office().getByRole('button', { name: 'Website', exact: true }).press('Enter');
      const dialog = office().getByRole('dialog');
      await dialog.getByText(visitorEmail).first().waitFor();
      await office().keyboard.press('Enter');
      await dialog.getByRole('radio', { name: 'Blocked' }).press('Space');
      await expectAccessible(office());
      await dialog.getByLabel('E-mail (user name)').press('Enter');
      const pressed = performance.now();
      let lastOpen = 0;
      const greetings = async () => {
        const begun = performance.now();
        await site().goto(`${websiteUrl()}/shop/`);
        const count = await site().getByRole('heading', { name: 'Hello Emma Clarke' }).count();
        if (count > 0) lastOpen = begun - pressed;
        return count;
      };
      await expect.poll(greetings).toBe(0);
      // The last page that was still shown had been asked for by then.
      expect(lastOpen / slowdown()).toBeLessThan(2000);
      const mail = await mailTo(smtp, visitorEmail, 3);
      expect(mail.parsed.subject).toContain('Tea shop');
    });
  });

  test('no page of the road complained about a script or the content policy', () => {
    expect([...owner.complaints, ...visitor.complaints]).toEqual([]);
  });
});
