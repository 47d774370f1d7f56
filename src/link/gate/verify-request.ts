import { createHash } from 'node:crypto';
import { errors, importJWK, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Gate } from '../../gate/context.ts';

/** Oldest signature that counts, and how far a clock may run ahead, in seconds. */
const oldestSeconds = 60;
const aheadSeconds = 5;
/** Longer than a signature counts, so that no number is forgotten while it could be used. */
const nonceKeptMs = 120_000;

const claims = z.object({
  htm: z.string(),
  htu: z.string(),
  bdy: z.string(),
  jti: z.string().min(8).max(100),
});
export type LinkClaims = z.infer<typeof claims>;

const pinnedKey = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

/**
 * Checks the signature of a request, before its body is read: by the pinned key and no other algorithm than EdDSA,
 * for this gate, by that office, fresh, for this method and path (contract/link.ts).
 * @throws AppError `link_not_paired`, `link_not_authentic` or `link_clock_differs`
 */
export async function verifySignature(
  gate: Pick<Gate, 'db' | 'clock'>,
  request: { readonly authorization: string | undefined; readonly method: string; readonly url: string },
): Promise<LinkClaims> {
  const installation = await gate.db
    .selectFrom('installation')
    .select(['id', 'office_id', 'office_key'])
    .executeTakeFirst();
  const pinned = pinnedKey.safeParse(installation?.office_key);
  if (installation === undefined || installation.office_id === null || !pinned.success)
    throw new AppError('link_not_paired');
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(request.authorization ?? '')?.[1];
  if (token === undefined) throw new AppError('link_not_authentic');
  const payload = await verifyToken(token, {
    key: pinned.data,
    gateId: installation.id,
    officeId: installation.office_id,
    now: gate.clock.now(),
  });
  const parsed = claims.safeParse(payload);
  if (!parsed.success || parsed.data.htm !== request.method || parsed.data.htu !== request.url)
    throw new AppError('link_not_authentic');
  return parsed.data;
}

/**
 * Checks that the body is the signed one, byte for byte, and takes the request's number, which counts once (I5).
 * @throws AppError `link_not_authentic` or `link_repeated`
 */
export async function verifyBody(
  gate: Pick<Gate, 'db' | 'clock'>,
  { bdy, jti }: LinkClaims,
  body: Buffer,
): Promise<void> {
  if (createHash('sha256').update(body).digest('base64url') !== bdy) throw new AppError('link_not_authentic');
  const now = gate.clock.now();
  const taken = await gate.db
    .insertInto('link_nonce')
    .values({ nonce: jti, seen_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('nonce')
    .executeTakeFirst();
  if (taken === undefined) throw new AppError('link_repeated');
  await gate.db
    .deleteFrom('link_nonce')
    .where('seen_at', '<', new Date(now.getTime() - nonceKeptMs))
    .execute();
}

async function verifyToken(
  token: string,
  expected: {
    readonly key: z.infer<typeof pinnedKey>;
    readonly gateId: string;
    readonly officeId: string;
    readonly now: Date;
  },
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, await importJWK(expected.key, 'EdDSA'), {
      algorithms: ['EdDSA'],
      audience: expected.gateId,
      issuer: expected.officeId,
      currentDate: expected.now,
      maxTokenAge: oldestSeconds,
      clockTolerance: aheadSeconds,
      requiredClaims: ['iat', 'jti'],
    });
    // jose counts the tolerance on both sides; a signature older than a minute is too old all the same.
    if (expected.now.getTime() / 1000 - Number(payload.iat) > oldestSeconds)
      throw new AppError('link_clock_differs');
    return payload;
  } catch (error) {
    const late = error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed;
    if (late && error.claim === 'iat') throw new AppError('link_clock_differs');
    if (error instanceof errors.JOSEError || error instanceof TypeError)
      throw new AppError('link_not_authentic', {}, { cause: error });
    throw error;
  }
}
