import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expectAccessible } from '../support/browser.ts';

const contactsFile = join(import.meta.dirname, '../fixtures/register/contacts-nl.csv');

/** Contacts → Import: file, columns, check, run (in Dutch). */
export async function importContacts(page: Page, count: number): Promise<void> {
  await page.getByRole('link', { name: 'Relaties', exact: true }).click();
  await page
    .getByRole('link', { name: /importeren/i })
    .first()
    .click();
  await page.locator('input[type=file]').setInputFiles(contactsFile);
  await page.getByText('Deze kolommen zijn herkend', { exact: false }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Alle regels controleren' }).click();
  await page.getByRole('button', { name: `${count.toLocaleString('nl')} relaties importeren` }).click();
  await page.getByText('De import is klaar').waitFor({ timeout: 60_000 });
  await page.getByText(`${count.toLocaleString('nl')} regels zijn overgenomen.`).waitFor();
  await page.getByRole('link', { name: 'Naar de relaties' }).click();
  await page.getByRole('searchbox').fill('Haan Transportcntrum'); // found in spite of the typing error
  await page.getByRole('link', { name: 'De Haan Transportcentrum BV' }).waitFor();
}

export interface NewWebsite {
  readonly name: string;
  readonly url: string;
}

/** Websites → New: wholly closed, approval by hand, asked by the own web server; then kept in step by hand (in Dutch). */
export async function registerWebsite(page: Page, website: NewWebsite): Promise<void> {
  await page.getByRole('link', { name: 'Websites', exact: true }).click();
  await page.getByRole('link', { name: 'Nieuwe website' }).first().click();
  await page.getByLabel('Naam', { exact: true }).fill(website.name);
  await page.getByLabel('Adres dat bezoekers gebruiken').fill(website.url);
  await page.getByRole('radio', { name: /^Hele website/ }).check();
  await page.getByRole('radio', { name: /^Ik beoordeel elke aanmelding zelf/ }).check();
  await page.getByRole('radio', { name: /^Achter mijn eigen webserver/ }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Website registreren' }).click();
  await page.getByText(`${website.name} is geregistreerd.`).waitFor();
  await page.getByText('auth_request /_gate/check/nginx').first().waitFor();
  await expectAccessible(page);
  await chooseWebServer(page);
  await page.getByRole('tab', { name: 'Website-instellingen' }).click();
  await page.getByRole('radio', { name: /^Als ik op de knop druk/ }).check();
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await page.getByText('Opgeslagen', { exact: true }).waitFor();
}

/** The tab Webserver shows what the chosen server needs, and remembers the choice. */
async function chooseWebServer(page: Page): Promise<void> {
  await page.getByLabel('HAProxy', { exact: true }).check();
  await page.getByRole('region', { name: 'gatehouse.lua' }).waitFor();
  await page.getByText('sudo haproxy -c -f /etc/haproxy/haproxy.cfg').waitFor();
  await page.reload();
  await page.getByRole('region', { name: 'haproxy.cfg' }).waitFor();
  await expectAccessible(page);
  await page.getByLabel('nginx', { exact: true }).check();
  await page.getByText('auth_request /_gate/check/nginx').first().waitFor();
}

/** Contact → tab Instellingen → button Website, found by the contact's name. */
export async function openWebsiteDialog(page: Page, contact: string): Promise<void> {
  await page.getByRole('link', { name: 'Relaties', exact: true }).click();
  await page.getByRole('searchbox').fill(contact);
  await page.getByRole('link', { name: contact, exact: true }).click();
  await page.getByRole('tab', { name: 'Instellingen' }).click();
  await page.getByRole('button', { name: 'Website', exact: true }).click();
  await page.getByRole('dialog').waitFor();
}
