/**
 * What can happen around a visitor's sign-in that the owner may want to know of later (GATE.md: logs hold every security
 * event). The gate tells the office, whose audit log has each as `visitor.` and this name.
 */
export const securityEvents = [
  'signed_in',
  'sign_in_failed',
  'sign_in_refused',
  'sign_in_unverified',
  'slowed_down',
  'second_factor_failed',
  'recovery_code_used',
  'signed_out',
  'session_ended',
  'password_reset_asked',
  'sign_in_link_asked',
  'password_set',
  'password_changed',
  'passkey_added',
  'passkey_removed',
  'second_factor_on',
  'second_factor_off',
  'second_factor_reset',
  'recovery_codes_made',
  'foreign_form',
  'assertion_key_rotated',
  'data_downloaded',
  'deletion_asked',
  'deletion_withdrawn',
] as const;
export type SecurityEventName = (typeof securityEvents)[number];

/** What a newer gate may call an event that we have no words for: words in small letters, as ours are. */
export const securityEventName = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;
export const longestSecurityEventName = 50;

/** What staff do from the office, so that it is not the visitor's act. */
export const officeEvents: readonly SecurityEventName[] = ['second_factor_reset'];

/** What the gate does by itself or at its owner's command, about all its websites. */
export const gateEvents: readonly SecurityEventName[] = ['assertion_key_rotated'];

/** How a key was rotated; the event's detail is this and, after a space, the new key's name (`kid`). */
export const keyRotations = { planned: 'planned', atOnce: 'at_once' } as const;

/** Events of every day, which would drown the others on a contact's timeline. */
export const everydayEvents: readonly SecurityEventName[] = ['signed_in', 'signed_out', 'sign_in_failed'];

/** How somebody proved to be who they are. A recovery code stands in for the second factor. */
export const signInMethods = ['password', 'link', 'passkey', 'totp', 'recovery_code', 'sign_up'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** Methods as they are kept; what is none of ours is left out. */
export function readMethods(kept: readonly string[]): SignInMethod[] {
  return signInMethods.filter((method) => kept.includes(method));
}

/**
 * Whether a sign-in by these methods counts as one with two factors: a passkey does alone, as it is a thing one has that
 * asks for what one knows or is (GATE.md; NIST SP 800-63B §3.1.7).
 */
export function isStrong(methods: readonly SignInMethod[]): boolean {
  return methods.some((method) => method === 'passkey' || method === 'totp' || method === 'recovery_code');
}
