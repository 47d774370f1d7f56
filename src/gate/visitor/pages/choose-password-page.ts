import { gatePrefix } from '../../../core/paths.ts';
import { peekToken } from '../../tokens/claim-token.ts';
import { choosePassword, choosePurposes, wordsFor } from '../choose-password.ts';
import { cookieName } from '../cookies.ts';
import { passwordField, weakPassword } from '../password-field.ts';
import { deviceValue } from '../visit.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { deadLinkPage } from './dead-link.ts';

/** The links to choose a first password and to replace a forgotten one: one page under two names. */
export const choosePasswordPages: readonly VisitorPage[] = [
  pageUnder('set-password', 'choosePassword'),
  pageUnder('reset-password', 'newPassword'),
];

function pageUnder(
  path: 'set-password' | 'reset-password',
  title: 'choosePassword' | 'newPassword',
): VisitorPage {
  return {
    path,
    isTokenPage: true,

    async show(visit, typed) {
      const token = typed?.values.token ?? visit.query.token ?? '';
      const wanted = { token, websiteId: visit.website.id, purposes: choosePurposes };
      const seen = await peekToken(visit.gate.db, visit.gate.clock, wanted);
      if (seen.state !== 'live') return deadLinkPage(visit, seen.state, 'forgotten-password');
      // Whoever has the link has the mail, which says whom it is to.
      const words = await wordsFor(visit.gate, visit.website, seen);
      return pageAnswer(
        {
          title: visit.say(title),
          lead: [visit.say('choosePasswordLead')],
          ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
          form: {
            action: `${gatePrefix}/${path}`,
            submit: visit.say('savePassword'),
            hidden: { token },
            fields: [passwordField(visit, 'newPassword', typed?.errors?.password, words)],
          },
        },
        typed,
      );
    },

    async submit(visit) {
      const { form } = visit;
      const password = form.password ?? '';
      if (password === '') {
        return this.show(visit, { values: form, errors: { password: visit.say('required') } });
      }
      const result = await choosePassword(visit.gate, visit.website, {
        token: form.token ?? '',
        password,
        address: visit.address,
      });
      switch (result.kind) {
        case 'dead':
          return deadLinkPage(visit, result.state, 'forgotten-password');
        case 'weak':
          return this.show(visit, {
            values: form,
            errors: { password: weakPassword(visit, result.problem) },
          });
        case 'chosen': {
          // The mailbox was opened here, so this browser is the owner's: no stranger's attempts slow it down.
          const device = {
            name: cookieName(visit.website, 'device'),
            value: deviceValue(visit, result.emailCanonical),
            maxAge: 180 * 86_400,
          };
          return redirect(`${gatePrefix}/sign-in?notice=password`, { session: 'end', cookies: [device] });
        }
      }
    },
  };
}
