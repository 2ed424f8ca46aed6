/** What happens to a request before a scheduler sees it. */
import type { Framework } from '../compute/frameworks.js';
import { TICKS_PER_SECOND } from '../demand/request.js';
import type { GroupSpec } from './pool/spec.js';

/** A framework's waits outside the chips, in ticks and in decode steps. */
export const frontEndOf = ({ frontEnd: { fixed, steps } }: Framework): NonNullable<GroupSpec['frontEnd']> => ({
  fixed: Math.round(fixed.value * TICKS_PER_SECOND),
  steps: steps.value,
});
