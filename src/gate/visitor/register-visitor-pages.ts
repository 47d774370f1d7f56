import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../core/errors.ts';
import { gatePrefix } from '../../core/paths.ts';
import { newId } from '../../core/uuid.ts';
import type { CheckServices } from '../check/check-services.ts';
import { countSecurity } from '../events/security-event.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { cookieName } from './cookies.ts';
import { isOwnForm, isOwnOrigin } from './form-guard.ts';
import { formInTime } from './form-in-time.ts';
import { myPages } from './my-page/my-pages.ts';
import { changePasswordPage } from './pages/change-password-page.ts';
import { choosePasswordPages } from './pages/choose-password-page.ts';
import { forgottenPasswordPage } from './pages/forgotten-password-page.ts';
import { languagePage } from './pages/language-page.ts';
import { progressPage } from './pages/progress-page.ts';
import { requestAccessPage } from './pages/request-access-page.ts';
import { resendPage } from './pages/resend-page.ts';
import { secondStepPage } from './pages/second-step-page.ts';
import { signInLinkPage } from './pages/sign-in-link-page.ts';
import { signInPage } from './pages/sign-in-page.ts';
import { signOutPage } from './pages/sign-out-page.ts';
import { signUpPage } from './pages/sign-up-page.ts';
import { statusPage } from './pages/status-page.ts';
import { verifyPage } from './pages/verify-page.ts';
import { welcomePage } from './pages/welcome-page.ts';
import { securityPages } from './security/security-pages.ts';
import { notFound, sendAnswer, sendPlain } from './send-answer.ts';
import { registerAssets } from './send-asset.ts';
import { openVisit, type Visit } from './visit.ts';
import type { VisitorGate } from './visitor-gate.ts';
import { type Answer, pageAnswer, type VisitorPage } from './visitor-page.ts';

/** Every page that visitors meet; the security tests go through all of them. */
export const pages: readonly VisitorPage[] = [
  signInPage,
  signInLinkPage,
  secondStepPage,
  ...securityPages,
  signOutPage,
  signUpPage,
  resendPage,
  verifyPage,
  forgottenPasswordPage,
  ...choosePasswordPages,
  changePasswordPage,
  ...myPages,
  requestAccessPage,
  progressPage,
  welcomePage,
  statusPage,
  languagePage,
];

/** Largest form: twenty long answers of a website's own form in a script of three bytes a letter, encoded. */
const bodyLimit = 128 * 1024;

/** For a whole form of that size, also by a slow line: 4 kB a second. */
const usualFormMs = 30_000;

/** Registers everything that visitors see of the gate below `/_gate/` (R14). */
export function registerVisitorPages(
  server: FastifyInstance,
  gate: VisitorGate,
  services: CheckServices,
  formMs = usualFormMs,
): void {
  server.register(async (scope) => {
    scope.addHook('onRequest', formInTime(formMs));
    scope.removeAllContentTypeParsers();
    await scope.register(formbody, { bodyLimit });
    registerAssets(scope, services);
    scope.get(gatePrefix, (_request, reply) => reply.redirect(`${gatePrefix}/my-page`));
    scope.get(`${gatePrefix}/`, (_request, reply) => reply.redirect(`${gatePrefix}/my-page`));
    for (const page of pages) {
      const url = `${gatePrefix}/${page.path}`;
      const handler = (request: FastifyRequest, reply: FastifyReply) =>
        handle(gate, services, page, request, reply);
      scope.get(url, handler);
      if (page.submit !== undefined) scope.post(url, handler);
    }
    scope.all(`${gatePrefix}/*`, (request, reply) => handle(gate, services, notFound, request, reply));
    scope.setErrorHandler((error, request, reply) => {
      const website = services.websites.find(request.headers.host);
      return failed(gate, services, website, error, request, reply);
    });
  });
}

async function handle(
  gate: VisitorGate,
  services: CheckServices,
  page: VisitorPage,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const website = services.websites.find(request.headers.host);
  if (website === undefined) return sendPlain(reply, request, 404, 'notFound');
  const visit = await openVisit(gate, services, website, request);
  const answer = request.method === 'POST' ? await post(visit, page, request) : await page.show(visit);
  return sendAnswer(request, reply, visit, page, answer);
}

/**
 * A post counts only from this website's own pages, and with the form token of this browser (CSRF), sign-in
 * included. Whatever is refused for now is shown again as it was typed.
 */
async function post(visit: Visit, page: VisitorPage, request: FastifyRequest): Promise<Answer> {
  const { gate, website, form } = visit;
  if (page.submit === undefined) return notFound.show(visit);
  if (!isOwnOrigin(request.headers, website, { isTokenPage: page.isTokenPage === true })) {
    await countSecurity(gate, {
      event: 'foreign_form',
      website,
      address: visit.address,
      detail: page.path,
    });
    return pageAnswer(
      {
        title: visit.say('errorTitle'),
        problem: visit.say('foreignForm'),
        ways: [{ label: visit.say('backToSignIn'), href: `${gatePrefix}/sign-in` }],
      },
      { values: {}, status: 403 },
    );
  }
  const secret = visit.cookies.get(cookieName(website, 'form'));
  if (!isOwnForm(gate.installation.formKey, website, secret, form.form)) {
    return page.show(visit, { values: form, problem: visit.say('formStale'), status: 403 });
  }
  try {
    return await page.submit(visit);
  } catch (error) {
    if (!(error instanceof AppError) || (error.status !== 429 && error.status !== 503)) throw error;
    if (error.code === 'too_many_attempts') {
      const { address } = visit;
      await countSecurity(gate, { event: 'slowed_down', website, address, detail: page.path });
    } else {
      gate.log.warn({ code: error.code, websiteId: website.id, page: page.path }, 'too busy for a form');
    }
    const seconds = Number(error.params.seconds ?? 5);
    const isLong = error.code === 'too_many_attempts' && seconds > 90;
    const problem = isLong
      ? visit.say('tooManyMinutes', { minutes: Math.ceil(seconds / 60) })
      : error.in(visit.language);
    const again = await page.show(visit, { values: form, problem, status: error.status });
    return again.kind === 'page' ? { ...again, retryAfter: seconds } : again;
  }
}

async function failed(
  gate: VisitorGate,
  services: CheckServices,
  website: PublishedWebsite | undefined,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const status = statusOf(error);
  const id = newId();
  if (status >= 500)
    gate.log.error({ err: error, id, path: request.url.split('?')[0] }, 'visitor page failed');
  if (website === undefined) return sendPlain(reply, request, status, 'errorTitle');
  const visit = await openVisit(gate, services, website, request).catch(() => null);
  if (visit === null) return sendPlain(reply, request, status, 'errorTitle');
  const text = status >= 500 ? visit.say('errorText', { id }) : visit.say('notFoundText');
  const answer = pageAnswer({ title: visit.say('errorTitle'), lead: [text] }, { values: {}, status });
  return sendAnswer(request, reply, visit, { path: 'error' }, answer);
}

/** Fastify's own refusals (a body that is too large or of another type) keep their 4xx. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
