/** Which `Host` a website behind the gate is called by: the one its visitors ask for, or that of its own address. */
export const upstreamHosts = ['visitor', 'upstream'] as const;
export type UpstreamHost = (typeof upstreamHosts)[number];

/**
 * The `Host` that a website is called by. Where nobody chose (settings from before there was a choice), it follows from
 * the address: a number says nothing about the name that a website goes by, while a name may be the one that its server
 * knows it by. An address that can't be read, as one half typed, counts as a number.
 */
export function upstreamHostOf(origin: {
  readonly url: string;
  readonly host?: UpstreamHost | undefined;
}): UpstreamHost {
  if (origin.host !== undefined) return origin.host;
  // The parser writes every IPv4 address in digits and dots, and every IPv6 address in brackets (WHATWG URL §3.5).
  const name = URL.canParse(origin.url) ? new URL(origin.url).hostname : '';
  return /^(?:[\d.]*|\[.*\])$/.test(name) ? 'visitor' : 'upstream';
}
