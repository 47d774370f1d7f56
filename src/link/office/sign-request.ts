import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Clock } from '../../core/clock.ts';
import { newId } from '../../core/uuid.ts';
import type { LinkIdentity } from './link-key.ts';

/** What a signature is bound to. */
export interface SignedRequest {
  readonly gateId: string;
  readonly method: string;
  /** Path from `/link/v1` on, with query. */
  readonly path: string;
  /** The body's bytes as they are sent; empty where there is none. */
  readonly body: string;
}

/** The token for one request to one gate; it serves once and for a minute (see contract/link.ts). */
export async function signRequest(
  identity: LinkIdentity,
  clock: Clock,
  request: SignedRequest,
): Promise<string> {
  return new SignJWT({
    htm: request.method,
    htu: request.path,
    bdy: createHash('sha256').update(request.body).digest('base64url'),
  })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer(identity.officeId)
    .setAudience(request.gateId)
    .setIssuedAt(Math.floor(clock.now().getTime() / 1000))
    .setJti(newId())
    .sign(identity.privateKey);
}
