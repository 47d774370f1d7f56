import { parseEmailAddress } from '../../../core/email-address.ts';
import { gatePrefix } from '../../../core/paths.ts';
import { lacksSecondFactor } from '../../../core/visit/visit-decision.ts';
import { findAccount } from '../../logins/find-account.ts';
import { passkeyScript } from '../../pages/assets.ts';
import type { Field, Page, Way } from '../../pages/page-model.ts';
import type { TextKey } from '../../pages/texts/page-text.ts';
import { signInByPasskey } from '../passkeys/sign-in-by-passkey.ts';
import { passwordField } from '../password-field.ts';
import { signIn, standingOf } from '../sign-in.ts';
import { canonicalOrTyped, isKnownDevice, type Visit } from '../visit.ts';
import { type Answer, pageAnswer, redirect, type Typed, type VisitorPage } from '../visitor-page.ts';
import { answerSignIn } from './answer-sign-in.ts';
import { formId } from './form-id.ts';
import { passkeyScope, passkeySignInForm } from './passkey-form.ts';
import { askForSignInLink } from './sign-in-link-page.ts';
import { secondStepPath } from './sign-in-paths.ts';
import { browserOf } from './signing-browser.ts';
import { statusPath } from './status-page.ts';

const notices: ReadonlyMap<string, TextKey> = new Map([
  ['password', 'noticePasswordSet'],
  ['confirmed', 'noticeConfirmed'],
  ['signed_out', 'noticeSignedOut'],
  ['step_over', 'stepOver'],
  ['deleted', 'noticeDeleted'],
]);

/**
 * Sign-in (R14) by password, passkey or a mailed link, with the return address kept and the link "Create user" where it
 * is shown (R13). Whoever is signed in already is led on, by way of the second step where the website demands it.
 */
export const signInPage: VisitorPage = {
  path: 'sign-in',
  leadsOn: true,

  async show(visit, typed) {
    if (visit.session !== null && typed === undefined) return redirect(await wayOn(visit));
    return pageAnswer(signInForm(visit, typed), typed);
  },

  async submit(visit) {
    const { form, website } = visit;
    const wantsLink = form.way === 'link';
    if (wantsLink && !website.settings.signIn.magicLink) return askForSignInLink(visit, null);
    if ((form.credential ?? '') !== '') return byPasskey(visit);
    const required = visit.say('required');
    const hasEmail = (form.email ?? '').trim() !== '';
    const errors = {
      ...(hasEmail ? {} : { email: required }),
      ...((form.password ?? '') === '' && !wantsLink ? { password: required } : {}),
    };
    if (Object.keys(errors).length > 0) return this.show(visit, { values: form, errors });
    if (!wantsLink) return byPassword(visit);
    const email = parseEmailAddress(form.email ?? '');
    if (email === null) return this.show(visit, { values: form, errors: { email: visit.say('badEmail') } });
    return askForSignInLink(visit, email);
  },
};

/** Where somebody who is signed in goes from here. */
async function wayOn(visit: Visit): Promise<string> {
  const { gate, website, session, returnPath } = visit;
  if (session === null || !lacksSecondFactor(website, session)) return statusPath(returnPath);
  const account = await findAccount(gate.db, website.id, session.emailCanonical);
  const standing = standingOf(website, account, gate.clock.now());
  // Who may not enter anyway is told how things stand.
  if (standing !== 'allowed') return statusPath(returnPath);
  return `${secondStepPath}?${new URLSearchParams({ return: returnPath })}`;
}

async function byPassword(visit: Visit): Promise<Answer> {
  const { gate, website, form, returnPath } = visit;
  const email = form.email ?? '';
  const emailCanonical = canonicalOrTyped(email);
  const result = await signIn(gate, website, {
    emailCanonical,
    password: form.password ?? '',
    knownDevice: isKnownDevice(visit, emailCanonical),
    keep: form.keep === 'yes',
    returnPath,
    browser: browserOf(visit),
  });
  const wrong = () => signInPage.show(visit, { values: form, problem: visit.say('wrongSignIn') });
  return answerSignIn(visit, result, { email, wrong });
}

async function byPasskey(visit: Visit): Promise<Answer> {
  const { gate, form, returnPath } = visit;
  const result = await signInByPasskey(gate, {
    credential: form.credential ?? '',
    scope: passkeyScope(visit, null),
    keep: form.keep === 'yes',
    returnPath,
    browser: browserOf(visit),
  });
  const wrong = () => signInPage.show(visit, { values: form, problem: visit.say('wrongPasskey') });
  return answerSignIn(visit, result, { email: '', wrong });
}

function signInForm(visit: Visit, typed?: Typed): Page {
  const { website } = visit;
  const { introduction, signIn: settings } = website.settings;
  const notice = notices.get(visit.query.notice ?? '');
  const other = { label: visit.say('mailLink'), name: 'way', value: 'link' };
  return {
    title: visit.say('signIn'),
    lead: [introduction[visit.language] || visit.say('introduction')],
    ...(notice === undefined || typed !== undefined ? {} : { notice: visit.say(notice) }),
    ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
    form: {
      submit: visit.say('signIn'),
      hidden: {
        return: visit.returnPath,
        ...(settings.magicLink ? { id: formId(typed?.values.id) } : {}),
      },
      fields: fieldsOf(visit, typed),
      ...(settings.magicLink ? { other } : {}),
    },
    sections: [{ form: passkeySignInForm(visit) }],
    ways: waysOn(visit),
    scripts: [passkeyScript],
  };
}

function fieldsOf(visit: Visit, typed?: Typed): Field[] {
  const { keepSignedIn, keepSignedInDays: days } = visit.website.settings.signIn;
  const emailError = typed?.errors?.email;
  const email: Field = {
    name: 'email',
    label: visit.say('email'),
    type: 'email',
    value: typed?.values.email ?? '',
    // Offers the passkeys of this website beside the addresses that were typed before (WebAuthn §5.1.4).
    autocomplete: 'username webauthn',
    required: true,
    ...(emailError === undefined ? {} : { error: emailError }),
  };
  const keep: Field = {
    name: 'keep',
    label: visit.say('keepSignedIn'),
    type: 'tick',
    value: typed?.values.keep ?? '',
    autocomplete: 'off',
    required: false,
    isOffer: true,
    hint: visit.say(days === 1 ? 'keepSignedInDay' : 'keepSignedInHint', { days }),
  };
  return [email, passwordField(visit, 'password', typed?.errors?.password), ...(keepSignedIn ? [keep] : [])];
}

function waysOn(visit: Visit): Way[] {
  const { policy, showCreateUser } = visit.website.settings;
  const ways: Way[] = [{ label: visit.say('forgotten'), href: `${gatePrefix}/forgotten-password` }];
  if (showCreateUser && policy !== 'owner_only') {
    ways.push({
      before: visit.say('noAccountYet'),
      label: visit.say('createUser'),
      href: `${gatePrefix}/sign-up?${new URLSearchParams({ return: visit.returnPath })}`,
    });
  }
  return ways;
}
