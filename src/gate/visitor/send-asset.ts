import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { gatePrefix } from '../../core/paths.ts';
import type { CheckServices } from '../check/check-services.ts';
import { type Asset, sharedAssets } from '../pages/assets.ts';
import { type LookFiles, lookFilesOf } from '../pages/look/website-look.ts';
import { acceptedCoding } from './accepted-coding.ts';

/** The files of the visitor pages: those that all websites share, and each website's own look. */
export function registerAssets(scope: FastifyInstance, services: Pick<CheckServices, 'websites'>): void {
  for (const asset of sharedAssets) {
    scope.get(asset.path, (request, reply) => sendAsset(request, reply, asset));
  }
  const own =
    (pick: (files: LookFiles) => Asset | undefined) => (request: FastifyRequest, reply: FastifyReply) => {
      const website = services.websites.find(request.headers.host);
      const asset = website === undefined ? undefined : pick(lookFilesOf(website));
      if (asset === undefined) return reply.code(404).header('cache-control', 'no-store').send('');
      return sendAsset(request, reply, asset);
    };
  scope.get(
    `${gatePrefix}/assets/look.css`,
    own((files) => files.css ?? undefined),
  );
  scope.get(
    `${gatePrefix}/assets/logo`,
    own((files) => files.logo?.asset),
  );
}

/**
 * Sends a file, compressed as it was made ready where the client takes that. Only under the very address that has its
 * hash it may be kept: a page of before a change must not fix what comes after it.
 */
function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  const coding = acceptedCoding(request.headers['accept-encoding']);
  const encoded = coding === null ? undefined : asset.encoded[coding];
  if (coding !== null && encoded !== undefined) reply.header('content-encoding', coding);
  if (asset.encoded.br !== undefined) reply.header('vary', 'accept-encoding');
  return reply
    .header(
      'cache-control',
      request.url === asset.url ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
    )
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .type(asset.type)
    .send(encoded ?? asset.body);
}
