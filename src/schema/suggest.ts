/** The nearest known name to a misspelt one. */
import { spellingDistance } from '../units/spelling.js';

/** The known name with the fewest edits, when a third of the letters or fewer differ; the first one listed wins a tie. */
export const nearest = (name: string, known: Iterable<string>): string | undefined => {
  const word = name.slice(0, 64).toLowerCase();
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  let best: string | undefined;
  for (const candidate of known) {
    const distance = spellingDistance(word, candidate.toLowerCase(), fewest);
    if (distance < fewest) {
      fewest = distance;
      best = candidate;
    }
  }
  return best;
};
