import type { Protection } from './website.ts';

/** Path that belongs to the gate on every host: its pages and the check (GATE.md). */
export const gatePrefix = '/_gate';

/** What the decision on a path needs to know of a website (R12). */
export interface PathSettings {
  readonly protection: Protection;
  /** Closed parts (`part`), or check-out paths (`voluntary`), as prefixes of whole segments. */
  readonly paths: readonly string[];
}

export interface PathDecision {
  /** Only who has access may pass. */
  readonly protected: boolean;
  /** Two servers may understand this path differently; the proxy refuses it with 400. */
  readonly suspicious: boolean;
}

/** A path as it was sent, understood. */
export type ParsedPath =
  | { readonly suspicious: true }
  | {
      readonly suspicious: false;
      /** Decoded once; begins with `/`. */
      readonly path: string;
    };

/**
 * The form in which host names are compared: case folded, port and one trailing dot stripped (GATE.md). Null
 * where it is no host name; address literals in brackets keep them.
 */
export function canonicalHost(host: string): string | null {
  const match = /^(\[[\da-f:.]+\]|[a-z\d_-]+(?:\.[a-z\d_-]+)*)\.?(?::\d{1,5})?$/i.exec(host);
  return match?.[1]?.toLowerCase() ?? null;
}

/**
 * Understands the path of a request target as it came over the wire (RFC 9112 §3.2.1). The query is cut
 * off before anything else, so that it never influences the decision. The path is decoded once; it is
 * suspicious where another server could read another path: an encoded slash, backslash, NUL or other control
 * character, `;`, dot segments, repeated slashes, a fragment, bytes that are not UTF-8, a broken escape, or
 * one that is still there after decoding.
 */
export function parsePath(rawUrl: string): ParsedPath {
  const raw = /^[^?]*/.exec(rawUrl)?.[0] ?? '';
  // A fragment never comes over the wire; some servers cut it off and some take it for a part of the path.
  if (!raw.startsWith('/') || /#|%2f/i.test(raw)) return { suspicious: true };
  const path = decodeOnce(raw);
  if (path === null || isAmbiguous(path)) return { suspicious: true };
  return { suspicious: false, path };
}

/**
 * Whether a request target leads to the closed part of a website (I1). The gate's own pages are open, and so
 * is everything of a website without a closed part (`none`, `voluntary`); else a suspicious path counts as
 * protected. Prefixes match whole segments, ignoring case: `/shop` covers `/shop` and `/Shop/x`, not `/shopping`.
 */
export function isProtected(settings: PathSettings, rawUrl: string): PathDecision {
  const parsed = parsePath(rawUrl);
  if (parsed.suspicious) return { protected: hasClosedPart(settings), suspicious: true };
  if (isPageOfGate(rawUrl)) return { protected: false, suspicious: false };
  return { protected: isClosed(settings, parsed.path), suspicious: false };
}

/**
 * Whether every web server hands an understood request target to the gate. What only some of them do, such as `/_gate` and
 * `/%5Fgate/`, others pass on to the website, which may show any of its pages for a path that it does not know.
 */
export function isPageOfGate(rawUrl: string): boolean {
  return rawUrl.startsWith(`${gatePrefix}/`);
}

/** Whether a decoded path belongs to the gate itself, however it was spelled; in proxy mode no website gets it. */
export function isGatePath(path: string): boolean {
  return path === gatePrefix || path.startsWith(`${gatePrefix}/`);
}

/** Whether a request target is one of the website's check-out paths (protection `voluntary`, R12); the gate's own is none. */
export function isCheckOut(settings: PathSettings, rawUrl: string): boolean {
  if (settings.protection !== 'voluntary') return false;
  const parsed = parsePath(rawUrl);
  return !parsed.suspicious && !isGatePath(parsed.path) && coversAny(settings.paths, parsed.path);
}

/** Whether a decoded path lies in the closed part, whatever the gate's own paths are. */
export function isClosed(settings: PathSettings, path: string): boolean {
  switch (settings.protection) {
    case 'none':
    case 'voluntary':
      return false;
    case 'part':
      return coversAny(settings.paths, path);
    default:
      return true; // `whole`, and closed on doubt
  }
}

function hasClosedPart(settings: PathSettings): boolean {
  return settings.protection !== 'none' && settings.protection !== 'voluntary';
}

/** The forms in which names are compared; a prefix covers a path where it does so in any of them. */
const forms: readonly ((text: string) => string)[] = [
  (text) => text.normalize('NFC').toLowerCase(),
  // Also what a file system may take for the same name: `ſ` for `s`, the Kelvin sign for `k`.
  (text) => text.normalize('NFKC').toUpperCase().toLowerCase(),
];

/** Stems of prefixes in each form, made once for each list of settings. */
const stemsOf = new WeakMap<readonly string[], readonly (readonly string[])[]>();

function coversAny(prefixes: readonly string[], path: string): boolean {
  let stems = stemsOf.get(prefixes);
  if (stems === undefined) {
    stems = forms.map((form) => prefixes.map((prefix) => form(stemOf(prefix))));
    stemsOf.set(prefixes, stems);
  }
  return stems.some((ofForm, index) => {
    const candidate = forms[index]?.(path) ?? path;
    return (
      coveredBy(ofForm, candidate) || (isOddOnWindows(path) && coveredBy(ofForm, asOnWindows(candidate)))
    );
  });
}

function coveredBy(stems: readonly string[], path: string): boolean {
  return stems.some((stem) => path === stem || path.startsWith(`${stem}/`));
}

/** Whether a name in a path could stand for another one on a server of Windows. */
function isOddOnWindows(path: string): boolean {
  return /:|[. ](?:\/|$)/.test(path);
}

/** A path as Windows reads it: names end before a colon (a stream of the file), and without dots and spaces behind them. */
function asOnWindows(path: string): string {
  return path.replace(/:[^/]*/g, '').replace(/[. ]+(?=\/|$)/g, '');
}

/**
 * A prefix as people typed it, encoded or not, without slashes at its end. The empty stem covers everything, and
 * so does a prefix that no understood path could lie under, such as one with dot segments: closed on doubt.
 */
function stemOf(prefix: string): string {
  let decoded = prefix;
  try {
    decoded = decodeURIComponent(prefix);
  } catch {
    // A percent sign that begins no escape stands for itself.
  }
  const stem = decoded.replace(/\/+$/, '');
  return !stem.startsWith('/') || isAmbiguous(`${stem}/`) ? '' : stem;
}

/** Whether servers may differ about a decoded path. */
function isAmbiguous(path: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return /[\u0000-\u001f\u007f\\;]|\/\/|\/\.{1,2}(?:\/|$)|%[\da-f]{2}/i.test(path);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes `%XX` once. Other characters are bytes, as Node.js hands over a request line (latin1). Null where an
 * escape is broken, the bytes are not UTF-8, or a character is none that comes over the wire.
 */
function decodeOnce(text: string): string | null {
  if (/^[!-$&-~]*$/.test(text)) return text;
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    let byte = text.charCodeAt(index);
    if (byte === 0x25) {
      const digits = text.slice(index + 1, index + 3);
      if (!/^[\da-f]{2}$/i.test(digits)) return null;
      byte = Number.parseInt(digits, 16);
      index += 2;
    }
    if (byte > 0xff) return null;
    bytes[length] = byte;
    length += 1;
  }
  try {
    return utf8.decode(bytes.subarray(0, length));
  } catch {
    return null;
  }
}
