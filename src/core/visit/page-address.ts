import { canonicalHost } from '../paths.ts';

/** The address of a page as somebody typed or copied it. */
export interface PageAddress {
  /** Canonical host name; null where only a path was given. */
  readonly host: string | null;
  /** The request target that a browser sends for it: path and query, without fragment. */
  readonly target: string;
}

const longest = 2000;

/**
 * Understands the address of a page: `https://host/path?query`, `host/path`, or a path that begins with `/`.
 * The path stays as it was typed, but for what browsers encode before they send it: so a path with `//` or
 * `..` is judged as it is (a browser would tidy up some of them). Null where it is no address of a web page.
 */
export function parsePageAddress(typed: string): PageAddress | null {
  const text = typed.trim();
  if (text === '' || text.length > longest || /\p{Cc}/u.test(text)) return null;
  if (text.startsWith('/') && !text.startsWith('//')) return { host: null, target: targetOf(text) };
  const bare = text.replace(/^https?:\/\//i, '');
  // Another scheme, or one too many.
  if (/^[^/?#]*:\/\//.test(bare)) return null;
  const match = /^([^/?#\\\s@]+)([/?#].*)?$/.exec(bare);
  const host = hostOf(match?.[1] ?? '');
  if (host === null) return null;
  const rest = match?.[2] ?? '';
  return { host, target: targetOf(rest.startsWith('/') ? rest : `/${rest}`) };
}

/** A host name in the form in which they are compared; names in other scripts as the DNS has them (UTS 46). */
function hostOf(authority: string): string | null {
  try {
    return canonicalHost(new URL(`http://${authority}`).host);
  } catch {
    return null;
  }
}

/** As browsers send it (WHATWG URL, path percent-encode set), without the fragment. */
function targetOf(text: string): string {
  const [target = '/'] = text.split('#', 1);
  return target.toWellFormed().replace(/[^!-~]|["<>`{}]/gu, (char) => encodeURIComponent(char));
}
