import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../src/contract/website-settings.ts';
import { newId } from '../../src/core/uuid.ts';
import {
  clickThrough,
  expectAccessible,
  launchBrowser,
  newPerson,
  type Person,
  withPicture,
} from '../support/browser.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { pagesFolder } from '../support/pages-folder.ts';
import { goodPassword } from '../support/visitor.ts';

let gate: TestGate;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = await pagesFolder();
  gate = await startTestGate();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await gate.stop();
});

/** A website that visitors reach under its own name on loopback; everything of it is closed. */
async function publish(signIn: Partial<TestWebsite['settings']['signIn']> = {}): Promise<TestWebsite> {
  const host = `site-${newId().slice(-8)}.localhost`;
  return gate.publish({
    hosts: [host],
    publicUrl: `http://${host}:${gate.running.gatePort}`,
    origin: { kind: 'folder', folder },
    signIn: signInSettings.parse(signIn),
  });
}

/** Chromium's own authenticator (WebDriver §11 of WebAuthn): finds passkeys by itself and verifies its holder. */
async function withAuthenticator(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

async function signInByPassword(page: Page, website: TestWebsite, email: string, to: string): Promise<void> {
  await page.goto(`${website.settings.publicUrl}${to}`);
  await page.fill('#email', email);
  await page.fill('#password', goodPassword);
  await clickThrough(page, page.locator('main form button.primary').first());
}

/** Else the simulated holder takes what the browser offers beside the address before a button can be pressed. */
async function withoutOffers(page: Page): Promise<void> {
  await page.addInitScript('PublicKeyCredential.isConditionalMediationAvailable = async () => false');
}

async function addPasskey(page: Page, website: TestWebsite): Promise<void> {
  await page.goto(`${website.settings.publicUrl}/_gate/my-page/security`);
  await page.getByRole('link', { name: 'Passkey toevoegen' }).click();
  await page.getByRole('button', { name: 'Doorgaan' }).click();
  await page.getByText('De passkey is toegevoegd').waitFor();
}

async function person(): Promise<Person> {
  return newPerson(browser, { locale: 'nl-NL' });
}

describe('passkeys in a browser', () => {
  it('R14: are added, sign in by the button to the very place one came for, and can be removed', async () => {
    const website = await publish();
    const email = 'vinger@example.com';
    await approved(gate, website, email);
    const { context, page, complaints } = await person();
    await withPicture('passkey', page, async () => {
      const { cdp, authenticatorId } = await withAuthenticator(page);
      await withoutOffers(page);
      await signInByPassword(page, website, email, '/_gate/my-page');
      await addPasskey(page, website);
      await expectAccessible(page);
      const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
      expect(credentials).toMatchObject([{ rpId: website.host, isResidentCredential: true }]);
      // A second one in the same authenticator is not made.
      await page.getByRole('link', { name: 'Passkey toevoegen' }).click();
      await page.getByRole('button', { name: 'Doorgaan' }).click();
      await page.getByText('Deze passkey stond al in uw lijst.').waitFor();

      await context.clearCookies();
      await page.goto(`${website.settings.publicUrl}/prijzen.html?a=1#regel-3`);
      await page.getByRole('button', { name: 'Aanmelden met een passkey' }).click();
      await page.waitForURL('**/prijzen.html?a=1#regel-3');

      await page.goto(`${website.settings.publicUrl}/_gate/my-page/security`);
      await page.getByRole('link', { name: 'Wijzigen Passkey' }).click();
      await page.getByRole('button', { name: 'Passkey verwijderen' }).click();
      await page.getByText('De passkey is verwijderd').waitFor();
    });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('R14: the browser offers them where the address is typed', async () => {
    const website = await publish();
    const email = 'aanbod@example.com';
    await approved(gate, website, email);
    const { context, page, complaints } = await person();
    await withPicture('passkey-autofill', page, async () => {
      await withAuthenticator(page);
      await signInByPassword(page, website, email, '/_gate/my-page');
      await addPasskey(page, website);
      await context.clearCookies();
      // The simulated holder takes the offer as soon as it is made.
      await page.goto(`${website.settings.publicUrl}/prijzen.html#hier`);
      await page.waitForURL('**/prijzen.html#hier');
    });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('R14: a page that stood open longer than its challenge counts asks for a new one', async () => {
    const website = await publish();
    const email = 'lang@example.com';
    await approved(gate, website, email);
    const { context, page } = await person();
    await withAuthenticator(page);
    await withoutOffers(page);
    await signInByPassword(page, website, email, '/_gate/my-page');
    await addPasskey(page, website);
    await context.clearCookies();
    await page.clock.install();
    await page.goto(`${website.settings.publicUrl}/prijzen.html`);
    gate.clock.move(400_000);
    await page.clock.fastForward(400_000);
    await page.getByRole('button', { name: 'Aanmelden met een passkey' }).click();
    await page.waitForURL('**/prijzen.html');
    await context.close();
  });

  it('R14: a holder who is not verified does not get in, and is told to try again', async () => {
    const website = await publish();
    const email = 'zonder@example.com';
    await approved(gate, website, email);
    const { context, page } = await person();
    const { cdp, authenticatorId } = await withAuthenticator(page);
    await signInByPassword(page, website, email, '/_gate/my-page');
    await addPasskey(page, website);
    await context.clearCookies();
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.goto(`${website.settings.publicUrl}/_gate/sign-in`);
    await page.getByRole('button', { name: 'Aanmelden met een passkey' }).click();
    await page.getByText('Dat is niet gelukt of afgebroken').waitFor();
    expect((await context.cookies()).some(({ name }) => name === 'gate')).toBe(false);
    await context.close();
  });

  it('R14: a passkey does for the second step that the website demands, by way of its set-up', async () => {
    const website = await publish({ secondFactor: 'required' });
    const email = 'stap@example.com';
    await approved(gate, website, email);
    const { context, page, complaints } = await person();
    await withPicture('passkey-second-step', page, async () => {
      await withAuthenticator(page);
      await withoutOffers(page);
      await signInByPassword(page, website, email, '/prijzen.html?a=1#b');
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Passkey toevoegen' }).click();
      await page.getByRole('button', { name: 'Doorgaan' }).click();
      await page.getByText('Bewaar uw herstelcodes').waitFor();
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Ik heb ze bewaard' }).click();
      await page.waitForURL('**/prijzen.html?a=1#b');
      await context.clearCookies();
      await signInByPassword(page, website, email, '/prijzen.html?a=2#c');
      await page.getByText('Nog één stap').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Passkey gebruiken' }).click();
      await page.waitForURL('**/prijzen.html?a=2#c');
    });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('R14: without JavaScript, or in a browser that has none, a page says so', async () => {
    const website = await publish();
    const email = 'uit@example.com';
    await approved(gate, website, email);
    const off = await browser.newContext({ javaScriptEnabled: false, locale: 'nl-NL' });
    const page = await off.newPage();
    await signInByPassword(page, website, email, '/_gate/my-page');
    await page.goto(`${website.settings.publicUrl}/_gate/my-page/security/add-passkey`);
    expect(await page.textContent('main')).toContain('JavaScript uit in uw browser');
    expect(await page.getByRole('button', { name: 'Doorgaan' }).isVisible()).toBe(false);
    await off.close();
    const { context, page: old } = await person();
    await old.addInitScript('delete window.PublicKeyCredential');
    await signInByPassword(old, website, email, '/_gate/my-page');
    await old.goto(`${website.settings.publicUrl}/_gate/my-page/security/add-passkey`);
    await old.getByText('Deze browser kan hier niet met passkeys werken').waitFor();
    await context.close();
  });
});
