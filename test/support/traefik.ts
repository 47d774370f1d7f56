import { type Answer, ask } from './ask.ts';

/** The part of Traefik's ForwardAuth middleware (its reference, "ForwardAuth") that the example sets. */
export interface ForwardAuth {
  readonly address: string;
  readonly trustForwardHeader: boolean;
  readonly authResponseHeaders: readonly string[];
  readonly authResponseHeadersRegex: string;
}

export interface VisitorRequest {
  readonly method?: string;
  readonly host: string;
  /** Raw request target. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Headers that Traefik takes out before it asks. */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailers',
  'transfer-encoding',
  'upgrade',
];

/** What Traefik is documented to send to the check, and what it does with the answer. */
export async function askAsTraefik(
  { address, trustForwardHeader }: ForwardAuth,
  gatePort: number,
  visitor: VisitorRequest,
): Promise<Answer> {
  if (trustForwardHeader) throw new Error('Traefik would believe what visitors say about themselves.');
  const own = Object.entries(visitor.headers ?? {}).filter(([name]) => !hopByHop.includes(name));
  return ask({
    port: gatePort,
    path: new URL(address).pathname,
    host: new URL(address).host,
    headers: {
      ...Object.fromEntries(own),
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-method': visitor.method ?? 'GET',
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '443',
      'x-forwarded-host': visitor.host,
      'x-forwarded-uri': visitor.url,
    },
  });
}

/** The headers with which a request goes on to the website after a "yes" (2xx), or null after any other answer. */
export function passedOnByTraefik(
  { authResponseHeaders, authResponseHeadersRegex }: ForwardAuth,
  visitor: VisitorRequest,
  answer: Answer,
): Record<string, string> | null {
  if (answer.status < 200 || answer.status > 299) return null;
  const headers = new Map(Object.entries(visitor.headers ?? {}));
  // JavaScript has no inline flags at the beginning; Go does.
  const pattern = new RegExp(authResponseHeadersRegex.replace('(?i)', ''), 'i');
  const answered = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
  for (const name of authResponseHeaders.map((header) => header.toLowerCase())) {
    headers.delete(name);
    const value = answered.find(([answeredName]) => answeredName === name)?.[1];
    if (value !== undefined) headers.set(name, value);
  }
  for (const name of [...headers.keys()]) if (pattern.test(name)) headers.delete(name);
  for (const [name, value] of answered) if (pattern.test(name)) headers.set(name, value);
  return Object.fromEntries(headers);
}
