import type { EmailAddress } from '../../../core/email-address.ts';
import { gatePrefix } from '../../../core/paths.ts';
import { peekToken } from '../../tokens/claim-token.ts';
import { receiveRequest } from '../receive-request.ts';
import { signInByLink, signInLinkPurposes } from '../sign-in-link/sign-in-by-link.ts';
import type { Visit } from '../visit.ts';
import { type Answer, pageAnswer, type VisitorPage } from '../visitor-page.ts';
import { answerSignIn } from './answer-sign-in.ts';
import { deadLinkPage } from './dead-link.ts';
import { requestId } from './form-id.ts';
import { checkMailPage } from './resend-page.ts';
import { browserOf } from './signing-browser.ts';

/**
 * The link to sign in that was mailed. Opening it only shows a button, and whom one signs in as, so that nobody is signed
 * in to a stranger's account unawares; pressing it does it (case 18).
 */
export const signInLinkPage: VisitorPage = {
  path: 'sign-in-link',
  leadsOn: true,
  isTokenPage: true,

  async show(visit, typed) {
    if (!visit.website.settings.signIn.magicLink) return notOffered(visit);
    const token = typed?.values.token ?? visit.query.token ?? '';
    const wanted = { token, websiteId: visit.website.id, purposes: signInLinkPurposes };
    const seen = await peekToken(visit.gate.db, visit.gate.clock, wanted);
    if (seen.state !== 'live') return deadLinkPage(visit, seen.state, 'sign-in-link');
    return pageAnswer(
      {
        title: visit.say('linkTitle'),
        lead: [visit.say('linkLead', { email: seen.emailCanonical })],
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        form: {
          action: `${gatePrefix}/sign-in-link`,
          submit: visit.say('signIn'),
          hidden: { token },
          fields: [],
        },
      },
      typed,
    );
  },

  async submit(visit) {
    const { gate, website, form } = visit;
    const token = form.token ?? '';
    const result = await signInByLink(gate, website, { token, browser: browserOf(visit) });
    if (result.kind === 'not_offered') return notOffered(visit);
    if (result.kind === 'dead') return deadLinkPage(visit, result.state, 'sign-in-link');
    const wrong = () => this.show(visit, { values: form });
    return answerSignIn(visit, result, { email: '', wrong });
  },
};

/**
 * Takes down that a link is asked for; the answer is the same for every address (I7). Where the website does not offer
 * links the endpoint itself refuses.
 */
export async function askForSignInLink(visit: Visit, email: EmailAddress | null): Promise<Answer> {
  const { gate, website, form, language, address, returnPath } = visit;
  if (!website.settings.signIn.magicLink || email === null) return notOffered(visit);
  const keep = form.keep === 'yes';
  // A form that is sent twice is one request (case 16).
  const id = requestId(form.id, website.id, 'sign_in_link', email.canonical, returnPath, String(keep));
  const wish = { kind: 'sign_in_link', keep } as const;
  await receiveRequest(gate, website, { id, email, language, address, returnPath, wish });
  return pageAnswer(checkMailPage(visit, 'checkMailLink', email.typed, false));
}

function notOffered(visit: Visit): Answer {
  return pageAnswer(
    {
      title: visit.say('linkOffTitle'),
      lead: [visit.say('linkOffText')],
      ways: [{ label: visit.say('backToSignIn'), href: `${gatePrefix}/sign-in`, primary: true }],
    },
    { values: {}, status: 403 },
  );
}
