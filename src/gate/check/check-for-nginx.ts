import type { IncomingMessage } from 'node:http';
import { canonicalHost } from '../../core/paths.ts';
import { originFor, type PublishedWebsite } from '../websites/published-website.ts';
import { isPageLoad } from './answers.ts';
import { type CheckAnswer, emptyAnswer, passAnswer } from './check-answer.ts';
import type { CheckServices } from './check-services.ts';
import { decideVisit, type Verdict } from './decide-visit.ts';
import { askingOf, type ForwardedVisit, visitFromNginx } from './forwarded-visit.ts';
import { welcomePathFor } from './offer-sign-in.ts';
import { signInPath } from './sign-in-location.ts';

const refused = emptyAnswer(403);

/**
 * The check for nginx, which takes any answer but 2xx, 401 and 403 for a failure of its own: never redirects, but says
 * in `Location` where to sign in and in `Gatehouse-Page-Load` whether a redirect would be any use. At once, without
 * I/O, for a session that this process knows. Never throws or rejects: what goes wrong refuses (I1).
 */
export function checkForNginx(
  services: CheckServices,
  request: IncomingMessage,
): CheckAnswer | Promise<CheckAnswer> {
  try {
    const visit = visitFromNginx(askingOf(request), services.trusted);
    const website = services.websites.find(visit.host);
    if (website === undefined) return refused;
    // A server that does not say which page it asks about is answered as for one that is protected.
    const verdict = decideVisit(services, { website, url: visit.url ?? '', cookie: request.headers.cookie });
    if (!(verdict instanceof Promise)) return answer(services, request, website, visit, verdict);
    return verdict
      .then((later) => answer(services, request, website, visit, later))
      .catch((error: unknown) => closed(services, error));
  } catch (error) {
    return closed(services, error);
  }
}

function answer(
  services: CheckServices,
  request: IncomingMessage,
  website: PublishedWebsite,
  visit: ForwardedVisit,
  verdict: Verdict,
): CheckAnswer {
  if (verdict.kind === 'refuse') return refused;
  const welcome = verdict.kind === 'pass' ? welcomePathFor(services, website, verdict, visit, request) : null;
  if (verdict.kind === 'pass' && welcome === null) return passAnswer(services, website, verdict.identity);
  const origin = originFor(website, canonicalHost(visit.host ?? '') ?? '');
  return emptyAnswer(401, [
    'location',
    origin + (welcome ?? signInPath(visit.url, visit.method)),
    'gatehouse-page-load',
    isPageLoad(request.headers) ? 'yes' : 'no',
  ]);
}

/** Refuses, whatever went wrong. */
function closed(services: CheckServices, error: unknown): CheckAnswer {
  services.gate.log.error({ err: error }, 'The check failed and refused.');
  return refused;
}
