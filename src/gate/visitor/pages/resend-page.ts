import { parseEmailAddress } from '../../../core/email-address.ts';
import { gatePrefix } from '../../../core/paths.ts';
import { newId } from '../../../core/uuid.ts';
import type { Page, Way } from '../../pages/page-model.ts';
import type { TextKey } from '../../pages/texts/page-text.ts';
import { receiveRequest } from '../receive-request.ts';
import type { Visit } from '../visit.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { requestId } from './form-id.ts';

/** Sends the link that proves an address once more; the same answer for every address (I7). */
export const resendPage: VisitorPage = {
  path: 'resend',

  async show(visit, typed) {
    if (typed === undefined) return redirect(`${gatePrefix}/sign-in`);
    const page = checkMailPage(visit, 'checkMailResend', typed.values.email ?? '', true);
    return pageAnswer(typed.problem === undefined ? page : { ...page, problem: typed.problem }, typed);
  },

  async submit(visit) {
    const email = parseEmailAddress(visit.form.email ?? '');
    if (email === null) return redirect(`${gatePrefix}/sign-in`);
    await receiveRequest(visit.gate, visit.website, {
      id: requestId(visit.form.id, visit.website.id, 'resend', email.canonical),
      email,
      language: visit.language,
      address: visit.address,
      returnPath: '/',
      wish: { kind: 'resend' },
    });
    return pageAnswer(checkMailPage(visit, 'checkMailResend', email.typed, false));
  },
};

/** The page that sends a visitor to the mailbox; it says nothing about whether the address is known (I7). */
export function checkMailPage(visit: Visit, text: TextKey, email: string, mayResend: boolean): Page {
  const ways: Way[] = mayResend ? [resendForm(visit, email)] : [];
  return {
    title: visit.say('checkMailTitle'),
    lead: [visit.say(text, { email }), visit.say('checkMailNone')],
    ways: [...ways, { label: visit.say('backToSignIn'), href: `${gatePrefix}/sign-in` }],
  };
}

/** The button that asks for another mail. */
export function resendForm(visit: Visit, email: string): Way {
  return { label: visit.say('resend'), href: `${gatePrefix}/resend`, post: { email, id: newId() } };
}
