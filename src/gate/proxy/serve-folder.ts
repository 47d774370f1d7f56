import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parsePath } from '../../core/paths.ts';
import { answerFailed, type GatePages } from '../check/answers.ts';
import type { CheckServices } from '../check/check-services.ts';
import { decideVisit, type Verdict } from '../check/decide-visit.ts';
import { whoIsThere } from '../check/who-is-there.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { answerVerdict } from './answer-verdict.ts';
import { type Found, findFile } from './find-file.ts';
import { isOwnFile } from './own-files.ts';
import { hasDirectives, type PageTemplate, readPageTemplate } from './page-template.ts';

export interface Passed {
  readonly website: PublishedWebsite;
  readonly verdict: Extract<Verdict, { kind: 'pass' }>;
}
type File = Extract<Found, { kind: 'file' }>;

const largestTemplate = 1_000_000;
const mostTemplates = 500;

/** Serves a website out of a folder of files: types, ranges, validators, index pages; nothing outside it. */
export function createFolderOrigin(services: CheckServices, pages: GatePages) {
  const templates = new Map<string, { stamp: string; template: PageTemplate | null }>();

  const templateOf = async (request: FastifyRequest, file: File): Promise<PageTemplate | null> => {
    if (!/\.html?$/i.test(file.path) || file.size > largestTemplate) return null;
    const place = join(file.root, file.path);
    const stamp = `${file.changedMs}/${file.size}`;
    const known = templates.get(place);
    if (known?.stamp === stamp) return known.template;
    const html = await readFile(place, 'utf8');
    const template = hasDirectives(html) ? readPageTemplate(html) : null;
    for (const mistake of template?.mistakes ?? []) {
      request.log.warn({ page: file.path, mistake }, 'A page has a gatehouse comment that means nothing.');
    }
    templates.set(place, { stamp, template });
    const [oldest] = templates.keys();
    if (templates.size > mostTemplates && oldest !== undefined) templates.delete(oldest);
    return template;
  };

  const send = async (request: FastifyRequest, reply: FastifyReply, file: File, passed: Passed) => {
    const { website, verdict } = passed;
    reply.header('x-content-type-options', 'nosniff');
    const template = await templateOf(request, file);
    if (template !== null) {
      const who = whoIsThere(website, verdict.identity, services.clock.now());
      reply.header('cache-control', 'private, no-store').type('text/html; charset=utf-8');
      return reply.send(template.render(who));
    }
    const isPrivate = verdict.protected || verdict.identity !== null;
    reply.header('cache-control', isPrivate ? 'private, no-cache' : 'no-cache');
    const unwatch = services.connections.add({
      websiteId: website.id,
      url: request.raw.url ?? '',
      session: verdict.identity,
      cut: () => reply.raw.destroy(),
    });
    reply.raw.once('close', unwatch);
    return reply.sendFile(file.path, file.root, {
      cacheControl: false,
      index: false,
      dotfiles: 'allow',
    });
  };

  return async (request: FastifyRequest, reply: FastifyReply, folder: string, passed: Passed) => {
    const { website, verdict } = passed;
    const url = request.raw.url ?? '';
    const parsed = parsePath(url);
    if (parsed.suspicious) return answerFailed(request, reply, website, 'address_not_understood', pages);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      reply.header('allow', 'GET, HEAD');
      return answerFailed(request, reply, website, 'method_not_allowed', pages);
    }
    const { config } = services.gate;
    const found = await findFile(folder, parsed.path, config.websiteFolders);
    if (found.kind === 'refused') {
      request.log.warn(
        { folder, websiteId: website.id },
        'The folder of a website is one that none may show.',
      );
    }
    const isHidden =
      found.kind === 'file' && (await isOwnFile(config.dataFolder, join(found.root, found.path)));
    if (found.kind === 'nothing' || found.kind === 'refused' || isHidden) {
      return answerFailed(request, reply, website, 'page_not_found', pages);
    }
    if (found.kind === 'folder') {
      const [path = '', ...query] = url.split('?');
      const target = query.length > 0 ? `${path}/?${query.join('?')}` : `${path}/`;
      return reply.header('cache-control', 'no-store').redirect(target, 302);
    }
    if (verdict.protected) return send(request, reply, found, passed);
    // An open address may lead, by a symbolic link or by the file system's own rules, to a closed file.
    const real = found.path.split('/').map(encodeURIComponent).join('/');
    const cookie = request.headers.cookie;
    const again = await decideVisit(services, { website, url: real, cookie });
    return again.kind === 'pass'
      ? send(request, reply, found, { website, verdict: again })
      : answerVerdict(request, reply, website, again, pages);
  };
}
