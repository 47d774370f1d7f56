import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseLanguage, languages } from '../../core/language.ts';
import { gatePrefix } from '../../core/paths.ts';
import type { Frame, Way } from '../pages/page-model.ts';
import { renderPage } from '../pages/render-page.ts';
import { pageHeaders } from '../pages/security-headers.ts';
import { pageText, type TextKey } from '../pages/texts/page-text.ts';
import { sessionCookie } from '../sessions/session-cookie.ts';
import { cookieHeader, cookieName, type SetCookie } from './cookies.ts';
import { formTokenOf } from './form-guard.ts';
import type { Visit } from './visit.ts';
import { type Answer, pageAnswer, type VisitorPage } from './visitor-page.ts';

const yearInSeconds = 31_536_000;

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
  reply: FastifyReply,
  visit: Visit,
  page: Pick<VisitorPage, 'path' | 'isTokenPage'>,
  answer: Answer,
): Promise<FastifyReply> {
  reply.headers(pageHeaders(visit.website.secure, page.isTokenPage === true));
  for (const cookie of cookiesOf(visit, answer)) {
    reply.header('set-cookie', cookieHeader(visit.website, cookie));
  }
  if (answer.kind === 'redirect') return reply.code(303).header('location', answer.to).send('');
  if (answer.retryAfter !== undefined) reply.header('retry-after', String(answer.retryAfter));
  const html = await renderPage(answer.page, frameOf(visit, page));
  return reply
    .code(answer.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(html);
}

/** A page without a website around it: an unknown host is told nothing. */
export async function sendPlain(
  reply: FastifyReply,
  request: FastifyRequest,
  status: number,
  key: 'notFound' | 'errorTitle',
): Promise<FastifyReply> {
  const language = chooseLanguage([], request.headers['accept-language'], 'nl');
  const title: TextKey = key === 'notFound' ? 'notFoundTitle' : 'errorTitle';
  const frame = { language, siteName: '', home: '/', languageSwitch: null, formToken: '' };
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
    cookies.push({ name: answer.session.name, value: answer.session.token });
  }
  return cookies;
}

function frameOf(visit: Visit, page: Pick<VisitorPage, 'path'>): Frame {
  const { website, formSecret } = visit;
  return {
    language: visit.language,
    siteName: website.settings.name,
    home: '/',
    languageSwitch: languageSwitch(visit, page.path),
    formToken: formTokenOf(visit.gate.installation.formKey, website, formSecret.value),
  };
}

/** Whoever is signed in keeps the choice with the sign-in (a post); others get a cookie by a link. */
function languageSwitch(visit: Visit, path: string): Way | null {
  if (path === '' || path === 'error') return null;
  const other = languages.find((language) => language !== visit.language) ?? 'nl';
  const label = visit.say('switchLanguage');
  const here = `${gatePrefix}/${path}`;
  const { token } = { ...visit.query, ...visit.form };
  const kept = {
    ...(token === undefined ? {} : { token }),
    ...(visit.returnPath === '/' ? {} : { return: visit.returnPath }),
  };
  if (visit.session !== null) {
    return { label, href: `${gatePrefix}/language`, post: { language: other, page: path, ...kept } };
  }
  return { label, href: `${here}?${new URLSearchParams({ lang: other, ...kept })}` };
}
