import type { FastifyRequest } from 'fastify';
import { visitorStanding } from '../../core/visitor-standing.ts';
import type { GatePages } from '../check/answers.ts';
import type { CheckServices } from '../check/check-services.ts';
import { frameLook } from '../pages/look/website-look.ts';
import type { Frame } from '../pages/page-model.ts';
import { renderPage } from '../pages/render-page.ts';
import { pageHeaders } from '../pages/security-headers.ts';
import { pageText } from '../pages/texts/page-text.ts';
import type { Session } from '../sessions/session.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { cookieName, readCookies } from './cookies.ts';
import { standingPage } from './standing-page.ts';
import { languageFor } from './visit.ts';

/** The pages that the check and the proxy send in the visitor pages' look, and the headers that belong to them. */
export interface DrawnPages extends Required<GatePages> {
  /** The headers for the answer to a request that one of the pages was drawn for, else undefined. */
  headersFor(request: FastifyRequest): Readonly<Record<string, string>> | undefined;
}

/** 403 in words (pending, declined, blocked, no account …), 404 and what else goes wrong, for page loads. */
export function createGatePages(services: Pick<CheckServices, 'clock'>): DrawnPages {
  const drawn = new WeakMap<FastifyRequest, Readonly<Record<string, string>>>();
  return {
    async refused(request, { website, session }) {
      drawn.set(request, pageHeaders(website.secure, false));
      const frame = frameFor(request, website, session);
      const standing = visitorStanding(website.access, session.account, services.clock.now());
      const page = standingPage(
        { website, language: frame.language },
        standing,
        session.account,
        session.email,
      );
      return renderPage(page, frame);
    },
    async failed(request, website, error) {
      drawn.set(request, pageHeaders(website.secure, false));
      const frame = frameFor(request, website, null);
      const title = pageText(frame.language, error.status === 404 ? 'notFoundTitle' : 'errorTitle');
      return renderPage({ title, lead: [error.in(frame.language)] }, frame);
    },
    headersFor: (request) => drawn.get(request),
  };
}

/** These pages hold no form, so that they need no token and set no cookie. */
function frameFor(request: FastifyRequest, website: PublishedWebsite, session: Session | null): Frame {
  const chosen = readCookies(request.headers.cookie).get(cookieName(website, 'language'));
  const language = languageFor(website, session, [chosen], request.headers['accept-language']);
  return {
    language,
    siteName: website.settings.name,
    home: '/',
    look: frameLook(website, language),
    languageSwitch: [],
    formToken: '',
  };
}
