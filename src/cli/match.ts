import { once } from 'node:events';
import { type MatchFigure, type MatchTruth, matchFigures } from '../core/matching/figures.ts';
import { match } from '../core/matching/match.ts';
import { MemoryIndex } from '../core/matching/memory-index.ts';
import { reasonSentence } from '../core/matching/reasons.ts';
import type { MatchResult } from '../core/matching/types.ts';
import { InputError } from './input-error.ts';
import { readContacts } from './read-contacts.ts';
import { readRegistrations } from './read-registrations.ts';

/** What `gatehouse match` was asked. */
export interface MatchOptions {
  /** CSV file with the contact register. */
  readonly contacts: string;
  /** NDJSON file with the applications. */
  readonly registrations: string;
  /** Whether to judge the outcome by the `truth` in the file. */
  readonly truth: boolean;
}

/**
 * `gatehouse match`: compares a file of applications with a file of contacts and imports nothing. Writes one JSON
 * object a line in input order to `out`, and with `truth` the figures to `err`. Returns the exit code; it is 0
 * also when a figure misses its target, the table says so.
 */
export async function runMatch(
  options: MatchOptions,
  out: NodeJS.WritableStream,
  err: NodeJS.WritableStream,
): Promise<number> {
  try {
    const { contacts, warnings } = await readContacts(options.contacts);
    for (const warning of warnings) err.write(`${warning}\n`);
    const index = new MemoryIndex(contacts);
    const judged: { result: MatchResult; truth: MatchTruth }[] = [];
    for await (const { line, registration, truth } of readRegistrations(options.registrations)) {
      const result = match(registration, index.candidates(registration), index);
      if (!out.write(`${JSON.stringify(toJson(result))}\n`)) await once(out, 'drain');
      if (!options.truth) continue;
      if (truth === null) {
        throw new InputError(
          `${options.registrations}, line ${line}: no "truth" to judge by. Add it to each line, or leave out --truth.`,
        );
      }
      judged.push({ result, truth });
    }
    if (options.truth) err.write(figureTable(matchFigures(judged)));
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    err.write(`${error.message}\n`);
    return 1;
  }
}

function toJson(result: MatchResult): unknown {
  return {
    verdict: result.verdict,
    contact: result.contact === null ? null : toNumber(result.contact.number),
    candidates: result.candidates.map(({ contact, score, reasons }) => ({
      contact: toNumber(contact.number),
      score,
      reasons: reasons.map((reason) => ({
        code: reason.code,
        against: reason.against,
        text: reasonSentence(reason, 'en'),
      })),
    })),
    proven: result.proven,
  };
}

/** A customer number as JSON number where that loses nothing, so that it equals the one in other files. */
function toNumber(number: string): number | string {
  return /^[1-9]\d{0,14}$/.test(number) ? Number(number) : number;
}

function figureTable(figures: readonly MatchFigure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${figure.count} of ${figure.of}`,
    figure.target === '0' ? String(figure.value) : figure.value.toFixed(4),
    figure.target,
    figure.passes ? 'pass' : 'FAIL',
  ]);
  const table = [['figure', 'rows', 'value', 'target', ''], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
