import type { Page } from 'playwright-core';
import { clickThrough } from './browser.ts';
import type { TestGate, TestWebsite } from './gate.ts';
import { goodPassword } from './visitor.ts';
import type { Onlooker, VisitorScene } from './visitor-scene.ts';

/** One visitor page as it is to be looked at. */
export interface SeenPage {
  readonly name: string;
  /** Nobody, unless said. */
  readonly as?: Onlooker;
  /** Path on the website, or a whole address. */
  readonly path: string | ((gate: TestGate, scene: VisitorScene) => Promise<string>);
  /** What is done on it before it is looked at. */
  readonly act?: (page: Page, scene: VisitorScene) => Promise<void>;
}

const submit = (page: Page): Promise<void> =>
  clickThrough(page, page.locator('main form button.primary').first());
const onSister =
  (sister: keyof VisitorScene['sisters'], path: string) =>
  async (_gate: TestGate, { sisters }: VisitorScene): Promise<string> =>
    addressOn(sisters[sister], path);
const addressOn = (website: TestWebsite, path: string): string => website.settings.publicUrl + path;

const signInAs =
  (who: Onlooker) =>
  async (page: Page, { people }: VisitorScene): Promise<void> => {
    await page.fill('#email', people[who].email);
    await page.fill('#password', goodPassword);
    await submit(page);
  };

/** The link of the newest mail of a kind to somebody, after what makes the gate send it. */
const mailed =
  (event: string, who: Onlooker, ask: (gate: TestGate, scene: VisitorScene) => Promise<unknown>) =>
  async (gate: TestGate, scene: VisitorScene): Promise<string> => {
    await ask(gate, scene);
    const mail = (await gate.mails(scene.people[who].email)).findLast((one) => one.event === event);
    if (mail === undefined) throw new Error(`no mail ${event}`);
    return mail.link;
  };

const askFor =
  (path: string, who: Onlooker, more: Readonly<Record<string, string>> = {}) =>
  async (gate: TestGate, { people, website }: VisitorScene) => {
    const visitor = gate.visitor(website);
    await visitor.submit(await visitor.get(path), { email: people[who].email, ...more }, { having: 'email' });
  };

/** Pages of who is not signed in. */
const strangersPages: readonly SeenPage[] = [
  { name: 'sign-in', path: '/_gate/sign-in?return=/shop' },
  {
    name: 'sign-in-wrong',
    path: '/_gate/sign-in',
    async act(page) {
      await page.fill('#email', 'sanne.bakker@example.com');
      await page.fill('#password', 'niet het wachtwoord');
      await submit(page);
    },
  },
  {
    name: 'sign-in-link',
    path: mailed('sign_in_link', 'member', askFor('/_gate/sign-in', 'member', { way: 'link' })),
  },
  { name: 'second-step', path: '/_gate/sign-in', act: signInAs('careful') },
  { name: 'second-step-set-up', path: onSister('strict', '/_gate/sign-in'), act: signInAs('member') },
  { name: 'sign-up', path: '/_gate/sign-up' },
  {
    name: 'sign-up-strength',
    path: '/_gate/sign-up',
    async act(page) {
      await page.fill('#password', 'welkom2026');
      // The meter is there with scripts only, and its rule is fetched when one types.
      if ((await page.locator('.with-show').count()) === 0) return;
      await page.getByText(/^(Sterkte|Strength|Stärke|Styrke): /).waitFor();
    },
  },
  { name: 'sign-up-mistakes', path: '/_gate/sign-up', act: submit },
  { name: 'forgotten-password', path: '/_gate/forgotten-password' },
  {
    name: 'check-mail',
    path: '/_gate/forgotten-password',
    async act(page, scene) {
      await page.fill('#email', scene.people.nobody.email);
      await submit(page);
    },
  },
  { name: 'verify-dead', path: '/_gate/verify?token=x' },
  { name: 'set-password-dead', path: '/_gate/set-password?token=x' },
  {
    name: 'reset-password',
    path: mailed('reset_password', 'member', askFor('/_gate/forgotten-password', 'member')),
  },
  { name: 'welcome', path: onSister('voluntary', '/_gate/welcome?return=/x') },
  { name: 'progress', path: mailed('pending', 'waiting', async () => {}) },
  { name: 'not-found', path: '/_gate/nergens' },
];

/** Pages of who is signed in. */
const membersPages: readonly SeenPage[] = [
  { name: 'status-waiting', as: 'waiting', path: '/_gate/status' },
  {
    name: 'progress',
    as: 'nobody',
    path: async (gate, { people }) =>
      (await gate.mails(people.waiting.email)).find(({ event }) => event === 'pending')?.link ?? '',
  },
  { name: 'no-access', as: 'waiting', path: '/_gate/no-access' },
  { name: 'prove', as: 'waiting', path: '/_gate/prove?return=/_gate/my-page/privacy' },
  { name: 'my-page-waiting', as: 'waiting', path: '/_gate/my-page' },
  {
    name: 'request-access',
    path: onSister('empty', '/_gate/sign-in'),
    async act(page, scene) {
      await signInAs('member')(page, scene);
      await page.goto(addressOn(scene.sisters.empty, '/_gate/request-access'));
    },
  },
  { name: 'my-page', as: 'member', path: '/_gate/my-page' },
  { name: 'details', as: 'member', path: '/_gate/my-page/details' },
  {
    name: 'details-mistakes',
    as: 'member',
    path: '/_gate/my-page/details',
    async act(page) {
      await page.fill('#lastName', '');
      await submit(page);
    },
  },
  { name: 'details-saved', as: 'member', path: '/_gate/my-page/details?notice=saved' },
  { name: 'devices', as: 'member', path: '/_gate/my-page/devices' },
  { name: 'privacy', as: 'member', path: '/_gate/my-page/privacy' },
  { name: 'privacy-refused', as: 'careful', path: '/_gate/my-page/privacy' },
  { name: 'delete', as: 'member', path: '/_gate/my-page/delete' },
  { name: 'security-password-only', as: 'member', path: '/_gate/my-page/security' },
  { name: 'security', as: 'careful', path: '/_gate/my-page/security' },
  { name: 'add-passkey', as: 'careful', path: '/_gate/my-page/security/add-passkey' },
  {
    name: 'passkey',
    as: 'careful',
    path: '/_gate/my-page/security',
    act: (page) => clickThrough(page, page.locator('.items a').first()),
  },
  { name: 'app', as: 'careful', path: '/_gate/my-page/security/app' },
  { name: 'codes', as: 'careful', path: '/_gate/my-page/security/codes', act: submit },
  { name: 'switch-off', as: 'careful', path: '/_gate/my-page/security/switch-off' },
  { name: 'change-password', as: 'member', path: '/_gate/change-password' },
  { name: 'sign-out', as: 'member', path: '/_gate/sign-out' },
];

/** Every page that visitors meet, with the states of it that look different. */
export const visitorPages: readonly SeenPage[] = [...strangersPages, ...membersPages];
