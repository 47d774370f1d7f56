import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { LicenceClaims } from '../../core/licence.ts';
import { newId } from '../../core/uuid.ts';
import { licenceKeyPair, licencePublicKey } from './licence-key.ts';

const issuer = 'gatehouse';
const audience = 'gatehouse-licence';

/** The signed claims. The end is a claim of our own, so that an expired licence still says when it ended. */
const payloadShape = z.object({
  sub: z.uuid(),
  code: z.string(),
  holder: z.string(),
  validUntil: z.iso.datetime().nullable(),
});

/** Signs a licence with this installation's key: a JWT (RFC 7519, EdDSA). Returns the text that staff enter. */
export async function signLicence(config: Config, clock: Clock, claims: LicenceClaims): Promise<string> {
  const { privateKey } = await licenceKeyPair(config);
  return new SignJWT({
    code: claims.companyCode,
    holder: claims.holder,
    validUntil: claims.validUntil?.toISOString() ?? null,
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(claims.companyId)
    .setJti(newId())
    .setIssuedAt(clock.now())
    .sign(privateKey);
}

/**
 * Reads a licence and checks its signature; whether it fits a company and still holds is `refuseLicence`'s matter.
 * Line breaks and spaces that a mail program put in are taken out.
 * @throws AppError `licence_altered`
 */
export async function verifyLicence(config: Config, text: string): Promise<LicenceClaims> {
  const token = text.replace(/\s+/g, '');
  const key = await licencePublicKey(config);
  try {
    const { payload } = await jwtVerify(token, key, { issuer, audience, algorithms: ['EdDSA'] });
    const claims = payloadShape.parse(payload);
    return {
      companyId: claims.sub,
      companyCode: claims.code,
      holder: claims.holder,
      validUntil: claims.validUntil === null ? null : new Date(claims.validUntil),
    };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError || error instanceof TypeError) {
      throw new AppError('licence_altered', {}, { field: 'licence', cause: error });
    }
    throw error;
  }
}
