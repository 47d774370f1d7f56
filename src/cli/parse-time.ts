import { AppError } from '../core/errors.ts';

/**
 * A time as it is typed at the command line: a day (its beginning) or a time, of this machine's clock unless
 * it says otherwise (`Z`, `+02:00`).
 * @throws AppError `time_unusable`
 */
export function parseTime(typed: string): Date {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      typed.trim(),
    );
  const [, year = '', month = '', day = '', clock = '00:00', zone = ''] = match ?? [];
  const time = new Date(`${year}-${month}-${day}T${clock}${zone}`);
  // JavaScript makes the 2nd of March of the 30th of February.
  const isDay = new Date(`${year}-${month}-${day}T00:00Z`).getUTCDate() === Number(day);
  if (match === null || Number.isNaN(time.getTime()) || !isDay) {
    throw new AppError('time_unusable', { value: typed });
  }
  return time;
}
