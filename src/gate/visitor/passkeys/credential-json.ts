import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

/** What browsers send (WebAuthn §5.1, `RegistrationResponseJSON`, `AuthenticationResponseJSON`), as far as we read it. */
const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/);
const common = {
  id: base64url.min(1).max(1400), // an id has at most 1023 bytes (WebAuthn §4)
  rawId: base64url.min(1).max(1400),
  type: z.literal('public-key'),
};
const registration = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .catch([]),
  }),
});
const authentication = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish(),
  }),
});

/** The answer to a wish for a new passkey, out of the form's hidden field; null where it is none. */
export function readRegistration(text: string): RegistrationResponseJSON | null {
  const parsed = registration.safeParse(parseJson(text));
  if (!parsed.success) return null;
  return { ...parsed.data, clientExtensionResults: {} };
}

/** The answer of a passkey, out of the form's hidden field; null where it is none. */
export function readAuthentication(text: string): AuthenticationResponseJSON | null {
  const parsed = authentication.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { userHandle, ...response } = parsed.data.response;
  const own = userHandle == null ? {} : { userHandle };
  return { ...parsed.data, response: { ...response, ...own }, clientExtensionResults: {} };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
