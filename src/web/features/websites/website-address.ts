/**
 * What people type as the address of a website, as the API wants it: scheme, host and port only. Without a scheme it is
 * `https`, on machines for trying out `http`. What can't be understood stays as it was typed.
 */
export function tidyAddress(typed: string): string {
  const text = typed.trim();
  if (text === '') return '';
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `${usualScheme(text)}://${text}`;
  if (!/^https?:\/\//i.test(withScheme) || !URL.canParse(withScheme)) return text;
  const { protocol, host, username } = new URL(withScheme);
  return username === '' ? `${protocol}//${host}` : text;
}

/** The host name of an address, or null while there is none. */
export function hostOf(address: string): string | null {
  const tidy = tidyAddress(address);
  if (!/^https?:\/\//.test(tidy) || !URL.canParse(tidy)) return null;
  return new URL(tidy).hostname.replace(/\.$/, '') || null;
}

/** Host names after the address changed: the one of the old address becomes the one of the new, the others stay. */
export function hostsAfter(hosts: readonly string[], oldAddress: string, newAddress: string): string[] {
  const before = hostOf(oldAddress);
  const after = hostOf(newAddress);
  const others = hosts.filter((host) => host !== before && host !== after);
  return after === null ? others : [after, ...others];
}

function usualScheme(text: string): 'http' | 'https' {
  return /^([\w-]+\.)*localhost(?=[:/]|$)|^\d+\.\d+\.\d+\.\d+/i.test(text) ? 'http' : 'https';
}
