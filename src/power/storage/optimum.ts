/** The dispatch of a store and the grid over many hours at once, as a linear program: the plan of the rolling look-ahead, and the oracle behind every regret.
 *
 *   min Σ_t h·[p_t g_t + wear·d_t + VoLL·u_t] + C·k
 *   balance  g_t + f_t + d_t + u_t − c_t − x_t = load_t          dual / h: what one more joule costs in that hour
 *   storage  E_t = E_{t−1} + h(η_c c_t − d_t/η_d)                 dual: what a joule inside is worth
 *   peak     g_t ≤ k,  and limits on every variable
 */
import { Program } from '../../optimise/program.js';
import { opened, type Solving } from '../../optimise/solver.js';
import type { Dollars, DollarsPerJoule, Joules, Ratio, Seconds, Watts } from '../../units/quantity.js';

export interface DispatchProblem {
  /** Length of a step [s]. */
  readonly step: Seconds;
  /** Price of imported energy in each step [USD/J]; its length is the number of steps. */
  readonly price: ArrayLike<DollarsPerJoule>;
  /** Load in each step [W]. */
  readonly load: ArrayLike<Watts>;
  /** Power that is there for nothing in each step [W]. */
  readonly free: ArrayLike<Watts>;
  /** Most import [W]. */
  readonly limit: Watts;
  /** Most export [W], and what it earns in each step [USD/J]. */
  readonly exportLimit: Watts;
  readonly exportPrice: ArrayLike<DollarsPerJoule>;
  readonly store: {
    readonly power: Watts;
    /** Between which levels the energy inside stays, and where it starts [J]. */
    readonly floor: Joules;
    readonly full: Joules;
    readonly start: Joules;
    /** Least energy inside at the end [J]. */
    readonly end: Joules;
    readonly chargeEfficiency: Ratio;
    readonly dischargeEfficiency: Ratio;
    readonly wear: DollarsPerJoule;
  };
  /** Price of the highest import [USD/W]; 0 for none. */
  readonly demandCharge: number;
  /** Value of load that is not served [USD/J]. */
  readonly lostLoad: DollarsPerJoule;
}

export interface DispatchPlan {
  /** Imports, energy sales, wear, lost load and demand charge together [USD]. */
  readonly cost: Dollars;
  /** Power out of the store in each step [W], below 0 into it. */
  readonly store: Float64Array;
  /** Import in each step [W]. */
  readonly imported: Float64Array;
  /** Load not served in each step [W]. */
  readonly unserved: Float64Array;
  /** What one more joule of load costs in each step [USD/J]. */
  readonly marginal: Float64Array;
  /** What a joule inside is worth at the end of each step [USD/J]. */
  readonly worth: Float64Array;
  /** Share of the demand charge that each step bears: the duals of the peak rows [USD/W]; they sum to `demandCharge`. */
  readonly peakShare: Float64Array;
  /** Highest import [W]. */
  readonly peak: Watts;
}

/** Powers go to the solver in megawatts and energies in megawatt-hours, so that its tolerances mean something. */
const MEGA = 1e6;
const HOUR = 3600;

/** A dispatch program kept in the solver; its prices may change and be solved again. */
export class DispatchProgram {
  private readonly solving: Solving;
  private readonly steps: number;

  constructor(private readonly problem: DispatchProblem) {
    this.steps = problem.price.length;
    this.solving = opened(this.program());
  }

  /** Columns of a step: import, charge, discharge, level, unserved, free power used, export; the peak comes last. */
  private column(kind: 0 | 1 | 2 | 3 | 4 | 5 | 6, step: number): number {
    return 7 * step + kind;
  }

