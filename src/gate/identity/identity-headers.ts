import type { IdentityHeaderName } from '../../core/identity-header-names.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import type { Identity } from './identity.ts';

/** Values of the identity headers, in the spelling in which they are sent. */
export type IdentityHeaders = Readonly<Record<IdentityHeaderName, string>>;

/**
 * All identity headers, empty where nobody with access is signed in: Caddy writes a placeholder for one that is
 * missing, so none ever is. `Gatehouse-Website` names the website (its id) in any case.
 */
export function identityHeaders(
  website: PublishedWebsite,
  identity: Identity | null,
  assertion: string,
): IdentityHeaders {
  return {
    'Remote-User': encodeValue(identity?.user ?? ''),
    'Remote-Email': encodeValue(identity?.email ?? ''),
    'Remote-Name': encodeValue(identity?.name ?? ''),
    'Remote-Groups': (identity?.groups ?? []).map((group) => encodeValue(group, ',')).join(','),
    'Gatehouse-Contact': encodeValue(identity?.contact ?? ''),
    'Gatehouse-Website': website.id,
    'Gatehouse-Language': encodeValue(identity?.language ?? ''),
    'Gatehouse-Assertion': assertion,
  };
}

/**
 * A text as a header value: printable ASCII as it is, everything else (and `%`, so that decoding is exact) as
 * percent-encoded UTF-8. The website gets it back by one `decodeURIComponent`. `alsoEncode`: one more character.
 */
export function encodeValue(text: string, alsoEncode = ''): string {
  const trimmed = text.trim();
  // Nearly every value, on every check.
  if (/^[ -$&-~]*$/.test(trimmed) && (alsoEncode === '' || !trimmed.includes(alsoEncode))) return trimmed;
  return Array.from(trimmed.toWellFormed(), (char) =>
    /^[ -$&-~]$/.test(char) && char !== alsoEncode ? char : encodeCharacter(char),
  ).join('');
}

function encodeCharacter(char: string): string {
  return Array.from(
    new TextEncoder().encode(char),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}
