/** An e-mail address as it was typed, and in the one form in which addresses are compared (DESIGN §2). */
export interface EmailAddress {
  /** As typed, trimmed; mail goes to this form (case 12). */
  readonly typed: string;
  /** Unicode NFC, domain to ASCII (IDNA), case folded; what is stored unique and looked up (case 11). */
  readonly canonical: string;
  /** The domain of the canonical form. */
  readonly domain: string;
}

const longestAddress = 254; // RFC 5321 §4.5.3.1.3
const longestLocalPart = 64; // RFC 5321 §4.5.3.1.1

/**
 * Reads an e-mail address, or returns null where it is none: exactly one `@` outside the parts, no white space
 * or control characters (so that no header can be injected, case 28), a domain with a dot that IDNA accepts.
 * Quoted local parts and address literals (RFC 5321) are refused: no customer has one.
 */
export function parseEmailAddress(input: string): EmailAddress | null {
  const typed = input.trim().normalize('NFC');
  const at = typed.lastIndexOf('@');
  if (at < 1 || typed.length > longestAddress) return null;
  const local = typed.slice(0, at);
  if (local.length > longestLocalPart || /[\s\p{C}"(),:;<>@[\\\]]/u.test(local)) return null;
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return null;
  const domain = domainToAscii(typed.slice(at + 1));
  if (domain === null) return null;
  return { typed, canonical: `${foldCase(local)}@${domain}`, domain };
}

/** The canonical form of an address, or null where it is none. */
export function canonicalEmail(input: string): string | null {
  return parseEmailAddress(input)?.canonical ?? null;
}

/** A domain in the ASCII form that the DNS uses (UTS 46), lower case; null where it is no domain name. */
export function domainToAscii(domain: string): string | null {
  if (/[\s\p{C}/\\?#@:%[\]]/u.test(domain)) return null;
  let ascii: string;
  try {
    ascii = new URL(`http://${domain}`).hostname.replace(/\.$/, '');
  } catch {
    return null;
  }
  if (
    ascii.length > 253 ||
    !/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(ascii)
  )
    return null;
  return ascii;
}

function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFC');
}
