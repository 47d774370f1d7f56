/** Where the database code reports to; a pino logger fits. */
export interface DatabaseLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** For callers that want no reports. */
export const silentLog: DatabaseLog = { info: () => {}, warn: () => {}, error: () => {} };
