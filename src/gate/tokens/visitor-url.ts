import { gatePrefix } from '../../core/paths.ts';

/** The pages that mails link to. */
export type LinkedPage =
  | 'verify'
  | 'set-password'
  | 'reset-password'
  | 'sign-in'
  | 'sign-in-link'
  | 'progress'
  | 'my-page'
  | 'my-page/privacy';

/**
 * The address of a visitor page. It begins with the website's published address, never with what a Host header
 * said (case 21).
 */
export function visitorUrl(publicUrl: string, page: LinkedPage, token?: string): string {
  const url = new URL(`${gatePrefix}/${page}`, publicUrl);
  if (token !== undefined) url.searchParams.set('token', token);
  return url.href;
}
