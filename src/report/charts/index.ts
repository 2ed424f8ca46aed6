/** The pictures of a run in the order they are read. */
import type { RunResult } from '../../measure/result.js';
import { FIGURE_CODES, type Figure, type FigureCode } from '../figure.js';
import { billFigure } from './bill.js';
import { boundaryFigure } from './boundary.js';
import { chainFigure } from './chain.js';
import { dayFigure } from './day.js';
import { durationFigure } from './duration.js';
import { latencyFigure } from './latency.js';
import { nextFigure } from './next.js';
import { promisesFigure } from './promises.js';
import { rackFigure } from './rack.js';
import { supplyFigure } from './supply.js';
import { waterfallFigure } from './waterfall.js';

const SHELF: Readonly<Record<FigureCode, (result: RunResult) => Figure | null>> = {
  chain: chainFigure,
  day: dayFigure,
  latency: latencyFigure,
  promises: promisesFigure,
  cost: boundaryFigure,
  parts: waterfallFigure,
  next: nextFigure,
  supply: supplyFigure,
  rack: rackFigure,
  duration: durationFigure,
  bill: billFigure,
};

/** Every picture the run's data can fill; a picture without data is absent, never an empty axis. */
export const figuresOf = (result: RunResult): ReadonlyMap<FigureCode, Figure> =>
  new Map(
    FIGURE_CODES.flatMap((code) => {
      const figure = SHELF[code](result);
      return figure === null ? [] : [[code, figure] as const];
    }),
  );
