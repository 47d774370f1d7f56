import { createServer, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nginxConfig } from '../../src/core/web-server-configs/nginx.ts';
import {
  clickThrough,
  expectAccessible,
  launchBrowser,
  newPerson,
  type Person,
  withPicture,
} from '../support/browser.ts';
import { makeTemporaryFolder } from '../support/data-folder.ts';
import { findNginx, startNginx } from '../support/nginx.ts';
import { type RunningProgram, runCommand, startProgram } from '../support/program.ts';
import { startSmtpServer, type TestSmtpServer } from '../support/smtp-server.ts';
import type { WebServerProcess } from '../support/web-server-process.ts';
import { linkIn, mailTo } from './mail-links.ts';
import { importContacts, openWebsiteDialog, registerWebsite } from './office-steps.ts';

const host = 'partners.localhost';
const visitorEmail = 'sanne.bakker@bakkertechniek.example';
const visitorPassword = 'lindebloesem in het voorjaar';

let browser: Browser;
let smtp: TestSmtpServer;
let program: RunningProgram;
let website: Server;
let nginx: WebServerProcess;
let dataFolder: string;
let owner: Person;
let visitor: Person;

/** The company's own website, which knows nothing of Gatehouse but the headers it is handed (R15). */
function startWebsite(): Promise<Server> {
  const server = createServer((request, response) => {
    const { 'remote-user': user, 'gatehouse-contact': contact } = request.headers;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="nl"><title>Partnerweb</title><h1>Alleen voor partners</h1>
      <p id="who">${user ?? 'niemand'}</p><p id="contact">${contact ?? ''}</p>`);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

beforeAll(async () => {
  dataFolder = await makeTemporaryFolder('gatehouse-road-');
  [browser, smtp, website] = await Promise.all([launchBrowser(), startSmtpServer(), startWebsite()]);
  program = await startProgram({ dataFolder, env: { SMTP_URL: smtp.url } });
  const nginxProgram = await findNginx();
  const address = website.address();
  if (address === null || typeof address === 'string') throw new Error('The website does not listen.');
  nginx = await startNginx(
    nginxProgram,
    nginxConfig(
      { name: 'Partnerweb', hosts: [host] },
      { gate: `127.0.0.1:${program.gatePort}`, website: `127.0.0.1:${address.port}` },
    ),
  );
  owner = await newPerson(browser, { locale: 'nl-NL' });
  visitor = await newPerson(browser, { locale: 'nl-NL', width: 390, height: 844 });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await nginx?.stop();
  await program?.stop();
  website?.close();
  await smtp?.close();
});

describe('the whole road, in Dutch, approval by hand, behind nginx', () => {
  const office = () => owner.page;
  const site = () => visitor.page;
  const websiteUrl = () => `http://${host}:${nginx.port}`;

  test('R18: the one-time link of the start leads through the wizard to a company of one’s own', async () => {
    await withPicture('wizard', office(), async () => {
      const link = /http:\/\/\S+\/setup\?token=\S+/.exec(program.output())?.[0];
      if (link === undefined) throw new Error(`No link was printed: ${program.output()}`);
      await office().goto(link);
      await expectAccessible(office());
      await office().getByLabel('Uw naam').fill('Mieke Smeets');
      await office().getByLabel('E-mailadres').fill('mieke@example.com');
      await office().getByRole('textbox', { name: 'Wachtwoord' }).fill('zeven linden in de laan');
      await office().getByLabel('Naam van het bedrijf').fill('Groothandel Smeets BV');
      await office().getByRole('button', { name: 'Beginnen' }).click();
      await office().getByRole('heading', { name: 'Home' }).waitFor();
      await expectAccessible(office());
    });
  });

  test('R17: without a licence staff see why and how; with one entered the access works', async () => {
    await withPicture('licence', office(), async () => {
      await office().getByRole('link', { name: 'Licentie invoeren' }).click();
      await office().getByText('Geen licentie', { exact: true }).waitFor();
      const code = (await office().locator('code').first().innerText()).trim();
      const issued = await runCommand(['licence', 'issue', '--company', code, '--forever'], {
        GATEHOUSE_DATA: dataFolder,
      });
      expect(issued.code, issued.stderr).toBe(0);
      await office().getByLabel('Licentietekst').fill(`${issued.stdout.trim()}x`);
      await office().getByRole('button', { name: 'Licentie invoeren' }).click();
      await office()
        .getByRole('alert')
        .filter({ hasText: 'niet compleet of is gewijzigd' })
        .first()
        .waitFor();
      await office().getByLabel('Licentietekst').fill(issued.stdout.trim());
      await office().getByRole('button', { name: 'Licentie invoeren' }).click();
      await office().getByText('Licentie geldig', { exact: true }).waitFor();
    });
  });

  test('R1: 5,000 contacts come out of the bookkeeping’s CSV file, its columns recognised', async () => {
    await withPicture('import', office(), () => importContacts(office(), 5000));
  });

  test('R4, R12, R16: a website is registered: wholly closed, approval by hand, behind the own web server', async () => {
    await withPicture('website', office(), () =>
      registerWebsite(office(), { name: 'Partnerweb', url: websiteUrl() }),
    );
  });

  test('R14, I1: a visitor is led to sign in, asks for access, and confirms the address from a real mail', async () => {
    await withPicture('sign-up', site(), async () => {
      await site().goto(`${websiteUrl()}/prijzen?soort=thee`);
      expect(new URL(site().url()).pathname).toBe('/_gate/sign-in');
      await expectAccessible(site());
      await clickThrough(site(), site().getByRole('link', { name: 'Account aanvragen' }));
      await expectAccessible(site());
      await site().getByLabel('Voornaam').fill('Sanne');
      await site().getByLabel('Achternaam').fill('Bakker');
      await site().getByLabel('E-mailadres').fill(visitorEmail);
      await site().getByLabel('Bedrijfsnaam').fill('Bakker Techniek BV');
      await site().getByLabel('Kies een wachtwoord').fill(visitorPassword);
      await site().getByRole('button', { name: 'Aanvragen' }).click();
      await site().getByRole('heading', { name: 'Kijk in uw mail' }).waitFor();
      const mail = await mailTo(smtp, visitorEmail, 1);
      await site().goto(linkIn(mail, websiteUrl()));
      await clickThrough(site(), site().getByRole('button', { name: 'Bevestigen' }));
      await mailTo(smtp, visitorEmail, 2);
      await site().goto(`${websiteUrl()}/prijzen`);
      expect(await site().locator('#who').count(), 'a person who waits does not enter').toBe(0);
    });
  });

  test('R9–R11: Get website data brings the application with its verdict; it is approved', async () => {
    await withPicture('review', office(), async () => {
      await office()
        .getByRole('link', { name: /^Aanmeldingen/ })
        .click();
      await office().getByRole('button', { name: 'Websitegegevens ophalen' }).click();
      await office().getByRole('link', { name: 'Sanne Bakker' }).click();
      await office()
        .getByRole('heading', { name: /Sanne Bakker · Bakker Techniek BV → Partnerweb/ })
        .waitFor();
      await expectAccessible(office());
      await office()
        .getByRole('radio', { name: /^Nieuwe relatie/ })
        .click();
      await office().getByRole('button', { name: 'Goedkeuren' }).click();
      await office().getByText('Sanne Bakker is goedgekeurd voor Partnerweb.').waitFor();
    });
  });

  test('R6, R7, I3: nothing changes until Update website; then one mail goes out and the visitor enters', async () => {
    await withPicture('update', office(), async () => {
      expect(smtp.mails.filter((mail) => mail.recipients.includes(visitorEmail))).toHaveLength(2);
      await site().goto(`${websiteUrl()}/prijzen`);
      expect(await site().locator('#who').count()).toBe(0);
      await office().getByRole('button', { name: 'Website bijwerken' }).last().click();
      await office().getByText('De website is bijgewerkt. Er gaat 1 mail uit.').waitFor();
    });
    await withPicture('enter', site(), async () => {
      await mailTo(smtp, visitorEmail, 3);
      await site().goto(`${websiteUrl()}/_gate/sign-in?return=%2Fprijzen`);
      if (await site().getByLabel('Wachtwoord').isVisible()) {
        await site().getByLabel('E-mailadres').fill(visitorEmail);
        await site().getByLabel('Wachtwoord').fill(visitorPassword);
        await clickThrough(site(), site().getByRole('button', { name: 'Aanmelden' }));
      }
      await site().goto(`${websiteUrl()}/prijzen`);
      expect(await site().locator('#who').innerText()).toBe(visitorEmail);
      expect(await site().locator('#contact').innerText(), 'R15: the customer number').toMatch(/^\d+$/);
    });
  });

  test('R2, R3, R5, I2: contact, Settings, Website: declined, published; the next request is refused and told by mail', async () => {
    await withPicture('decline', office(), async () => {
      await openWebsiteDialog(office(), 'Bakker Techniek BV');
      await office().getByRole('dialog').getByRole('button', { name: 'Bewerken' }).click();
      await office().getByRole('radio', { name: 'Geweigerd' }).click();
      await office().getByText('wacht op Website bijwerken; daarna').first().waitFor();
      await expectAccessible(office());
      await office().getByRole('button', { name: 'OK', exact: true }).click();
      await office().getByText('Toegang tot Partnerweb is opgeslagen.').waitFor();
      await office().keyboard.press('Escape');
      await office().getByRole('dialog').waitFor({ state: 'hidden' });
      await site().reload();
      expect(await site().locator('#who').innerText(), 'R6: until the update it works as before').toBe(
        visitorEmail,
      );
      await office().getByRole('button', { name: 'Website bijwerken' }).last().click();
      await office().getByText('De website is bijgewerkt. Er gaat 1 mail uit.').first().waitFor();
    });
    // I2 leaves it a second; what is asked after that meets a closed door.
    await pause(1000);
    await site().goto(`${websiteUrl()}/prijzen`);
    expect(await site().locator('#who').count()).toBe(0);
    const mail = await mailTo(smtp, visitorEmail, 4);
    expect(mail.parsed.subject).toContain('Partnerweb');
  });

  test('no page of the road complained about a script or the content policy', () => {
    expect([...owner.complaints, ...visitor.complaints]).toEqual([]);
  });
});
