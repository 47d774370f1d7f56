import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { gatePrefix } from '../../core/paths.ts';
import type { TrustedPeers } from './trusted-peers.ts';

/** The request that a web server asks about. */
export interface ForwardedVisit {
  readonly host: string | undefined;
  /** Raw request target; null where the server did not say it in a way that can be read. */
  readonly url: string | null;
  readonly method: string;
}

interface Asking {
  readonly headers: IncomingHttpHeaders;
  readonly remoteAddress: string | undefined;
  /** Request target and method of the question itself. */
  readonly url: string;
  readonly method: string;
}

/** What is read of a request that asks. */
export function askingOf({ headers, socket, url = '', method = 'GET' }: IncomingMessage): Asking {
  return { headers, remoteAddress: socket.remoteAddress, url, method };
}

/**
 * What nginx asks about: `X-Original-URL` (whole, or path and query) and `X-Original-Method`, from trusted peers only. nginx
 * hands the visitor's own headers on, so `X-Forwarded-*` says nothing here and is not read.
 */
export function visitFromNginx({ headers, remoteAddress }: Asking, trusted: TrustedPeers): ForwardedVisit {
  if (!trusted(remoteAddress)) return { host: headers.host, url: null, method: 'GET' };
  const original = single(headers['x-original-url']);
  const whole = /^https?:\/\/([^/?#\s]+)(\/.*)$/is.exec(original ?? '');
  const url = whole?.[2] ?? (original?.startsWith('/') ? original : null);
  return {
    host: whole?.[1] ?? headers.host,
    url,
    method: single(headers['x-original-method'])?.toUpperCase() ?? 'GET',
  };
}

/**
 * What Caddy, Traefik or HAProxy asks about: `X-Forwarded-Host`, `-Uri` and `-Method`, from trusted peers only.
 * `X-Original-URL` may come from the visitor and is not read.
 */
export function visitFromProxy({ headers, remoteAddress }: Asking, trusted: TrustedPeers): ForwardedVisit {
  if (!trusted(remoteAddress)) return { host: headers.host, url: null, method: 'GET' };
  const url = single(headers['x-forwarded-uri']);
  return {
    host: single(headers['x-forwarded-host']) ?? headers.host,
    url: url?.startsWith('/') ? url : null,
    method: single(headers['x-forwarded-method'])?.toUpperCase() ?? 'GET',
  };
}

/** Path under which Envoy asks (its `path_prefix`). */
export const envoyPath = `${gatePrefix}/check/envoy`;

/**
 * What Envoy asks about: its request has the host, the method and, behind `envoyPath`, the path and query of the
 * visitor's; from trusted peers only.
 */
export function visitFromEnvoy(asking: Asking, trusted: TrustedPeers): ForwardedVisit {
  const { headers, remoteAddress, url, method } = asking;
  const isAsked = trusted(remoteAddress) && url.startsWith(`${envoyPath}/`);
  return { host: headers.host, url: isAsked ? url.slice(envoyPath.length) : null, method };
}

/** A header's value; one that was sent twice arrives joined and is no host, path or method any more. */
function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}
