/** One measured figure, with what it shall reach where DESIGN §9 says so. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: string;
}

/** The value below which a part of the values lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Figures as a table for reading. */
export function figureTable(title: string, figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, target = '' }) => [
    name,
    `${round(value)} ${unit}`.trim(),
    target,
  ]);
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const lines = rows.map(([name = '', value = '', target = '']) =>
    `  ${name.padEnd(width(0))}  ${value.padStart(width(1))}  ${target}`.trimEnd(),
  );
  return `${title}\n${lines.join('\n')}\n`;
}

export function round(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
