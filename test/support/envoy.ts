import { type Answer, ask } from './ask.ts';
import type { VisitorRequest } from './traefik.ts';

type Pattern = { readonly exact: string } | { readonly safe_regex: { readonly regex: string } };

/** The part of Envoy's ext_authz filter (its reference, `ExtAuthz`) that the example sets. */
export interface ExtAuthz {
  readonly failure_mode_allow: boolean;
  readonly status_on_error: { readonly code: string };
  readonly allowed_headers: { readonly patterns: readonly Pattern[] };
  readonly http_service: {
    readonly server_uri: { readonly uri: string; readonly cluster: string; readonly timeout: string };
    readonly path_prefix: string;
    readonly authorization_response: {
      readonly allowed_upstream_headers: { readonly patterns: readonly Pattern[] };
    };
  };
}

/**
 * What Envoy is documented to send to the check: `Host`, method and path of the visitor's request, the path behind
 * `path_prefix`; `Content-Length: 0`, `Authorization`, and the headers that are allowed.
 */
export function askAsEnvoy(filter: ExtAuthz, gatePort: number, visitor: VisitorRequest): Promise<Answer> {
  const { method = 'GET', host, url, headers = {} } = visitor;
  const sent = Object.entries(headers).filter(
    ([name]) => name === 'authorization' || matches(filter.allowed_headers.patterns, name),
  );
  return ask({
    port: gatePort,
    method,
    host,
    path: filter.http_service.path_prefix + url,
    headers: { ...Object.fromEntries(sent), 'content-length': '0' },
  });
}

/** The headers with which a request goes on to the website after 200, or null: any other answer goes to the visitor. */
export function passedOnByEnvoy(
  filter: ExtAuthz,
  visitor: VisitorRequest,
  answer: Answer,
): Record<string, string> | null {
  if (answer.status !== 200) return null;
  const { allowed_upstream_headers } = filter.http_service.authorization_response;
  const headers = new Map(Object.entries(visitor.headers ?? {}));
  for (const [name, value] of Object.entries(answer.headers)) {
    if (matches(allowed_upstream_headers.patterns, name)) headers.set(name, String(value));
  }
  for (const name of String(answer.headers['x-envoy-auth-headers-to-remove'] ?? '').split(',')) {
    headers.delete(name.trim());
  }
  return Object.fromEntries(headers);
}

function matches(patterns: readonly Pattern[], name: string): boolean {
  return patterns.some((pattern) =>
    'exact' in pattern ? pattern.exact === name : new RegExp(`^(?:${pattern.safe_regex.regex})$`).test(name),
  );
}
