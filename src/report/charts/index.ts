/** The pictures of a run in the order they are read. */
import type { RunResult } from '../../measure/result.js';
import type { Figure } from '../figure.js';
import { billFigure } from './bill.js';
import { boundaryFigure } from './boundary.js';
import { chainFigure } from './chain.js';
import { dayFigure } from './day.js';
import { latencyFigure } from './latency.js';
import { nextFigure } from './next.js';
import { promisesFigure } from './promises.js';
import { waterfallFigure } from './waterfall.js';

export type FigureCode = 'chain' | 'day' | 'latency' | 'promises' | 'cost' | 'parts' | 'next' | 'bill';

const SHELF: Readonly<Record<FigureCode, (result: RunResult) => Figure | null>> = {
  chain: chainFigure,
  day: dayFigure,
  latency: latencyFigure,
  promises: promisesFigure,
  cost: boundaryFigure,
  parts: waterfallFigure,
  next: nextFigure,
  bill: billFigure,
};

/** Every picture the run's data can fill; a picture without data is absent, never an empty axis. */
export const figuresOf = (result: RunResult): ReadonlyMap<FigureCode, Figure> =>
  new Map(
    (Object.keys(SHELF) as FigureCode[]).flatMap((code) => {
      const figure = SHELF[code](result);
      return figure === null ? [] : [[code, figure] as const];
    }),
  );
