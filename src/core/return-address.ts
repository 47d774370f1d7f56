import { gatePrefix } from './paths.ts';

const startPage = '/';
const longestReturnAddress = 2000;

/**
 * The page to go to after sign-in, out of what an address or a form says: a path with query and fragment on the same
 * host, or the start page. Parsed, not matched (GATE.md): another scheme or host, user info, `//evil`, `/\evil`, tabs,
 * line ends and what else could be read as another host lead to the start page; so do the gate's own pages.
 * @param host with port, as the visitor's browser named it.
 */
export function safeReturnPath(wish: string | null | undefined, host: string): string {
  if (typeof wish !== 'string' || wish === '' || wish.length > longestReturnAddress) return startPage;
  if (/[\p{Cc}\\]/u.test(wish) || wish.startsWith('//')) return startPage;
  if (!wish.startsWith('/') && !/^https?:\/\/[^/]/i.test(wish)) return startPage;
  let url: URL;
  try {
    url = new URL(wish, `http://${host}`);
  } catch {
    return startPage;
  }
  if (url.username !== '' || url.password !== '' || !isSameHost(url, host)) return startPage;
  const path = url.pathname + url.search;
  if (!path.startsWith('/') || path.startsWith('//') || /^\/[\\/]/.test(path)) return startPage;
  if (isGatePage(url.pathname)) return startPage;
  return path + url.hash;
}

/** The gate's own pages, but for My page, which somebody may have come for. */
function isGatePage(path: string): boolean {
  const folded = path.toLowerCase();
  if (folded !== gatePrefix && !folded.startsWith(`${gatePrefix}/`)) return false;
  return path !== `${gatePrefix}/my-page` && !path.startsWith(`${gatePrefix}/my-page/`);
}

function isSameHost(url: URL, host: string): boolean {
  try {
    return url.host === new URL(`${url.protocol}//${host}`).host;
  } catch {
    return false;
  }
}
