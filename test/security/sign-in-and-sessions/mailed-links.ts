import { signInSettings } from '../../../src/contract/website-settings.ts';
import {
  approved,
  type QueuedMail,
  registered,
  type TestGate,
  type TestWebsite,
} from '../../support/gate.ts';
import { goodPassword } from '../../support/visitor.ts';

/** A website that offers everything that is mailed as a link. */
export const withSignInLinks = { signIn: signInSettings.parse({ magicLink: true, keepSignedIn: true }) };

/** A password that the rules take, to be chosen by a link. */
export const newPassword = 'vlinder boot trompet';

/** A link that can be used once, and how. */
export interface OneUseLink {
  readonly what: string;
  /** Below `/_gate/`. */
  readonly page: string;
  /** Has one mailed to an address that nobody used before, and gives the mail. */
  make(gate: TestGate, website: TestWebsite, email: string): Promise<QueuedMail>;
  /** What is typed on its page. */
  readonly fields: Readonly<Record<string, string>>;
  /** What is typed there and does not do; none where there is nothing to type. */
  readonly wrongFields: readonly Readonly<Record<string, string>>[];
  /** How long it lives, in minutes. */
  readonly minutes: number;
}

const day = 24 * 60;
const chosen = { password: newPassword };
const tooWeak = ['', 'kort', 'welkom123456', 'Partnerportaal1'].map((password) => ({ password }));

/** Each kind of them. */
export const oneUseLinks: readonly OneUseLink[] = [
  {
    what: 'proves the address of a sign-up',
    page: 'verify',
    async make(gate, website, email) {
      await gate.visitor(website).signUp({ email });
      return newest(gate, email, 'verify_email');
    },
    // On another device than the one that signed up.
    fields: { password: goodPassword },
    wrongFields: [{ password: '' }, { password: 'een ander woord' }],
    minutes: 2 * day,
  },
  {
    what: 'proves an address that was corrected',
    page: 'verify',
    async make(gate, website, email) {
      const { account } = await approved(gate, website, `oud-${email}`);
      await gate.account(website, { id: account.id, email, status: 'approved' });
      return newest(gate, email, 'email_changed_new');
    },
    fields: {},
    wrongFields: [],
    minutes: 7 * day,
  },
  {
    what: 'sets the first password of somebody whom staff gave access',
    page: 'set-password',
    async make(gate, website, email) {
      await gate.account(website, { email, status: 'approved' });
      return newest(gate, email, 'approved');
    },
    fields: chosen,
    wrongFields: tooWeak,
    minutes: 7 * day,
  },
  {
    what: 'sets the password of somebody who signed up and forgot it before the address was proven',
    page: 'set-password',
    async make(gate, website, email) {
      await gate.visitor(website).signUp({ email });
      return asked(gate, website, email);
    },
    fields: chosen,
    wrongFields: tooWeak,
    minutes: 2 * 60,
  },
  {
    what: 'sets another password for one that was forgotten',
    page: 'reset-password',
    async make(gate, website, email) {
      await registered(gate, website, email);
      return asked(gate, website, email);
    },
    fields: chosen,
    wrongFields: tooWeak,
    minutes: 2 * 60,
  },
  {
    what: 'signs in',
    page: 'sign-in-link',
    async make(gate, website, email) {
      await approved(gate, website, email);
      const visitor = gate.visitor(website);
      await visitor.submit(await visitor.get('/_gate/sign-in'), { email, way: 'link' });
      return newest(gate, email, 'sign_in_link');
    },
    fields: {},
    wrongFields: [],
    minutes: 15,
  },
];

/** Asks for another password and gives the mail. */
export async function asked(gate: TestGate, website: TestWebsite, email: string): Promise<QueuedMail> {
  const visitor = gate.visitor(website);
  await visitor.submit(await visitor.get('/_gate/forgotten-password'), { email });
  return newest(gate, email, 'reset_password');
}

/** The newest mail of a kind to an address. */
export async function newest(gate: TestGate, email: string, event: string): Promise<QueuedMail> {
  const mail = (await gate.mails(email)).findLast((one) => one.event === event);
  if (mail === undefined) throw new Error(`No mail ${event} was queued for ${email}.`);
  return mail;
}

/** The secret in a link. */
export function tokenIn(link: string): string {
  return new URL(link, 'http://x').searchParams.get('token') ?? '';
}
