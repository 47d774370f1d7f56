import { Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n/i18n.ts';

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 7],
  ['week', 4.345],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY],
];

/** “2 hours ago”, in the interface's language. */
export function relativeTime(at: string, now: number): string {
  const format = new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto' });
  let amount = (new Date(at).getTime() - now) / 1000;
  for (const [unit, size] of units) {
    if (Math.abs(amount) < size) return format.format(Math.round(amount), unit);
    amount /= size;
  }
  return exactTime(at);
}

/** Day and time, for where the exact moment counts. */
export function exactTime(at: string): string {
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(at),
  );
}

/** Day without time; `short` leaves the year out where it is this year. */
export function exactDate(at: string, short = false): string {
  const date = new Date(at);
  const thisYear = date.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(
    currentLanguage(),
    short && thisYear
      ? { day: 'numeric', month: 'short' }
      : { day: 'numeric', month: 'short', year: 'numeric' },
  ).format(date);
}

/** A time as people say it, the exact one on hover and on focus; renewed each minute. */
export function RelativeTime({ at, empty }: { at: string | null; empty?: string }) {
  const { t } = useTranslation();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 60_000);
    return () => window.clearInterval(timer);
  }, []);
  if (at === null) return <span>{empty ?? t('words.never')}</span>;
  return (
    <Tooltip label={exactTime(at)}>
      <time dateTime={at} className="numbers">
        {relativeTime(at, now)}
      </time>
    </Tooltip>
  );
}
