import { AppError } from '../../core/errors.ts';

/** Header that our own pages send with each request; a foreign page can't without being asked first (CORS). */
export const csrfHeader = 'x-gatehouse-csrf';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface CrossSiteRequest {
  readonly method: string;
  /** Host and port that the browser asked for. */
  readonly host: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * Refuses a change that a foreign page may have sent (OWASP CSRF: custom header plus verification of the origin;
 * the cookie is SameSite=Strict besides). Requests without `Origin` come from programs, not from pages.
 * @param officeUrl the configured address of the office, where it stands behind a proxy
 * @throws AppError `cross_site`
 */
export function refuseCrossSite(request: CrossSiteRequest, officeUrl: string | undefined): void {
  if (safeMethods.has(request.method)) return;
  if (request.headers[csrfHeader] !== '1') throw new AppError('cross_site');
  const { origin } = request.headers;
  if (origin === undefined) return;
  const own = officeUrl === undefined ? request.host : new URL(officeUrl).host;
  if (typeof origin !== 'string' || !URL.canParse(origin) || new URL(origin).host !== own) {
    throw new AppError('cross_site');
  }
}
