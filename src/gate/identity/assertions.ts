import { importJWK, type JWK, SignJWT } from 'jose';
import type { Clock } from '../../core/clock.ts';
import type { Session } from '../sessions/session.ts';
import { originFor, type PublishedWebsite } from '../websites/published-website.ts';
import { identityOf } from './identity.ts';

/** Signs who is there, so that a website can prove that the gate said so. */
export interface Assertions {
  /** The assertion about a session with access; at once where there is a fresh one. */
  of(website: PublishedWebsite, session: Session): string | Promise<string>;
  /** Public keys, as `/_gate/jwks.json` shows them (RFC 7517). */
  readonly jwks: { readonly keys: readonly JWK[] };
}

/** Seconds that an assertion is good for, and after which a new one is made. */
export const assertionSeconds = 60;
const renewSeconds = 30;

interface Signed {
  readonly website: PublishedWebsite;
  readonly renewAt: number;
  readonly assertion: string | Promise<string>;
}

/**
 * Makes the signer. The assertion is an EdDSA JWT (RFC 8037) with `aud` = the website's id and its public address,
 * `iss` = the public address, `sub` = the e-mail address, and the claims of the identity headers.
 */
export async function createAssertions(privateJwk: JWK, clock: Clock): Promise<Assertions> {
  const key = await importJWK(privateJwk, 'EdDSA');
  const { d: _secret, ...publicJwk } = privateJwk;
  const kid = privateJwk.kid ?? 'gatehouse';
  const signedFor = new WeakMap<Session, Signed>();

  const sign = (website: PublishedWebsite, session: Session, now: number): Promise<string> => {
    const { user, ...claims } = identityOf(website, session);
    const address = originFor(website, '');
    return new SignJWT({ ...claims, website: website.id })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid })
      .setIssuer(address)
      .setAudience([website.id, address])
      .setSubject(user)
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(Math.floor(now / 1000) + assertionSeconds)
      .sign(key);
  };
  return {
    of(website, session) {
      const now = clock.now().getTime();
      const known = signedFor.get(session);
      if (known !== undefined && known.website === website && now < known.renewAt) return known.assertion;
      const renewAt = now + renewSeconds * 1000;
      const assertion = sign(website, session, now);
      signedFor.set(session, { website, renewAt, assertion });
      assertion.then(
        (ready) => signedFor.set(session, { website, renewAt, assertion: ready }),
        () => signedFor.delete(session),
      );
      return assertion;
    },
    jwks: { keys: [{ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }] },
  };
}
