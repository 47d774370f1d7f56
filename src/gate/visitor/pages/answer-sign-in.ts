import { gatePrefix } from '../../../core/paths.ts';
import { cookieName, type SetCookie } from '../cookies.ts';
import type { SignInResult } from '../finish-sign-in.ts';
import { stepSeconds } from '../second-factor/sign-in-step.ts';
import { standingPage } from '../standing-page.ts';
import { deviceValue, type Visit } from '../visit.ts';
import { type Answer, pageAnswer, redirect } from '../visitor-page.ts';
import { resendForm } from './resend-page.ts';
import { secondStepPath, setUpPath } from './sign-in-paths.ts';
import { statusPath } from './status-page.ts';

const deviceSeconds = 180 * 86_400;

/**
 * The answer to an attempt to sign in, by whatever means.
 * @param email the address as it was typed, for another mail to prove it.
 * @param wrong shows the form again, with what is to be said there.
 */
export async function answerSignIn(
  visit: Visit,
  result: SignInResult,
  { email, wrong }: { readonly email: string; readonly wrong: () => Promise<Answer> },
): Promise<Answer> {
  switch (result.kind) {
    case 'wrong':
      return wrong();
    case 'unverified': {
      const back = { label: visit.say('backToSignIn'), href: `${gatePrefix}/sign-in` };
      return pageAnswer(
        {
          title: visit.say('unverifiedTitle'),
          lead: [visit.say('unverifiedText')],
          ways: email === '' ? [back] : [resendForm(visit, email), back],
        },
        { values: {}, status: 403 },
      );
    }
    case 'refused':
      return pageAnswer(standingPage(visit, result.standing, result.account, result.email), {
        values: {},
        status: 403,
      });
    case 'second_step': {
      const step = { name: cookieName(visit.website, 'step'), value: result.token, maxAge: stepSeconds };
      return redirect(secondStepPath, { cookies: [step] });
    }
    case 'signed_in':
      return redirect(wayOn(result), {
        session: result.session,
        cookies: signedInCookies(visit, result.emailCanonical),
      });
  }
}

/** What a browser keeps and forgets once somebody signed in. */
export function signedInCookies(visit: Visit, emailCanonical: string): SetCookie[] {
  const { website } = visit;
  const device = cookieName(website, 'device');
  return [
    { name: device, value: deviceValue(visit, emailCanonical), maxAge: deviceSeconds },
    ...(visit.cookies.has(cookieName(website, 'step'))
      ? [{ name: cookieName(website, 'step'), value: '' }]
      : []),
  ];
}

function wayOn({ standing, mustSetUp, returnPath }: Extract<SignInResult, { kind: 'signed_in' }>): string {
  if (standing !== 'allowed') return statusPath(returnPath);
  return mustSetUp ? setUpPath(returnPath) : returnPath;
}
