/** When a key that signs assertions begins and ends, as it is stored. */
export interface AssertionKeyTimes {
  /** Name of the key: its thumbprint (RFC 7638). */
  readonly kid: string;
  /** It signs from here on, until a newer one does. */
  readonly signsFrom: Date;
  /** It leaves the JWKS here; null while nothing replaces it. */
  readonly retiredAt: Date | null;
}

/** Seconds that an assertion is good for. */
export const assertionSeconds = 60;
/** Seconds that whoever fetches the JWKS may keep it (`Cache-Control: max-age`). */
export const jwksSeconds = 300;
/** Seconds within which every process has learned of a new key, also where the database's message was lost. */
export const keyNewsSeconds = 60;

/** Milliseconds that a new key stands in the JWKS before it signs: twice what a website may keep the JWKS. */
export const publishedAheadMs = 2 * jwksSeconds * 1000;
/** Milliseconds that a key stays in the JWKS after it last signed: its last assertion, what is kept, and the news. */
export const keptAfterMs = (assertionSeconds + jwksSeconds + keyNewsSeconds) * 1000;
const dayInMs = 86_400_000;

/**
 * The key that signs at `now`: the newest whose time has come; where none has come yet (clocks that differ),
 * the one that comes first. Null only where there is none at all.
 */
export function signingKey<Key extends AssertionKeyTimes>(keys: readonly Key[], now: Date): Key | null {
  const begun = keys.filter((key) => key.signsFrom <= now && !isRetired(key, now));
  if (begun.length > 0) return begun.reduce((newest, key) => (isAfter(key, newest) ? key : newest));
  const [first] = keys.filter((key) => !isRetired(key, now)).sort((a, b) => (isAfter(a, b) ? 1 : -1));
  return first ?? null;
}

/** The keys that the JWKS shows at `now`: the one that signs, those to come, and those that signed a moment ago. */
export function shownKeys<Key extends AssertionKeyTimes>(keys: readonly Key[], now: Date): Key[] {
  return keys.filter((key) => !isRetired(key, now));
}

/** The next moment after `now` at which another key signs or one leaves, in milliseconds since 1970. */
export function nextKeyChange(keys: readonly AssertionKeyTimes[], now: Date): number {
  const times = keys.flatMap(({ signsFrom, retiredAt }) => [
    signsFrom.getTime(),
    retiredAt?.getTime() ?? Number.POSITIVE_INFINITY,
  ]);
  return Math.min(Number.POSITIVE_INFINITY, ...times.filter((time) => time > now.getTime()));
}

/** The key that is published and does not sign yet, or null. */
export function comingKey<Key extends AssertionKeyTimes>(keys: readonly Key[], now: Date): Key | null {
  return keys.find((key) => key.signsFrom > now && key.retiredAt === null) ?? null;
}

/** Whether the newest key has signed for `days`, so that a new one is to be made; 0 days: never by itself. */
export function isRotationDue(keys: readonly AssertionKeyTimes[], now: Date, days: number): boolean {
  if (days === 0) return false;
  const newest = Math.max(...keys.map((key) => key.signsFrom.getTime()));
  return now.getTime() >= newest + days * dayInMs;
}

function isRetired(key: AssertionKeyTimes, now: Date): boolean {
  return key.retiredAt !== null && key.retiredAt <= now;
}

/** By time and, of two with the same, by name, so that all processes choose alike. */
function isAfter(a: AssertionKeyTimes, b: AssertionKeyTimes): boolean {
  const difference = a.signsFrom.getTime() - b.signsFrom.getTime();
  return difference > 0 || (difference === 0 && a.kid > b.kid);
}
