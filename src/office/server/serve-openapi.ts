import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { FastifyInstance } from 'fastify';
import { apiPrefix } from '../../contract/common.ts';
import { officeApi } from '../../contract/office-api.ts';
import { version } from '../../version.ts';

/** The description of the office's API (OpenAPI 3.1), generated from the contract. */
export function generateOpenApi() {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(officeApi, {
    info: {
      title: 'Gatehouse, the office',
      version,
      description:
        'Sign in at POST /sign-in; the answer sets a session cookie. Requests that change something carry the header `x-gatehouse-csrf: 1`. Errors are `{code, message, data}`; branch on `code`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: apiPrefix }],
  });
}

/** `GET /api/openapi.json`, generated when it is first asked for. */
export function serveOpenApi(server: FastifyInstance): void {
  let description: ReturnType<typeof generateOpenApi> | undefined;
  server.get(`${apiPrefix}/openapi.json`, async (_request, reply) => {
    description ??= generateOpenApi();
    return reply.type('application/json').send(await description);
  });
}
