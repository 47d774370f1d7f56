import type { FastifyReply, FastifyRequest } from 'fastify';
import { parsePath } from '../../core/paths.ts';
import { answerFailed, type GatePages, isPageLoad } from '../check/answers.ts';
import type { CheckServices } from '../check/check-services.ts';
import { whoIsThere } from '../check/who-is-there.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { answerVerdict } from './answer-verdict.ts';
import { createFolderFiles, type FileRequest, originalsOf, type PassVerdict } from './folder-files.ts';
import { createKeptTemplates, isPage } from './kept-templates.ts';
import type { OpenFile } from './open-file.ts';
import { sendFile } from './send-file.ts';
import { sessionUse } from './session-use.ts';
import type { TimeLimits } from './time-limits.ts';

/** A request that may pass. */
export interface Passed {
  readonly website: PublishedWebsite;
  readonly verdict: PassVerdict;
}

interface Asking extends FileRequest {
  readonly reply: FastifyReply;
}

/** Serves a website out of a folder of files: types, ranges, validators, index pages; nothing outside it. */
export function createFolderOrigin(services: CheckServices, pages: GatePages, { idleMs }: TimeLimits) {
  const templates = createKeptTemplates();
  const files = createFolderFiles(services);

  const send = async (asking: Asking, file: OpenFile, verdict: PassVerdict, isMissing: boolean) => {
    const { request, reply, website } = asking;
    const template = await templates.of(file, request.log);
    if (template === 'too_large') {
      request.log.error({ page: file.path }, 'A page with gatehouse comments is too large to be filled in.');
      return answerFailed(request, reply, website, 'website_down', pages);
    }
    if (template !== null) {
      const who = whoIsThere(website, verdict.identity, services.clock.now());
      reply.header('cache-control', 'private, no-store').type('text/html; charset=utf-8');
      reply.header('x-content-type-options', 'nosniff').code(isMissing ? 404 : 200);
      return reply.send(template.render(who));
    }
    const form = isMissing ? null : await files.openForm(asking, file, verdict);
    try {
      const unwatch = services.connections.add({
        websiteId: website.id,
        url: request.raw.url ?? '',
        session: verdict.identity,
        cut: () => reply.raw.destroy(),
      });
      reply.raw.once('close', unwatch);
      return await sendFile(request, reply, {
        file: form?.file ?? file,
        name: file.path,
        encoding: form?.encoding ?? '',
        isPrivate: verdict.protected || verdict.identity !== null,
        isMissing,
        idleMs,
        used: sessionUse(services, verdict.identity),
      });
    } finally {
      await form?.file.handle.close();
    }
  };

  /** The website's own `404.html`, where the visitor may see it; else the gate's page. */
  const answerMissing = async (asking: Asking, before: PassVerdict): Promise<FastifyReply> => {
    const { request, reply, website } = asking;
    const page = isPageLoad(request.headers) ? await files.open(asking, '/404.html') : null;
    if (page?.kind !== 'file') return answerFailed(request, reply, website, 'page_not_found', pages);
    try {
      const verdict = await files.judge(asking, page.file.path, before);
      return verdict.kind === 'pass'
        ? await send(asking, page.file, verdict, true)
        : await answerFailed(request, reply, website, 'page_not_found', pages);
    } finally {
      await page.file.handle.close();
    }
  };

  /** Whether a file is the compressed form of a page that knows its visitor: it would show what the page leaves out. */
  const isFormOfTemplate = async (asking: Asking, file: OpenFile): Promise<boolean> => {
    for (const path of originalsOf(file.path).filter(isPage)) {
      const original = await files.open(asking, path);
      if (original.kind !== 'file') continue;
      const template = await templates.of(original.file, asking.request.log);
      await original.file.handle.close();
      if (template !== null) return true;
    }
    return false;
  };

  return async (request: FastifyRequest, reply: FastifyReply, folder: string, passed: Passed) => {
    const { website } = passed;
    const asking: Asking = { request, reply, folder, website };
    const url = request.raw.url ?? '';
    const parsed = parsePath(url);
    if (parsed.suspicious) return answerFailed(request, reply, website, 'address_not_understood', pages);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      reply.header('allow', 'GET, HEAD');
      return answerFailed(request, reply, website, 'method_not_allowed', pages);
    }
    // Before anything is looked for, so that no answer tells what is there.
    const verdict = await files.judge(asking, parsed.path, passed.verdict);
    if (verdict.kind !== 'pass') return answerVerdict(request, reply, website, verdict, pages);
    const opened = await files.open(asking, parsed.path);
    switch (opened.kind) {
      case 'missing':
        return answerFailed(request, reply, website, 'website_down', pages);
      case 'refused':
        return answerFailed(request, reply, website, 'page_not_found', pages);
      case 'nothing':
        return answerMissing(asking, verdict);
      case 'folder':
        return reply.header('cache-control', 'no-store').redirect(withSlash(url), 302);
    }
    const { file } = opened;
    try {
      const judged = await files.judge(asking, file.path, verdict);
      if (judged.kind !== 'pass') return await answerVerdict(request, reply, website, judged, pages);
      if (await isFormOfTemplate(asking, file)) return await answerMissing(asking, verdict);
      return await send(asking, file, judged, false);
    } finally {
      await file.handle.close();
    }
  };
}

/** An address with a slash at the end of its path; the query stays. */
function withSlash(url: string): string {
  const [path = '', ...query] = url.split('?');
  return query.length > 0 ? `${path}/?${query.join('?')}` : `${path}/`;
}
