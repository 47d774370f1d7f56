import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { lookSettings } from '../../src/contract/website-settings.ts';
import { acknowledgeEvents } from '../../src/gate/events/read-events.ts';
import { clickThrough } from './browser.ts';
import { accountIdOf, registered, type TestGate, type TestWebsite } from './gate.ts';
import { ownForm } from './own-form.ts';

/** A website with a form of its own and voluntary sign-in, and an application in each state. */
export interface OwnFormScene {
  readonly website: TestWebsite;
  /** Path of each page by its name. */
  readonly pages: Readonly<Record<string, string>>;
}

const applications = {
  received: null,
  'looked-at': { status: 'pending', reason: '' },
  approved: { status: 'approved', reason: '' },
  declined: {
    status: 'declined',
    reason: 'Wij leveren alleen aan bedrijven in de bouw. Neem gerust contact op.',
  },
} as const;

export async function createOwnFormScene(gate: TestGate, host: string): Promise<OwnFormScene> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-shop-'));
  await writeFile(join(folder, 'checkout.html'), 'De kassa');
  const website = await gate.publish({
    origin: { kind: 'folder', folder },
    name: 'Webwinkel van Groothandel Jansen',
    hosts: [host],
    publicUrl: `http://${host}:${gate.running.gatePort}`,
    protection: 'voluntary',
    paths: ['/checkout.html'],
    signUpForm: ownForm,
    look: lookSettings.parse({
      signUpText: { nl: 'Voor bedrijven in de bouw en de horeca.' },
      waitingText: { nl: 'Meestal hoort u binnen twee werkdagen van ons.' },
    }),
  });
  const pages: Record<string, string> = {
    'sign-up': '/_gate/sign-up',
    welcome: '/_gate/welcome?return=/checkout.html',
    'progress-over': '/_gate/progress?token=x',
  };
  for (const [name, decision] of Object.entries(applications).reverse()) {
    const email = `${name}@${host}`;
    const details = {
      companyName: 'Bakker Techniek',
      vatNo: 'NL1',
      'own-branche': 'bouw',
      'own-voorwaarden': 'yes',
    };
    await registered(gate, website, email, details);
    const mail = (await gate.mails(email)).find(({ event }) => event === 'pending');
    pages[`progress-${name}`] = mail?.link ?? '';
    if (decision === null) continue;
    const id = await accountIdOf(gate, website, email);
    await gate.account(website, { id, email, ...decision });
    const { last } = await gate.database.kysely
      .selectFrom('event_counter')
      .select('last')
      .executeTakeFirstOrThrow();
    await acknowledgeEvents({ db: gate.database.kysely }, Number(last));
  }
  return { website, pages };
}

/** Sends the form with mistakes in it. */
export async function makeMistakes(page: Page): Promise<void> {
  await page.fill('#firstName', 'Sanne');
  await page.check('#own-nieuws');
  await page.check('[name="own-branche"][value="horeca"]');
  await clickThrough(page, page.locator('main form button.primary'));
}

export async function newPage(context: BrowserContext): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 4'))
      complaints.push(message.text());
  });
  return { page, complaints };
}
