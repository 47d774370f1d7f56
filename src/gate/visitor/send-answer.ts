import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseVisitorLanguage, visitorLanguages } from '../../core/language.ts';
import { gatePrefix } from '../../core/paths.ts';
import { languageNames } from '../pages/language-names.ts';
import { frameLook } from '../pages/look/website-look.ts';
import type { Frame, Page } from '../pages/page-model.ts';
import { renderPage } from '../pages/render-page.ts';
import { pageHeaders } from '../pages/security-headers.ts';
import { pageText, type TextKey } from '../pages/texts/page-text.ts';
import { sessionCookie } from '../sessions/session-cookie.ts';
import { acceptedCoding } from './accepted-coding.ts';
import { cookieHeader, cookieName, type SetCookie } from './cookies.ts';
import { formTokenOf } from './form-guard.ts';
import type { Visit } from './visit.ts';
import { type Answer, pageAnswer, type VisitorPage } from './visitor-page.ts';

const yearInSeconds = 31_536_000;
const brotli = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
};

/** The page for an address below `/_gate/` that does not exist. */
export const notFound: VisitorPage = {
  path: '',
  show: async (visit) =>
    pageAnswer(
      {
        title: visit.say('notFoundTitle'),
        lead: [visit.say('notFoundText')],
        ways: [{ label: visit.say('toWebsite'), href: '/' }],
      },
      { values: {}, status: 404 },
    ),
};

/** Sends what a page answered, with its cookies and the headers that protect it. */
export async function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  page: Pick<VisitorPage, 'path' | 'isTokenPage' | 'leadsOn'>,
  answer: Answer,
): Promise<FastifyReply> {
  reply.headers(pageHeaders(visit.website.secure, page.isTokenPage === true, page.leadsOn === true));
  for (const cookie of cookiesOf(visit, answer)) {
    reply.header('set-cookie', cookieHeader(visit.website, cookie));
  }
  if (answer.kind === 'redirect') return reply.code(303).header('location', answer.to).send('');
  if (answer.kind === 'file') {
    return reply
      .header('content-disposition', `attachment; filename="${answer.name}"`)
      .type(answer.type)
      .send(answer.body);
  }
  if (answer.retryAfter !== undefined) reply.header('retry-after', String(answer.retryAfter));
  const html = await renderPage(answer.page, frameOf(visit, page));
  reply.code(answer.status ?? 200).type('text/html; charset=utf-8');
  return sendHtml(request, reply, html, mayCompress(visit, page, answer.page));
}

/**
 * Whether a page may be sent compressed. The length of compressed text tells whether something that a stranger put into
 * a page stands elsewhere in it too (BREACH). Form tokens differ in each answer; but what is personal or secret never
 * stands compressed beside what came with the address.
 */
function mayCompress(visit: Visit, { isTokenPage }: Pick<VisitorPage, 'isTokenPage'>, page: Page): boolean {
  if (isTokenPage === true) return false;
  // What was just done is looked up by `notice`, which itself stands in no page.
  if (Object.keys(visit.query).every((name) => name === 'notice')) return true;
  const showsSecret = page.sections?.some(
    ({ codes, picture }) => codes !== undefined || picture !== undefined,
  );
  return visit.session === null && showsSecret !== true;
}

/** Pages are small and their compressing takes less than handing it to another thread, where passwords are hashed. */
function sendHtml(
  request: FastifyRequest,
  reply: FastifyReply,
  html: string,
  compress: boolean,
): FastifyReply {
  reply.header('vary', 'accept-encoding');
  const coding = compress ? acceptedCoding(request.headers['accept-encoding']) : null;
  if (coding === null) return reply.send(html);
  reply.header('content-encoding', coding);
  return reply.send(coding === 'br' ? brotliCompressSync(html, brotli) : gzipSync(html, { level: 6 }));
}

/** A page without a website around it: an unknown host is told nothing. */
export async function sendPlain(
  reply: FastifyReply,
  request: FastifyRequest,
  status: number,
  key: 'notFound' | 'errorTitle',
): Promise<FastifyReply> {
  const language = chooseVisitorLanguage([], request.headers['accept-language'], 'nl');
  const title: TextKey = key === 'notFound' ? 'notFoundTitle' : 'errorTitle';
  const frame = { language, siteName: '', home: '/', languageSwitch: [], formToken: '' };
  const page = { title: pageText(language, title), lead: [pageText(language, 'notFoundText')] };
  return reply
    .code(status)
    .headers(pageHeaders(false, false))
    .type('text/html; charset=utf-8')
    .send(await renderPage(page, frame));
}

function cookiesOf(visit: Visit, answer: Answer): SetCookie[] {
  const { website, formSecret, chosenLanguage } = visit;
  const cookies: SetCookie[] = [...(answer.cookies ?? [])];
  if (formSecret.isNew) cookies.push({ name: cookieName(website, 'form'), value: formSecret.value });
  if (chosenLanguage !== null) {
    cookies.push({ name: cookieName(website, 'language'), value: chosenLanguage, maxAge: yearInSeconds });
  }
  if (answer.session === 'end') cookies.push({ name: sessionCookie(website).name, value: '' });
  else if (answer.session !== undefined) {
    const { name, token, keep, expiresAt } = answer.session;
    const seconds = Math.floor((expiresAt.getTime() - visit.gate.clock.now().getTime()) / 1000);
    cookies.push({ name, value: token, ...(keep ? { maxAge: seconds } : {}) });
  }
  return cookies;
}

function frameOf(visit: Visit, page: Pick<VisitorPage, 'path'>): Frame {
  const { website, formSecret } = visit;
  return {
    language: visit.language,
    siteName: website.settings.name,
    home: '/',
    look: frameLook(website, visit.language),
    languageSwitch: languageSwitch(visit, page.path),
    formToken: formTokenOf(visit.gate.installation.formKey, website, formSecret.value),
  };
}

/** Whoever is signed in keeps the choice with the sign-in (a post); others get a cookie by a link. */
function languageSwitch(visit: Visit, path: string): Frame['languageSwitch'] {
  if (path === '' || path === 'error') return [];
  const here = `${gatePrefix}/${path}`;
  const { token } = { ...visit.query, ...visit.form };
  const kept = {
    ...(token === undefined ? {} : { token }),
    ...(visit.returnPath === '/' ? {} : { return: visit.returnPath }),
  };
  return visitorLanguages
    .filter((language) => language !== visit.language)
    .map((language) => {
      const label = languageNames[language];
      return visit.session === null
        ? { language, label, href: `${here}?${new URLSearchParams({ lang: language, ...kept })}` }
        : { language, label, href: `${gatePrefix}/language`, post: { language, page: path, ...kept } };
    });
}
