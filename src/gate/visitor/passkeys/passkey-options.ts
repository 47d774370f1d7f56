import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { type ChallengeScope, challengeSeconds, newChallenge } from './challenge.ts';

/** EdDSA, ES256, RS256 (COSE): what authenticators have. */
export const algorithms = [-8, -7, -257];

interface Credential {
  readonly id: string;
  readonly transports: readonly string[];
}

/** The user handle of a sign-in (WebAuthn §6.4.3): its id, which says nothing about the person. */
export function userHandleOf(loginId: string): string {
  return Buffer.from(loginId.replaceAll('-', ''), 'hex').toString('base64url');
}

/**
 * What the browser is told to make a passkey (WebAuthn §5.4): one that can be found without typing an address, and that
 * asks its holder for a finger, a face or a code. As JSON.
 */
export function optionsToCreate(
  key: Buffer,
  scope: ChallengeScope & { readonly loginId: string },
  person: { readonly email: string; readonly name: string },
  existing: readonly Credential[],
  now: Date,
): string {
  const options: PublicKeyCredentialCreationOptionsJSON = {
    rp: { name: scope.website.settings.name, id: scope.host },
    user: {
      id: userHandleOf(scope.loginId),
      name: person.email,
      displayName: person.name || person.email,
    },
    challenge: newChallenge(key, scope, now),
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: challengeSeconds * 1000,
    excludeCredentials: existing.map(descriptorOf),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    attestation: 'none',
  };
  return JSON.stringify(options);
}

/** What the browser is told to use a passkey (§5.5): any that it finds for this host, or one of these. As JSON. */
export function optionsToUse(
  key: Buffer,
  scope: ChallengeScope,
  allowed: readonly Credential[] | 'any',
  now: Date,
): string {
  const options: PublicKeyCredentialRequestOptionsJSON = {
    rpId: scope.host,
    challenge: newChallenge(key, scope, now),
    timeout: challengeSeconds * 1000,
    userVerification: 'required',
    ...(allowed === 'any' ? {} : { allowCredentials: allowed.map(descriptorOf) }),
  };
  return JSON.stringify(options);
}

function descriptorOf({ id, transports }: Credential) {
  return { id, type: 'public-key' as const, transports: [...transports] };
}
