/** The accuracy that is asked of the model beside what it reaches on rows it was not fitted on. */
import { quantile } from 'simple-statistics';
import { crossValidateDraw } from './calibration/draw.js';
import { casesOf, kernelFamilies } from './calibration/kernel-families.js';
import { crossValidateKernels } from './calibration/kernels.js';
import { oncePerConfiguration } from './calibration/maturity.js';
import { crossValidateServing } from './calibration/serving.js';
import { type Comparison, isSkip } from './comparison.js';
import { relativeError } from './error-summary.js';
import { timesWithoutWait } from './load.js';
import { bestRoofline } from './roofline.js';
import { mlEnergySet, type PoweredRow, readPowered } from './sets/mlenergy.js';
import { compareAggregated, siliconSet } from './sets/silicon-e2e.js';
import { readTable } from './table.js';
import { usable } from './usable.js';
import type { NamedText, ValidationReport } from './validate.js';

/** One figure; errors are fractions. */
export interface AccuracyRow {
  readonly figure: string;
  readonly needed: readonly number[];
  readonly reached: readonly number[];
}

const rowsOf = (
  texts: readonly NamedText[],
  { file, columns }: { readonly file: string; readonly columns: typeof siliconSet.columns },
) => {
  const content = texts.find(({ name }) => name === `${file}.csv`)?.content;
  return content === undefined
    ? []
    : readTable(file, content, columns).rows.filter(({ lacking }) => lacking === undefined);
};

/** Serving runs left out of the fit: TPOT and TTFT; watts and joules with one model left out at a time. */
const leftOut = (texts: readonly NamedText[]): readonly AccuracyRow[] => {
  const serving = compareAggregated(rowsOf(texts, siliconSet), () => 1, timesWithoutWait)
    .map(usable)
    .filter((verdict): verdict is Comparison => !isSkip(verdict));
  const once = (measure: Comparison['measure']) =>
    oncePerConfiguration(serving.filter((one) => one.measure === measure));
  const powered = rowsOf(texts, mlEnergySet)
    .map(readPowered)
    .filter((found): found is PoweredRow => !('skipped' in found));
  if (serving.length === 0 || powered.length === 0) return [];
  const { tpot, ttft, unknownRecipe } = crossValidateServing(once('tpot_ms'), once('ttft_ms'));
  const draw = crossValidateDraw(powered);
  return [
    {
      figure: 'TPOT, random configurations left out, mean and median',
      needed: [0.12, 0.075],
      reached: [tpot.interpolation.mape, tpot.interpolation.median],
    },
    {
      figure: 'TPOT, whole chip with whole model left out, mean and median',
      needed: [0.17, 0.11],
      reached: [tpot.transfer.mape, tpot.transfer.median],
    },
    ...(ttft === undefined || unknownRecipe === undefined
      ? []
      : [
          {
            figure: 'TTFT, random configurations left out, mean and median',
            needed: [],
            reached: [ttft.interpolation.mape, ttft.interpolation.median],
          },
          {
            figure: 'TTFT, whole chip with whole model left out, median',
            needed: [0.25],
            reached: [ttft.transfer.median],
          },
          {
            figure: 'TTFT, the same, where nobody says who ran the servers, median',
            needed: [],
            reached: [unknownRecipe.transfer.median],
          },
        ]),
    {
      figure: 'GPU watts, one model left out, mean error over the power limit',
      needed: [0.1],
      reached: [draw.ofLimit],
    },
    { figure: 'Joules per output token, one model left out, median', needed: [0.2], reached: [draw.joules] },
  ];
};

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** What the same rows look like without kernel curves, launches, host and network. */
const byRoofline = (texts: readonly NamedText[]): readonly AccuracyRow[] => {
  const best = bestRoofline(rowsOf(texts, siliconSet));
  if (best === undefined) return [];
  const { tried, efficiency, summary } = best;
  return [
    {
      figure: `For comparison: TPOT by a roofline of constant efficiency, the best of ${tried} (${percent(efficiency.compute)} of peak, ${percent(efficiency.memory)} of bandwidth), chosen on these rows, mean and median`,
      needed: [],
      reached: [summary.mape, summary.median],
    },
  ];
};

/** Kernels as shipped, and their curves refitted with rows left out: only the second has not seen the rows it is judged on. */
const kernels = (texts: readonly NamedText[]): readonly AccuracyRow[] =>
  kernelFamilies.flatMap((family) => {
    const cases = casesOf(family, (file) => texts.find(({ name }) => name === file)?.content);
    if (cases.length === 0) return [];
    const { shipped, interpolation, transfer } = crossValidateKernels(cases, family.form);
    const { needed } = family;
    return [
      {
        figure: `${family.name}, median: as shipped; random shapes left out; a whole chip in one format left out`,
        needed: needed === undefined ? [] : [needed, needed],
        reached: [shipped.median, interpolation.median, transfer.median],
      },
    ];
  });

/** Tables on which the shipped model is judged as it is. */
const shipped = ({ files }: ValidationReport): readonly AccuracyRow[] => {
  const setOf = (file: string, measure: string) =>
    files.find((one) => one.file === file)?.sets.find((set) => set.measure === measure);
  const rows: AccuracyRow[] = [];
  const offline = setOf('mlperf_v51_v60', 'tokens_per_s');
  if (offline !== undefined)
    rows.push({
      figure: 'MLPerf Offline tokens per second, median',
      needed: [0.25],
      reached: [offline.summary.median],
    });
  const replay = files.find(({ file }) => file === 'llmservingsim_requests');
  for (const run of new Set(replay?.aggregates.map((one) => one.run)))
    rows.push({
      figure: `Replay of ${run}: error of mean TTFT, TPOT and whole answer`,
      needed: [0.15, 0.1, 0.1],
      reached: (['ttft_ms', 'tpot_ms', 'e2e_s'] as const).map((measure) =>
        Math.abs(
          relativeError(
            replay!.aggregates.find((one) => one.run === run && one.measure === measure && one.statistic === 'mean')!,
          ),
        ),
      ),
    });
  const points = setOf('literature_points', 'tokens_per_s');
  if (points !== undefined)
    rows.push({
      figure: 'Published large deployments, tokens per second and chip, worst of nine in ten',
      needed: [0.25],
      reached: [
        quantile(
          points.comparisons.map((one) => Math.abs(relativeError(one))),
          0.9,
        ),
      ],
    });
  return rows;
};

/** All figures of the accuracy table that the folder's tables allow. */
export const accuracyOf = (texts: readonly NamedText[], report: ValidationReport): readonly AccuracyRow[] => [
  ...leftOut(texts),
  ...byRoofline(texts),
  ...kernels(texts),
  ...shipped(report),
];
