import { isGateCookie } from '../identity/visitor-headers.ts';

/**
 * A `Set-Cookie` of the website as it is true outside: without the domain of the website's inner address, and with
 * its path in place of the inner one. Null for an attempt to set one of the gate's own cookies.
 * @param secure the website's visitors come by https
 */
export function outerCookie(value: string, address: URL, secure: boolean): string | null {
  const [pair = '', ...attributes] = value.split(';');
  // A cookie without a name is sent back as its value alone, which could look like a name (RFC 6265bis §5.7).
  const name =
    pair
      .replace(/^[\s=]+/, '')
      .split('=')[0]
      ?.trim() ?? '';
  if (isGateCookie(name, secure)) return null;
  const base = address.pathname.replace(/\/+$/, '');
  const outer = attributes.flatMap((attribute) => {
    const [key = '', of = ''] = attribute.split('=').map((part) => part.trim());
    switch (key.toLowerCase()) {
      case 'domain':
        return of.replace(/^\./, '').toLowerCase() === address.hostname ? [] : [attribute];
      case 'path':
        return isWithin(of, base) ? [` Path=${of.slice(base.length) || '/'}`] : [attribute];
      default:
        return [attribute];
    }
  });
  return [pair, ...outer].join(';');
}

function isWithin(path: string, base: string): boolean {
  return base !== '' && (path === base || path.startsWith(`${base}/`));
}
