/** The nearest known name to a misspelt one. */

/** Edits (insert, delete, replace, swap of neighbours) that turn one word into another: optimal string alignment. */
const edits = (from: string, to: string): number => {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const here = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let best = Math.min(above[column]! + 1, here[column - 1]! + 1, above[column - 1]! + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) best = Math.min(best, before[column - 2]! + 1);
      here.push(best);
    }
    before = above;
    above = here;
  }
  return above[to.length]!;
};

/** The known name with the fewest edits, when a third of the letters or fewer differ; the first one listed wins a tie. */
export const nearest = (name: string, known: Iterable<string>): string | undefined => {
  const word = name.slice(0, 64).toLowerCase();
  const most = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let fewest = most + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const distance = edits(word, candidate.toLowerCase());
    if (distance < fewest) {
      fewest = distance;
      best = candidate;
    }
  }
  return best;
};
