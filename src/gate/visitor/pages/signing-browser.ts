import type { SigningBrowser } from '../finish-sign-in.ts';
import type { Visit } from '../visit.ts';

/** The browser that signs in, as the use cases take it. */
export function browserOf({ host, userAgent, address, session }: Visit): SigningBrowser {
  return { host, userAgent, address, previousSessionId: session?.id ?? null };
}
