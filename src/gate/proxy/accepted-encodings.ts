/** Compressed forms of a file that may stand beside it, the smaller first. */
export const siblingForms = [
  { encoding: 'br', suffix: '.br' },
  { encoding: 'gzip', suffix: '.gz' },
] as const;
export type SiblingForm = (typeof siblingForms)[number];

/** Those that an `Accept-Encoding` header takes (RFC 9110 §12.5.3). */
export function acceptedForms(header: string | string[] | undefined): readonly SiblingForm[] {
  const qualities = new Map<string, number>();
  for (const part of String(header ?? '').split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    if (name !== '') qualities.set(name, quality === undefined ? 1 : Number(quality));
  }
  return siblingForms.filter(({ encoding }) => (qualities.get(encoding) ?? qualities.get('*') ?? 0) > 0);
}
