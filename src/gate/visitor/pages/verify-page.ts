import { gatePrefix } from '../../../core/paths.ts';
import { peekToken } from '../../tokens/claim-token.ts';
import { cookieName } from '../cookies.ts';
import { passwordField } from '../password-field.ts';
import { unsign } from '../signed-value.ts';
import { verifyAddress, verifyPurposes } from '../verify-address.ts';
import { deviceValue, type Visit } from '../visit.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { deadLinkPage } from './dead-link.ts';
import { progressPath } from './progress-page.ts';
import { statusPath } from './status-page.ts';

/** The link that proves an address. Opening it only shows a button; pressing that does it (case 18). */
export const verifyPage: VisitorPage = {
  path: 'verify',
  isTokenPage: true,
  leadsOn: true,

  async show(visit, typed) {
    const token = typed?.values.token ?? visit.query.token ?? '';
    const wanted = { token, websiteId: visit.website.id, purposes: verifyPurposes };
    const seen = await peekToken(visit.gate.db, visit.gate.clock, wanted);
    if (seen.state !== 'live') return deadLinkPage(visit, seen.state, 'sign-in');
    const needsPassword = seen.registrationId !== null && seen.registrationId !== ownSignUp(visit);
    const page = {
      title: visit.say('verifyTitle'),
      lead: [visit.say(needsPassword ? 'verifyPassword' : 'verifyLead')],
      ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
      form: {
        action: `${gatePrefix}/verify`,
        submit: visit.say('verifySubmit'),
        hidden: { token },
        fields: needsPassword ? [passwordField(visit, 'password', typed?.errors?.password)] : [],
      },
      ...(needsPassword
        ? { ways: [{ label: visit.say('forgotten'), href: `${gatePrefix}/forgotten-password` }] }
        : {}),
    };
    return pageAnswer(page, typed);
  },

  async submit(visit) {
    const { form } = visit;
    const result = await verifyAddress(visit.gate, visit.website, {
      token: form.token ?? '',
      ownRegistrationId: ownSignUp(visit),
      password: form.password === undefined || form.password === '' ? null : form.password,
      address: visit.address,
      origin: visit,
    });
    switch (result.kind) {
      case 'dead':
        return deadLinkPage(visit, result.state, 'sign-in');
      case 'password_needed': {
        const password = visit.say(result.wrong ? 'verifyPasswordWrong' : 'required');
        return this.show(visit, { values: form, errors: { password } });
      }
      case 'address_verified':
        return redirect(`${gatePrefix}/sign-in?notice=confirmed`);
      case 'registered': {
        const signUp = { name: cookieName(visit.website, 'sign-up'), value: '' };
        const waits = result.progress === null ? null : progressPath(result.progress, result.returnPath);
        if (result.session === null) {
          return redirect(waits ?? `${gatePrefix}/sign-in?notice=confirmed`, { cookies: [signUp] });
        }
        const device = {
          name: cookieName(visit.website, 'device'),
          value: deviceValue(visit, result.emailCanonical),
          maxAge: 180 * 86_400,
        };
        return redirect(waits ?? statusPath(result.returnPath), {
          session: result.session,
          cookies: [signUp, device],
        });
      }
    }
  },
};

/** The sign-up that this browser sent, if any. */
function ownSignUp(visit: Visit): string | null {
  const value = visit.cookies.get(cookieName(visit.website, 'sign-up'));
  return unsign(visit.gate.installation.formKey, 'sign-up', value);
}
