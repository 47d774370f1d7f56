import type { IncomingMessage } from 'node:http';
import { canonicalHost } from '../../core/paths.ts';
import { originFor, type PublishedWebsite } from '../websites/published-website.ts';
import { type CheckAnswer, emptyAnswer, passAnswer } from './check-answer.ts';
import type { CheckServices } from './check-services.ts';
import { decideVisit, type Verdict } from './decide-visit.ts';
import { askingOf, type ForwardedVisit, visitFromProxy } from './forwarded-visit.ts';
import { welcomePathFor } from './offer-sign-in.ts';

/** What the check says to a server that hands any answer but 2xx to the visitor as it is. */
export type ProxyAnswer =
  | { readonly kind: 'answer'; readonly answer: CheckAnswer }
  /** The visitor gets a page, a redirect or a problem in JSON. */
  | { readonly kind: 'not_understood'; readonly website: PublishedWebsite }
  | {
      readonly kind: 'decided';
      readonly website: PublishedWebsite;
      readonly visit: ForwardedVisit;
      readonly verdict: Exclude<Verdict, { readonly kind: 'pass' }>;
    };

const unknownHost: ProxyAnswer = { kind: 'answer', answer: emptyAnswer(404) };
const refused: ProxyAnswer = { kind: 'answer', answer: emptyAnswer(403) };

/**
 * The check for Caddy, Traefik, HAProxy and Envoy. At once, without I/O, for a session that this process knows. Never throws or
 * rejects: what goes wrong refuses (I1).
 */
export function checkForProxy(
  services: CheckServices,
  request: IncomingMessage,
  readVisit: typeof visitFromProxy = visitFromProxy,
): ProxyAnswer | Promise<ProxyAnswer> {
  try {
    const visit = readVisit(askingOf(request), services.trusted);
    const website = services.websites.find(visit.host);
    if (website === undefined) return unknownHost;
    if (visit.url === null) return { kind: 'not_understood', website };
    const verdict = decideVisit(services, { website, url: visit.url, cookie: request.headers.cookie });
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
): ProxyAnswer {
  if (verdict.kind !== 'pass') return { kind: 'decided', website, visit, verdict };
  const welcome = welcomePathFor(services, website, verdict, visit, request);
  if (welcome === null) return { kind: 'answer', answer: passAnswer(services, website, verdict.identity) };
  const origin = originFor(website, canonicalHost(visit.host ?? '') ?? '');
  return { kind: 'answer', answer: emptyAnswer(302, ['Location', origin + welcome]) };
}

/** Refuses, whatever went wrong. */
function closed(services: CheckServices, error: unknown): ProxyAnswer {
  services.gate.log.error({ err: error }, 'The check failed and refused.');
  return refused;
}
