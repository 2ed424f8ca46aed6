/** HiGHS behind a small door: loaded once and only when asked for, then solving at once. The only importer of `highs`. */
import type { Highs, Model } from 'highs';
import type { Program } from './program.js';

/** The loaded solver of this thread; wasm is the same for everybody, so one is enough. */
let highs: Highs | undefined;

/** Loads the solver; afterwards `opened` works at once. Called at the doors of a run that will need it. */
export const loadSolver = async (): Promise<void> => {
  const { default: load } = (await import('highs')) as unknown as { default: () => Promise<Highs> };
  highs ??= await load();
};

export interface Optimum {
  readonly objective: number;
  /** Value of each column. */
  readonly values: Float64Array;
  /** What one more unit on the right-hand side of each row would add to the objective. */
  readonly duals: Float64Array;
}

/** A program kept in the solver: changed and solved again from its last basis. */
export class Solving {
  constructor(
    private readonly model: Model,
    private readonly optimal: number,
  ) {}

  /** null where no values satisfy all rows, or the objective has no bound. */
  solve(): Optimum | null {
    this.model.run();
    if (this.model.getModelStatus() !== this.optimal) return null;
    const { colValue, rowDual } = this.model.getSolution();
    return { objective: this.model.getObjectiveValue(), values: colValue, duals: rowDual };
  }

  /** Changes what a column costs. */
  price(column: number, cost: number): void {
    this.model.changeColCost(column, cost);
  }

  /** Gives the solver's memory back. */
  close(): void {
    this.model.dispose();
  }
}

/** Hands a program to the solver. @throws Error when `loadSolver` has not been awaited */
export const opened = (program: Program): Solving => {
  if (highs === undefined) throw new Error('the solver was not loaded');
  const { costs, lowers, uppers, rowLowers, rowUppers, starts, rows, values } = program.sparse();
  const model = highs.createModel({
    numCols: program.columns,
    numRows: program.rows,
    colCost: costs,
    colLower: lowers,
    colUpper: uppers,
    rowLower: rowLowers,
    rowUpper: rowUppers,
    matrix: { format: 'csc', numCols: program.columns, numRows: program.rows, starts, indices: rows, values },
  });
  model.options.set({ output_flag: false });
  return new Solving(model, highs.constants.modelStatus.optimal);
};
