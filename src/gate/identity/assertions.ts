import { sign } from 'node:crypto';
import type { JWK } from 'jose';
import { assertionSeconds } from '../../core/assertion-key-times.ts';
import type { Clock } from '../../core/clock.ts';
import type { Session } from '../sessions/session.ts';
import { originFor, type PublishedWebsite } from '../websites/published-website.ts';
import type { AssertionKey, AssertionKeys } from './assertion-keys.ts';
import { identityOf } from './identity.ts';

/** Signs who is there, so that a website can prove that the gate said so. */
export interface Assertions {
  /** The assertion about a session with access; kept for half of its life. */
  of(website: PublishedWebsite, session: Session): string;
  /** Public keys, as `/_gate/jwks.json` shows them (RFC 7517). */
  readonly jwks: { readonly keys: readonly JWK[] };
}

/** Seconds after which a new assertion is made, so that each has at least the rest of its life before it. */
const renewSeconds = assertionSeconds / 2;

interface Signed {
  readonly website: PublishedWebsite;
  readonly key: AssertionKey;
  readonly renewAt: number;
  readonly assertion: string;
}

/**
 * Makes the signer. The assertion is an EdDSA JWT (RFC 8037) with `aud` = the website's id and its public address,
 * `iss` = the public address, `sub` = the e-mail address, and the claims of the identity headers. docs/assertion.md
 * tells websites how to read it.
 */
export function createAssertions(keys: AssertionKeys, clock: Clock): Assertions {
  const signedFor = new WeakMap<Session, Signed>();
  return {
    of(website, session) {
      const at = clock.now();
      const now = at.getTime();
      const key = keys.signing(at);
      const known = signedFor.get(session);
      if (known?.website === website && known.key.kid === key.kid && now < known.renewAt) {
        return known.assertion;
      }
      const assertion = signAssertion(website, session, key, Math.floor(now / 1000));
      signedFor.set(session, { website, key, renewAt: now + renewSeconds * 1000, assertion });
      return assertion;
    },
    get jwks() {
      return keys.jwks(clock.now());
    },
  };
}

/**
 * One assertion, issued at `now` (seconds since 1970). Signed at once: Ed25519 takes less than a turn of the
 * event loop.
 */
function signAssertion(
  website: PublishedWebsite,
  session: Session,
  { kid, privateKey }: AssertionKey,
  now: number,
): string {
  const { user, ...claims } = identityOf(website, session);
  const address = originFor(website, '');
  const payload = {
    ...claims,
    website: website.id,
    iss: address,
    aud: [website.id, address],
    sub: user,
    iat: now,
    exp: now + assertionSeconds,
  };
  const text = `${base64url({ alg: 'EdDSA', typ: 'JWT', kid })}.${base64url(payload)}`;
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}

function base64url(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
