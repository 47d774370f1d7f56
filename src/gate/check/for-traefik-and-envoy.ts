import type { IncomingMessage } from 'node:http';
import { identityHeaderNames } from '../../core/identity-header-names.ts';
import { withoutGateCookies } from '../identity/visitor-headers.ts';
import type { CheckAnswer } from './check-answer.ts';

/** Traefik and Envoy can't take single cookies out of a request; both let the check replace the whole header. */
function websiteCookies({ headers }: IncomingMessage): string {
  return withoutGateCookies(headers.cookie ?? '', false);
}

/**
 * The check's "yes" as Traefik takes it: with the website's cookies in `Cookie`, which is one of its
 * `authResponseHeaders`. A header that is named there and missing is removed from the request.
 */
export function asTraefikTakesIt(answer: CheckAnswer, request: IncomingMessage): CheckAnswer {
  if (answer.status !== 204) return answer;
  const cookies = websiteCookies(request);
  return cookies === '' ? answer : { ...answer, headers: [...answer.headers, 'Cookie', cookies] };
}

/** Lower-case names of the identity headers. */
const identity: ReadonlySet<string> = new Set(identityHeaderNames.map((name) => name.toLowerCase()));

/**
 * The check's "yes" as Envoy takes it (`ext_authz` over HTTP): 200, since any other status refuses; the website's cookies in
 * `Cookie`; and in `x-envoy-auth-headers-to-remove` what must not go on: identity headers without a value, and what the
 * visitor sent under another spelling of them.
 */
export function asEnvoyTakesIt(answer: CheckAnswer, request: IncomingMessage): CheckAnswer {
  if (answer.status !== 204) return answer;
  const headers: string[] = ['Content-Length', '0'];
  const removed: string[] = [];
  for (let index = 0; index + 1 < answer.headers.length; index += 2) {
    const [name = '', value = ''] = answer.headers.slice(index, index + 2);
    if (value === '') removed.push(name.toLowerCase());
    else headers.push(name, value);
  }
  const cookies = websiteCookies(request);
  if (cookies !== '') headers.push('Cookie', cookies);
  else if (request.headers.cookie !== undefined) removed.push('cookie');
  for (const name of Object.keys(request.headers)) if (isAlias(name)) removed.push(name);
  if (removed.length > 0) headers.push('x-envoy-auth-headers-to-remove', removed.join(','));
  return { status: 200, headers };
}

/** Whether a website behind CGI, WSGI or PHP would read a header as one of the identity headers, though it is none. */
function isAlias(name: string): boolean {
  const plain = name.replace(/[^a-z\d]/g, '-');
  return !identity.has(name) && (identity.has(plain) || plain.startsWith('gatehouse-'));
}
