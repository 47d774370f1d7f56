/** Content codings that we speak, the tighter first. */
export type ContentCoding = 'br' | 'gzip';
const codings: readonly ContentCoding[] = ['br', 'gzip'];

/** The tightest coding that a client takes by its `Accept-Encoding` (RFC 9110 §12.5.3), or null for none. */
export function acceptedCoding(header: string | readonly string[] | undefined): ContentCoding | null {
  const qualities = new Map<string, number>();
  for (const part of String(header ?? '').split(',')) {
    const [coding = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    qualities.set(coding, Number(quality) || 0);
  }
  return codings.find((coding) => (qualities.get(coding) ?? qualities.get('*') ?? 0) > 0) ?? null;
}
