// The nearest of the known words to one that is not known, for 'did you mean' hints.
// Not a search: short lists only.

/** Edits (insert, delete, replace, swap of neighbours) between two words, case ignored (optimal string alignment). */
export function editDistance(first: string, second: string): number {
  const a = first.toLowerCase();
  const b = second.toLowerCase();
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (beforeLast[j - 2] ?? i) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The known word nearest to `word`, or null when none is near enough to be a slip of the keys. */
export function findClosest(word: string, known: Iterable<string>): string | null {
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    // Lengths alone rule most words out, which keeps a table of thousands of columns cheap.
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word, candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** 'Did you mean "x"?' when there is a near word, else the known words (at most 12), else what there is none of. */
export function hintForUnknown(word: string, known: readonly string[], whatTheyAre: string): string {
  const closest = findClosest(word, known);
  if (closest !== null) return `Did you mean "${closest}"?`;
  if (known.length === 0) return `There are no ${whatTheyAre} here.`;
  const shown = known
    .slice(0, 12)
    .map((name) => `"${name}"`)
    .join(', ');
  const rest = known.length > 12 ? ` and ${known.length - 12} more` : '';
  return `The ${whatTheyAre} here are ${shown}${rest}.`;
}
