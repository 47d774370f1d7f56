/** Limits of a website's sessions, as it was published. */
export interface SessionLimits {
  readonly sessionHours: number;
  readonly sessionIdleMinutes: number;
  readonly signIn: { readonly keepSignedIn: boolean; readonly keepSignedInDays: number };
}

/** When a session began, was used, and ends at the latest. */
export interface SessionTimes {
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** "Keep me signed in" was ticked. */
  readonly keep: boolean;
}

const minuteInMs = 60_000;
const hourInMs = 3_600_000;

/**
 * Whether a session is within its limits at `now` (milliseconds, like `lastSeen`). "Keep me signed in" counts
 * as the website's settings are now, so that switching it off ends what it kept alive.
 */
export function isSessionLive(
  session: SessionTimes,
  lastSeen: number,
  limits: SessionLimits,
  now: number,
): boolean {
  const { sessionHours, sessionIdleMinutes, signIn } = limits;
  const isKept = session.keep && signIn.keepSignedIn;
  const hours = isKept ? signIn.keepSignedInDays * 24 : sessionHours;
  const end = Math.min(session.expiresAt.getTime(), session.createdAt.getTime() + hours * hourInMs);
  return now < end && (isKept || now - lastSeen < sessionIdleMinutes * minuteInMs);
}