  private program(): Program {
    const { problem, steps } = this;
    const { store, step } = problem;
    const hours = step / HOUR;
    /** USD per MWh times hours of the step: what a megawatt through the step costs. */
    const worth = (price: DollarsPerJoule): number => price * MEGA * HOUR * hours;
    const program = new Program();
    for (let at = 0; at < steps; at++) {
      program.column({ cost: worth(problem.price[at]!), lower: 0, upper: problem.limit / MEGA });
      program.column({ cost: 0, lower: 0, upper: store.power / MEGA });
      program.column({ cost: worth(store.wear), lower: 0, upper: store.power / MEGA });
      program.column({
        cost: 0,
        lower: (at === steps - 1 ? Math.max(store.end, store.floor) : store.floor) / MEGA / HOUR,
        upper: store.full / MEGA / HOUR,
      });
      program.column({ cost: worth(problem.lostLoad), lower: 0, upper: problem.load[at]! / MEGA });
      program.column({ cost: 0, lower: 0, upper: problem.free[at]! / MEGA });
      program.column({ cost: -worth(problem.exportPrice[at]!), lower: 0, upper: problem.exportLimit / MEGA });
    }
    const peak = program.column({ cost: problem.demandCharge * MEGA, lower: 0, upper: Number.POSITIVE_INFINITY });
    for (let at = 0; at < steps; at++) {
      const load = problem.load[at]! / MEGA;
      program.row(load, load, [
        [this.column(0, at), 1],
        [this.column(1, at), -1],
        [this.column(2, at), 1],
        [this.column(4, at), 1],
        [this.column(5, at), 1],
        [this.column(6, at), -1],
      ]);
      const before = at === 0 ? store.start / MEGA / HOUR : 0;
      program.row(before, before, [
        [this.column(3, at), 1],
        [this.column(1, at), -hours * store.chargeEfficiency],
        [this.column(2, at), hours / store.dischargeEfficiency],
        ...(at === 0 ? [] : [[this.column(3, at - 1), -1] as const]),
      ]);
      program.row(Number.NEGATIVE_INFINITY, 0, [
        [this.column(0, at), 1],
        [peak, -1],
      ]);
    }
    return program;
  }

  /** Prices of imported energy from now on [USD/J], for a warm start. */
  reprice(price: ArrayLike<DollarsPerJoule>): void {
    for (let at = 0; at < this.steps; at++)
      this.solving.price(this.column(0, at), price[at]! * MEGA * this.problem.step);
  }

  /** null where no plan keeps within the limits. */
  solve(): DispatchPlan | null {
    const found = this.solving.solve();
    if (found === null) return null;
    const { steps, problem } = this;
    const { values, duals, objective } = found;
    const power = (kind: 0 | 1 | 2 | 4) =>
      Float64Array.from({ length: steps }, (_, at) => values[this.column(kind, at)]! * MEGA);
    const [imported, charge, discharge] = [power(0), power(1), power(2)];
    const dual = (row: number) => Float64Array.from({ length: steps }, (_, at) => duals[3 * at + row]!);
    return {
      cost: objective,
      imported,
      /** Charging and discharging at once only burns energy; the pair is netted at the cell, so that the level stays what it was. */
      store: Float64Array.from(imported, (_, at) => netted(charge[at]!, discharge[at]!, problem.store)),
      unserved: power(4),
      marginal: dual(0).map((one) => one / (MEGA * problem.step)),
      worth: dual(1).map((one) => -one / (MEGA * HOUR)),
      peakShare: dual(2).map((one) => -one / MEGA),
      peak: values[7 * steps]! * MEGA,
    };
  }

  close(): void {
    this.solving.close();
  }
}

/** Terminal power [W] that moves the level as the pair does. */
const netted = (
  charge: Watts,
  discharge: Watts,
  { chargeEfficiency, dischargeEfficiency }: DispatchProblem['store'],
): Watts => {
  const inside = charge * chargeEfficiency - discharge / dischargeEfficiency;
  return inside > 0 ? -inside / chargeEfficiency : -inside * dischargeEfficiency;
};

/** Solves one problem from scratch. */
export const optimumOf = (problem: DispatchProblem): DispatchPlan | null => {
  const program = new DispatchProgram(problem);
  try {
    return program.solve();
  } finally {
    program.close();
  }
};

/** How much dearer a policy was than perfect foresight: (cost − oracle)/|oracle|; null where the oracle costs nothing. */
export const regretOf = (cost: Dollars, oracle: Dollars): Ratio | null =>
  oracle === 0 ? null : (cost - oracle) / Math.abs(oracle);
