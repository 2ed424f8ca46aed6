/** Fits the draw law of a chip family, and judges it on models it has not seen. */
import { median } from 'simple-statistics';
import type { DrawLaw } from '../../compute/curves/draw-laws.js';
import { drawLaws } from '../../compute/curves/draw-laws.js';
import { groupBy } from '../grouping.js';
import type { PoweredRow } from '../sets/mlenergy.js';

/** Pulls a fit towards the shipped law: as strong as so many rows. */
const SHRINKAGE = 5;

const wattsShare = ({ floor, compute, memory }: DrawLaw, computeShare: number, memoryShare: number): number =>
  Math.min(1, floor + compute * Math.sqrt(computeShare) + memory * memoryShare);

const measuredShare = ({ row, plan }: PoweredRow): number =>
  row.number('power_w_per_gpu') / plan.chip.power.limit.value;

/** Solves a symmetric positive 3 × 3 system by elimination. */
const solve = (matrix: number[][], right: number[]): readonly number[] => {
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  for (let pivot = 0; pivot < 3; pivot++)
    for (let other = 0; other < 3; other++) {
      if (other === pivot) continue;
      const factor = rows[other]![pivot]! / rows[pivot]![pivot]!;
      for (let at = pivot; at < 4; at++) rows[other]![at]! -= factor * rows[pivot]![at]!;
    }
  return rows.map((row, index) => row[3]! / row[index]!);
};

/** Least squares of P/TDP = floor + compute·√u_c + memory·u_m over rows that are not at the limit, shrunk towards `prior`; no coefficient below zero. */
export const fitDraw = (rows: readonly PoweredRow[], prior: DrawLaw): DrawLaw => {
  const before = [prior.floor, prior.compute, prior.memory];
  const matrix = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? SHRINKAGE / 3 : 0)));
  const right = before.map((value) => (value * SHRINKAGE) / 3);
  for (const one of rows) {
    const share = measuredShare(one);
    if (share > 0.97) continue;
    const features = [1, Math.sqrt(one.step.computeShare), one.step.memoryShare];
    for (let i = 0; i < 3; i++) {
      right[i]! += features[i]! * share;
      for (let j = 0; j < 3; j++) matrix[i]![j]! += features[i]! * features[j]!;
    }
  }
  const [floor, compute, memory] = solve(matrix, right).map((value) => Math.max(0, value));
  return { floor: floor!, compute: compute!, memory: memory! };
};

export interface DrawErrors {
  readonly rows: number;
  /** Mean of |predicted − measured| over the power limit. */
  readonly ofLimit: number;
  /** Median of |predicted/measured − 1| of joules per output token, step times predicted too. */
  readonly joules: number;
}

/** Leaves out one model at a time, chip by chip. */
export const crossValidateDraw = (rows: readonly PoweredRow[]): DrawErrors => {
  const watts: number[] = [];
  const joules: number[] = [];
  for (const own of groupBy(rows, ({ plan }) => plan.chip.drawLaw).values())
    for (const [model, left] of groupBy(own, ({ row }) => row.text('model'))) {
      const law = fitDraw(
        own.filter(({ row }) => row.text('model') !== model),
        drawLaws.pooled,
      );
      for (const one of left) {
        const share = wattsShare(law, one.step.computeShare, one.step.memoryShare);
        watts.push(Math.abs(share - measuredShare(one)));
        const chips = one.plan.layout.tensor * one.plan.layout.data;
        const perToken = (share * one.plan.chip.power.limit.value * chips * one.step.seconds) / one.sequences;
        joules.push(Math.abs(perToken / one.row.number('j_per_tok') - 1));
      }
    }
  return {
    rows: watts.length,
    ofLimit: watts.reduce((sum, error) => sum + error, 0) / watts.length,
    joules: median(joules),
  };
};
