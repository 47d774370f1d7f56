const firstDelayMs = 10_000;
const longestDelayMs = 3_600_000;
/** With the delays below: tried for about five days (RFC 5321 §4.5.4.1). */
export const mostAttempts = 128;

/** Milliseconds to wait after the given number of failed attempts: 10 s, 20 s, 40 s … up to an hour. */
export function retryDelayMs(attempts: number): number {
  return Math.min(firstDelayMs * 2 ** Math.min(attempts - 1, 20), longestDelayMs);
}

/** What became of an attempt that failed: over for good, or to be tried again. */
export interface MailFailure {
  readonly permanent: boolean;
  /** As the mail server said it, in one line. */
  readonly reason: string;
}

/**
 * Reads an error of the mail client. Only an answer of 5xx about this very address or message is final (RFC 5321
 * §4.2.1); a refused connection or sign-in is the server's trouble and passes.
 */
export function readMailFailure(error: unknown): MailFailure {
  const { code, responseCode, response, message } = fieldsOf(error);
  const aboutThisMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  const refused = responseCode === undefined ? code === 'EENVELOPE' : responseCode >= 500;
  const reason = (response ?? message ?? String(error)).replace(/\s+/g, ' ').trim();
  return { permanent: aboutThisMail && refused, reason: reason.slice(0, 500) };
}

function fieldsOf(error: unknown): {
  code: string | undefined;
  responseCode: number | undefined;
  response: string | undefined;
  message: string | undefined;
} {
  const fields: Record<string, unknown> = typeof error === 'object' && error !== null ? { ...error } : {};
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return {
    code: text(fields.code),
    responseCode: typeof fields.responseCode === 'number' ? fields.responseCode : undefined,
    response: text(fields.response),
    message: error instanceof Error ? error.message : undefined,
  };
}
