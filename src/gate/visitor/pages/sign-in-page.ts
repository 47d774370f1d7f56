import { gatePrefix } from '../../../core/paths.ts';
import type { Page, Way } from '../../pages/page-model.ts';
import { cookieName } from '../cookies.ts';
import { passwordField } from '../password-field.ts';
import { type SignInResult, signIn } from '../sign-in.ts';
import { standingPage } from '../standing-page.ts';
import { canonicalOrTyped, deviceValue, isKnownDevice, type Visit } from '../visit.ts';
import { type Answer, pageAnswer, redirect, type Typed, type VisitorPage } from '../visitor-page.ts';
import { resendForm } from './resend-page.ts';
import { statusPath } from './status-page.ts';

const deviceSeconds = 180 * 86_400;
const notices = {
  password: 'noticePasswordSet',
  confirmed: 'noticeConfirmed',
  signed_out: 'noticeSignedOut',
} as const;

/** Sign-in (R14), with the return address kept and the link "Create user" where it is shown (R13). */
export const signInPage: VisitorPage = {
  path: 'sign-in',

  async show(visit, typed) {
    if (visit.session !== null && typed === undefined) return redirect(statusPath(visit.returnPath));
    return pageAnswer(signInForm(visit, typed), typed);
  },

  async submit(visit) {
    const { gate, website, form } = visit;
    const emailCanonical = canonicalOrTyped(form.email ?? '');
    if ((form.email ?? '').trim() === '' || (form.password ?? '') === '') {
      const required = visit.say('required');
      const errors = {
        ...((form.email ?? '').trim() === '' ? { email: required } : {}),
        ...((form.password ?? '') === '' ? { password: required } : {}),
      };
      return this.show(visit, { values: form, errors });
    }
    const result = await signIn(gate, website, {
      emailCanonical,
      password: form.password ?? '',
      address: visit.address,
      knownDevice: isKnownDevice(visit, emailCanonical),
      previousSessionId: visit.session?.id ?? null,
    });
    return answerTo(visit, result, emailCanonical);
  },
};

async function answerTo(visit: Visit, result: SignInResult, emailCanonical: string): Promise<Answer> {
  const { form, website } = visit;
  switch (result.kind) {
    case 'wrong':
      return signInPage.show(visit, { values: form, problem: visit.say('wrongSignIn') });
    case 'unverified':
      return pageAnswer(
        {
          title: visit.say('unverifiedTitle'),
          lead: [visit.say('unverifiedText')],
          ways: [
            resendForm(visit, form.email ?? ''),
            { label: visit.say('backToSignIn'), href: `${gatePrefix}/sign-in` },
          ],
        },
        { values: {}, status: 403 },
      );
    case 'refused':
      return pageAnswer(standingPage(visit, result.standing, result.account, form.email ?? ''), {
        values: {},
        status: 403,
      });
    case 'signed_in': {
      const device = {
        name: cookieName(website, 'device'),
        value: deviceValue(visit, emailCanonical),
        maxAge: deviceSeconds,
      };
      const to = result.standing === 'allowed' ? visit.returnPath : statusPath(visit.returnPath);
      return redirect(to, { session: result.session, cookies: [device] });
    }
  }
}

function signInForm(visit: Visit, typed?: Typed): Page {
  const { website } = visit;
  const { policy, showCreateUser, introduction } = website.settings;
  const notice = notices[visit.query.notice as keyof typeof notices]; // of any other value it is undefined
  const keepReturn = visit.returnPath === '/' ? '' : `?${new URLSearchParams({ return: visit.returnPath })}`;
  const emailError = typed?.errors?.email;
  const ways: Way[] = [{ label: visit.say('forgotten'), href: `${gatePrefix}/forgotten-password` }];
  if (showCreateUser && policy !== 'owner_only') {
    ways.push({
      before: visit.say('noAccountYet'),
      label: visit.say('createUser'),
      href: `${gatePrefix}/sign-up${keepReturn}`,
    });
  }
  return {
    title: visit.say('signIn'),
    lead: [introduction[visit.language] || visit.say('introduction')],
    ...(notice === undefined || typed !== undefined ? {} : { notice: visit.say(notice) }),
    ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
    form: {
      action: `${gatePrefix}/sign-in`,
      submit: visit.say('signIn'),
      hidden: { return: visit.returnPath },
      fields: [
        {
          name: 'email',
          label: visit.say('email'),
          type: 'email',
          value: typed?.values.email ?? '',
          autocomplete: 'username',
          required: true,
          ...(emailError === undefined ? {} : { error: emailError }),
        },
        passwordField(visit, 'password', typed?.errors?.password),
      ],
    },
    ways,
  };
}
