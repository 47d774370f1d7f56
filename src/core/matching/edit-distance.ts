/**
 * How many typing errors (a letter added, left out, replaced, or two neighbours swapped) make one text from
 * the other; `limit + 1` when more than `limit`. A lost letter `?` equals any one letter.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current: number[] = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const x = a.charAt(i - 1);
      const y = b.charAt(j - 1);
      const replaced = at(previous, j - 1) + (x === y || x === '?' || y === '?' ? 0 : 1);
      let cost = Math.min(replaced, at(previous, j) + 1, at(current, j - 1) + 1);
      if (i > 1 && j > 1 && x === b.charAt(j - 2) && a.charAt(i - 2) === y) {
        cost = Math.min(cost, at(beforePrevious, j - 2) + 1);
      }
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(at(previous, b.length), limit + 1);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

/** Typing errors that a word of this length may have and still be taken for the same word. */
export function typosAllowed(length: number): number {
  if (length < 3) return 0;
  return length < 9 ? 1 : 2;
}

/** How alike two squashed texts are: the same (lost letters aside), a typing error apart, or different. */
export function likeness(a: string, b: string): 'same' | 'typo' | 'different' {
  if (a === '' || b === '') return 'different';
  const allowed = typosAllowed(Math.min(a.length, b.length));
  const distance = editDistance(a, b, allowed);
  if (distance === 0) return 'same';
  return distance <= allowed ? 'typo' : 'different';
}
