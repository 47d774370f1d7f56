import { gatePrefix } from '../../../core/paths.ts';
import type { DeadToken } from '../../tokens/claim-token.ts';
import type { Visit } from '../visit.ts';
import { type Answer, pageAnswer } from '../visitor-page.ts';

/** Says kindly that a link was used, is out of date or is none of ours, and what to do (case 22). */
export function deadLinkPage(
  visit: Visit,
  state: DeadToken['state'],
  again: 'sign-in' | 'sign-in-link' | 'forgotten-password',
): Answer {
  const [title, text] = {
    used: ['linkUsedTitle', 'linkUsedText'] as const,
    expired: ['linkExpiredTitle', 'linkExpiredText'] as const,
    unknown: ['linkUnknownTitle', 'linkUnknownText'] as const,
  }[state];
  const signIn = { label: visit.say('backToSignIn'), href: `${gatePrefix}/sign-in`, primary: true };
  const newLink = { label: visit.say('newLink'), href: `${gatePrefix}/forgotten-password` };
  // A sign-in link is asked for where one signs in.
  const onlySignIn = again === 'sign-in-link' || (again === 'sign-in' && state === 'used');
  return pageAnswer(
    {
      title: visit.say(title),
      lead: [visit.say(text)],
      ways: onlySignIn ? [signIn] : [signIn, newLink],
    },
    { values: {}, status: state === 'unknown' ? 404 : 410 },
  );
}
