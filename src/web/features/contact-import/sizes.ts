import { currentLanguage } from '../../i18n/i18n.ts';

/** A number of bytes as people say it. */
export function fileSize(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(currentLanguage(), {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: bytes < 10_000_000 ? 1 : 0,
  }).format(bytes / 1000 ** step);
}

/** A count with its thousands apart. */
export function wholeNumber(count: number): string {
  return count.toLocaleString(currentLanguage());
}
