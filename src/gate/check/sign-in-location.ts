import { gatePrefix, parsePath } from '../../core/paths.ts';

const longestReturn = 2000;

/**
 * Address of the sign-in page, as a path on the same host, that leads back to `url` afterwards. Only what a GET
 * asked for is returned to, and only an understood path: all else leads to the start page.
 */
export function signInPath(url: string | null, method: string): string {
  const mayReturn =
    url !== null &&
    (method === 'GET' || method === 'HEAD') &&
    url.length <= longestReturn &&
    !parsePath(url).suspicious;
  return `${gatePrefix}/sign-in?return=${encodeURIComponent(mayReturn ? url : '/')}`;
}
