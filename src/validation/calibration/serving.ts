/** Fits what serving runs can bear, maturity of kernels and waits of front ends, and judges both on runs they have not seen. */
import type { Maturity } from '../../compute/maturity.js';
import type { Recipe } from '../../compute/recipe.js';
import type { Comparison, Subject } from '../comparison.js';
import { type ErrorSummary, summarise } from '../error-summary.js';
import { groupBy } from '../grouping.js';
import { type Fold, interpolation, transfer } from './folds.js';
import { fitWait, type Wait, withWait } from './front-end.js';
import { fitMaturity } from './maturity.js';

const maturityIn = (factors: readonly Maturity[]) => {
  const byName = new Map(factors.map((one) => [`${one.framework} ${one.model} ${one.precision}`, one.factor]));
  return ({ framework, model, precision }: Subject): number => byName.get(`${framework} ${model} ${precision}`) ?? 1;
};

/** A run predicted with a maturity of 1, with that of its subject: queue and steps stretch alike. */
const stretched = (run: Comparison, maturity: (subject: Subject) => number): Comparison => {
  const factor = maturity(run.subject!);
  return {
    ...run,
    predicted: run.predicted * factor,
    ...(run.step === undefined ? {} : { step: run.step * factor }),
  };
};

interface Waits {
  /** Of a framework, whoever ran it. */
  readonly of: (framework: string) => Wait;
  /** Of a framework as a publisher ran it. */
  readonly by: (framework: string, publisher: string) => Wait;
  readonly recipes: readonly Recipe[];
}

const NONE: Wait = { fixed: 0, steps: 0 };
const NOTHING_KNOWN = (): undefined => undefined;

/** What is known of a framework's wait before anything is fitted. */
export type KnownWait = (framework: string) => Wait | undefined;

const fitWaits = (runs: readonly Comparison[], known: KnownWait): Waits => {
  const frameworks = new Map<string, Wait>();
  const recipes: Recipe[] = [];
  for (const [framework, own] of groupBy(runs, ({ subject }) => subject!.framework)) {
    const wait = fitWait(own, known(framework));
    frameworks.set(framework, wait);
    for (const [publisher, rows] of groupBy(own, ({ subject }) => subject!.publisher)) {
      const configurations = rows.length;
      if (publisher === undefined) recipes.push({ publisher: '', framework, ...wait, configurations });
      else recipes.push({ publisher, framework, ...fitWait(rows, wait), configurations });
    }
  }
  const of = (framework: string): Wait => frameworks.get(framework) ?? known(framework) ?? NONE;
  return {
    of,
    by: (framework, publisher) =>
      recipes.find((one) => one.framework === framework && one.publisher === publisher) ?? of(framework),
    recipes,
  };
};

export interface ServingFit {
  readonly factors: readonly Maturity[];
  readonly recipes: readonly Recipe[];
}

/** Maturities and recipes from runs predicted with a maturity of 1 and no wait. */
export const fitServing = (
  tpot: readonly Comparison[],
  ttft: readonly Comparison[],
  known: KnownWait = NOTHING_KNOWN,
): ServingFit => {
  const factors = fitMaturity(tpot);
  const maturity = maturityIn(factors);
  const { recipes } = fitWaits(
    ttft.map((run) => stretched(run, maturity)),
    known,
  );
  return {
    factors,
    recipes: [...recipes].sort((a, b) => (`${a.publisher} ${a.framework}` < `${b.publisher} ${b.framework}` ? -1 : 1)),
  };
};

export interface CrossValidated {
  readonly interpolation: ErrorSummary;
  readonly transfer: ErrorSummary;
}

export interface ServingErrors {
  readonly tpot: CrossValidated;
  /** Nothing where no TTFT was measured. */
  readonly ttft?: CrossValidated;
  /** TTFT where one wait of the framework stands for every publisher. */
  readonly unknownRecipe?: CrossValidated;
}

type Predicted = Pick<Comparison, 'predicted' | 'measured'>;

/** Errors on runs left out, of predictions made with a maturity of 1 and no wait: factors and waits of every fold come from the others. */
export const crossValidateServing = (
  tpot: readonly Comparison[],
  ttft: readonly Comparison[],
  known: KnownWait = NOTHING_KNOWN,
): ServingErrors => {
  const firsts = groupBy(ttft, ({ configuration }) => configuration);
  const firstOf = ({ configuration }: Comparison): readonly Comparison[] => firsts.get(configuration) ?? [];
  const judge = (folds: readonly Fold<Comparison>[]) => {
    const [tokens, byRecipe, byFramework]: [Predicted[], Predicted[], Predicted[]] = [[], [], []];
    for (const { kept, left } of folds) {
      const maturity = maturityIn(fitMaturity(kept));
      const waits = fitWaits(
        kept.flatMap(firstOf).map((run) => stretched(run, maturity)),
        known,
      );
      tokens.push(...left.map((run) => stretched(run, maturity)));
      for (const run of left.flatMap(firstOf).map((one) => stretched(one, maturity))) {
        const { framework, publisher = '' } = run.subject!;
        byRecipe.push({ predicted: withWait(run, waits.by(framework, publisher)), measured: run.measured });
        byFramework.push({ predicted: withWait(run, waits.of(framework)), measured: run.measured });
      }
    }
    return { tokens, byRecipe, byFramework };
  };
  const [near, far] = [judge(interpolation(tpot)), judge(transfer(tpot))];
  const both = (of: keyof typeof near): CrossValidated => ({
    interpolation: summarise(near[of]),
    transfer: summarise(far[of]),
  });
  return {
    tpot: both('tokens'),
    ...(ttft.length === 0 ? {} : { ttft: both('byRecipe'), unknownRecipe: both('byFramework') }),
  };
};
