import type { NewSession } from '../../sessions/create-session.ts';
import { myPageMenu } from '../my-page/my-page-menu.ts';
import type { Visit } from '../visit.ts';
import { type Answer, pageAnswer } from '../visitor-page.ts';

/** New recovery codes, for the only time; the page says so, and prints well. */
export function showCodes(
  visit: Visit,
  codes: readonly string[],
  { notice, onward, session }: { notice?: string; onward: string; session?: NewSession },
): Answer {
  const answer = pageAnswer({
    title: visit.say('codesTitle'),
    lead: [visit.say('codesLead')],
    menu: myPageMenu(visit, 'security'),
    ...(notice === undefined ? {} : { notice }),
    sections: [{ codes }],
    ways: [{ label: visit.say('codesKept'), href: onward, primary: true }],
  });
  return session === undefined ? answer : { ...answer, session };
}
