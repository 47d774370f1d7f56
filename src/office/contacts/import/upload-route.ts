import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { apiPrefix, id } from '../../../contract/common.ts';
import { AppError } from '../../../core/errors.ts';
import { authorise } from '../../api.ts';
import type { Office } from '../../context.ts';
import { refuseCrossSite } from '../../server/cross-site.ts';
import { contextOf } from '../../server/request-context.ts';
import type { SessionCookie } from '../../server/session-cookie.ts';
import { toContactImport } from './import-row.ts';
import { LARGEST_FILE, receiveFile } from './receive-file.ts';

const paramsShape = z.object({ companyId: id });
/** A name given several times counts as its first. */
const queryShape = z.object({
  name: z.preprocess((value) => (Array.isArray(value) ? value[0] : value), z.string().default('')),
});

/**
 * Serves `POST /api/companies/{companyId}/contact-imports/file?name=`: the file is the raw body, of any content type,
 * and is streamed into the database (`receiveFile`). Answers with the `contactImport` of the contract. A file that
 * is refused is answered at once; Node lets the rest of it run off.
 */
export function registerContactUpload(server: FastifyInstance, office: Office, cookie: SessionCookie): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body));
    scope.post(
      `${apiPrefix}/companies/:companyId/contact-imports/file`,
      { bodyLimit: 2 * LARGEST_FILE },
      async (request, reply) => {
        refuseCrossSite(request, office.config.OFFICE_URL);
        const params = paramsShape.safeParse(request.params);
        if (!params.success) throw new AppError('not_found');
        const context = await contextOf(office, cookie, request, reply);
        const staff = authorise(context, params.data.companyId);
        const fileName = fileNameOf(queryShape.parse(request.query).name);
        const row = await receiveFile(office, {
          companyId: staff.companyId,
          actor: staff.actor,
          fileName,
          bytes: arriving(request.raw, fileName),
        });
        return reply.header('cache-control', 'no-store').send(toContactImport(row, staff.language));
      },
    );
  });
}

/**
 * What a request sends. It is not destroyed when a reader stops early, so that the refusal can still be answered.
 * @throws AppError `import_upload_broken_off` for a sender who hangs up
 */
async function* arriving(request: Readable, fileName: string): AsyncGenerator<Buffer> {
  try {
    for await (const piece of request.iterator({ destroyOnReturn: false })) yield piece;
  } catch (cause) {
    throw new AppError('import_upload_broken_off', { file: fileName }, { cause });
  }
}

/** The name to show: without folders and control characters. */
export function fileNameOf(name: string): string {
  const last =
    name
      .replace(/\p{Cc}/gu, '')
      .split(/[\\/]/)
      .at(-1) ?? '';
  return last.trim().slice(0, 200) || 'contacts.csv';
}
