/** How far a run is: one line that renews itself in a live window, two plain lines elsewhere. */
import type { Terminal } from './terminal.js';

const CELLS = 20;

/** Seconds as a person says them. */
export const wallClock = (seconds: number): string =>
  seconds < 90 ? `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

export interface Progress {
  /** @param share of the work done, 0–1 */
  readonly at: (share: number, doing: string) => void;
  readonly done: () => void;
}

/** Where the note goes: nowhere when the user asked for quiet. */
export const progressOf = (name: string, terminal: Terminal, isQuiet: boolean): Progress => {
  if (isQuiet) return { at: () => {}, done: () => {} };
  const begun = terminal.clock();
  let shown = Number.NEGATIVE_INFINITY;
  return {
    at: (share, doing) => {
      const now = terminal.clock();
      if (now - shown < 0.1) return;
      shown = now;
      const filled = Math.round(Math.min(1, Math.max(0, share)) * CELLS);
      const percent = String(Math.floor(share * 100)).padStart(3);
      terminal.status(`${name}  [${'#'.repeat(filled)}${'.'.repeat(CELLS - filled)}] ${percent}%  ${doing}`);
    },
    done: () => {
      terminal.status('');
      terminal.note(`${name}: simulated in ${wallClock(terminal.clock() - begun)}`);
    },
  };
};
