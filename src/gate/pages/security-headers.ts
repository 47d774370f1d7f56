/**
 * Headers of every visitor page (GATE.md): nothing from elsewhere, no inline script, no frame, not kept.
 * @param isTokenPage the address holds a secret, which must not go out as a referrer.
 * @param leadsOn its form leads on to the website, which may send the visitor on to another host, as to a shop's check-out.
 */
export function pageHeaders(secure: boolean, isTokenPage: boolean, leadsOn = false): Record<string, string> {
  const formAction = leadsOn ? "'self' https: http:" : "'self'";
  return {
    'content-security-policy':
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; " +
      `form-action ${formAction}; ` +
      "frame-ancestors 'none'; base-uri 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': isTokenPage ? 'no-referrer' : 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'cache-control': 'no-store',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
