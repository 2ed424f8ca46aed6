/** The nearest known name to a misspelt one. */
import { spellingDistance } from '../units/spelling.js';

/** The known name with the fewest edits, when a third of the letters or fewer differ; else one that contains the word but for punctuation
 *  (`910-C` → `ascend-910c`). The first one listed wins a tie. */
export const nearest = (name: string, known: Iterable<string>): string | undefined => {
  const word = name.slice(0, 64).toLowerCase();
  const letters = bare(word);
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  let best: string | undefined;
  let containing: string | undefined;
  for (const candidate of known) {
    const distance = spellingDistance(word, candidate.toLowerCase(), fewest);
    if (distance < fewest) {
      fewest = distance;
      best = candidate;
    }
    if (letters.length >= 3 && bare(candidate).includes(letters)) containing ??= candidate;
  }
  return best ?? containing;
};

const bare = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');
