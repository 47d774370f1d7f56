import type { FastifyInstance } from 'fastify';
import { gatePrefix, type PathDecision } from '../../core/paths.ts';
import { visitDecision } from '../../core/visit/visit-decision.ts';
import { type Identity, identityOf } from '../identity/identity.ts';
import type { Session } from '../sessions/session.ts';
import { readSessionToken } from '../sessions/session-cookie.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { uncached } from './answers.ts';
import type { CheckServices } from './check-services.ts';

/** What a page may know of its visitor; the claims are empty without access. */
export interface WhoIsThere extends Omit<Identity, 'user'> {
  /** Somebody is signed in, with or without access. */
  readonly signedIn: boolean;
  readonly access: boolean;
}

const nobody = { email: '', name: '', company: '', contact: '', groups: [], priceGroup: '', language: '' };

/** Access is what it takes to pass a closed page. */
const closedPage: PathDecision = { protected: true, suspicious: false };

/** What pages are told about a session: who it is, and with access what applies to them (R15). */
export function whoIsThere(website: PublishedWebsite, session: Session | null, now: Date): WhoIsThere {
  if (session === null) return { signedIn: false, access: false, ...nobody };
  const { user: _user, ...identity } = identityOf(website, session);
  if (visitDecision(website, closedPage, session, now).kind === 'pass') {
    return { signedIn: true, access: true, ...identity };
  }
  const { email, language } = identity;
  return { signedIn: true, access: false, ...nobody, email, name: session.name, language };
}

/** `/_gate/me.json`: the visitor, for scripts of the website's own pages. */
export function registerMe(server: FastifyInstance, services: CheckServices): void {
  server.get(`${gatePrefix}/me.json`, async (request, reply) => {
    const website = services.websites.find(request.headers.host);
    if (website === undefined) return reply.code(404).headers(uncached).send({});
    const token = readSessionToken(website, request.headers.cookie);
    const session = token === null ? null : await services.sessions.resolve(token, website.id);
    return reply.headers(uncached).send(whoIsThere(website, session, services.clock.now()));
  });
}
