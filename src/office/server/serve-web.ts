import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { AppError } from '../../core/errors.ts';
import type { Office } from '../context.ts';
import { answerError, isApiRequest } from './answer-failures.ts';

const missing = `<!doctype html><meta charset="utf-8"><title>Gatehouse</title>
<h1>Gatehouse</h1>
<p lang="nl">De webapplicatie is nog niet gebouwd. Voer <code>npm run prepare</code> uit en laad deze pagina opnieuw.</p>
<p lang="en">The web application has not been built yet. Run <code>npm run prepare</code> and reload this page.</p>`;

/**
 * Serves the built web application. Files with a hash in their name are kept by browsers for a year, the page itself
 * is asked for each time. Every other address that wants a page gets the application, whose router takes over.
 */
export async function serveWeb(server: FastifyInstance, office: Office, folder: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: folder,
    index: false,
    // The build writes a .br and a .gz beside each file.
    preCompressed: true,
    suppressWarning: true,
    cacheControl: false,
    setHeaders: (response, path) => {
      const hashed = path.startsWith(join(folder, 'assets'));
      response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const sendPage = (reply: FastifyReply) =>
    existsSync(join(folder, 'index.html'))
      ? reply.sendFile('index.html')
      : reply.code(503).type('text/html; charset=utf-8').send(missing);
  server.get('/', (_request, reply) => sendPage(reply));
  server.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' || request.method === 'HEAD';
    const isFile = /\/assets\/|\.[a-z0-9]+$/i.test(request.url.split('?', 1)[0] ?? '');
    if (wantsPage && !isApiRequest(request) && !isFile) return sendPage(reply);
    return answerError(office, request, reply, new AppError('not_found'));
  });
}
