import type { MatchResult } from './types.ts';

/** What is known about an application whose outcome is judged. */
export interface MatchTruth {
  /** The customer number of the contact that it really belongs to. */
  readonly contact: string | null;
  readonly mayLink: boolean;
  readonly proof: string | null;
  readonly kind: string;
}

/** One figure of MATCHING.md: how many of how many, and what is asked. */
export interface MatchFigure {
  readonly name: string;
  readonly count: number;
  readonly of: number;
  /** `count / of`, or the count itself where the target is a number of rows. */
  readonly value: number;
  readonly target: string;
  readonly passes: boolean;
}

/** The figures by which the quality of matching is judged, over all judged applications. */
export function matchFigures(rows: readonly { result: MatchResult; truth: MatchTruth }[]): MatchFigure[] {
  const isRight = ({ result, truth }: (typeof rows)[number]): boolean =>
    result.verdict === 'existing' && result.contact?.number === truth.contact;
  const none = (name: string, wrong: readonly unknown[], of: number): MatchFigure => ({
    name,
    count: wrong.length,
    of,
    value: wrong.length,
    target: '0',
    passes: wrong.length === 0,
  });
  const share = (
    name: string,
    all: typeof rows,
    good: (row: (typeof rows)[number]) => boolean,
    target: number,
  ) => {
    const count = all.filter(good).length;
    const value = all.length === 0 ? 1 : count / all.length;
    return { name, count, of: all.length, value, target: `>= ${target.toFixed(2)}`, passes: value >= target };
  };
  const known = rows.filter((row) => row.truth.contact !== null);
  const strangers = rows.filter((row) => row.truth.contact === null);
  return [
    none(
      'wrong links',
      rows.filter((row) => row.result.verdict === 'existing' && !isRight(row)),
      rows.length,
    ),
    share(
      'found',
      rows.filter((row) => row.truth.mayLink),
      isRight,
      0.97,
    ),
    share(
      'candidates',
      known,
      (row) =>
        isRight(row) ||
        (row.result.verdict === 'verify' &&
          row.result.candidates.slice(0, 3).some((one) => one.contact.number === row.truth.contact)),
      0.99,
    ),
    share('quiet', strangers, (row) => row.result.verdict !== 'existing', 1),
    share(
      "staff's time",
      strangers.filter((row) => row.truth.kind === 'new'),
      (row) => row.result.verdict === 'new',
      0.97,
    ),
    none(
      'proof',
      rows.filter((row) => row.result.proven && row.truth.proof === null),
      rows.filter((row) => row.truth.proof === null).length,
    ),
    share(
      'proof found',
      rows.filter((row) => row.truth.proof !== null),
      (row) => row.result.proven,
      0.97,
    ),
  ];
}
