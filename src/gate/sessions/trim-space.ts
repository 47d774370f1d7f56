const space = 0x20;
const tab = 0x09;

/**
 * A part of a `Cookie` header without spaces and tabs around it, which is all the white space that browsers take away
 * (RFC 6265bis §5.7). Node.js hands over headers as latin1: what `trim` takes for white space besides is a byte of a
 * letter (`à` ends in one), or makes another name, which a sister website may set for all of the domain.
 */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === space || code === tab;
}
