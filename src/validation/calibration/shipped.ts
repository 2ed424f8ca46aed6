/** The figures the program ships, as the file that carries them: written by `npm run calibrate`, reviewed as a diff. */
import type { CurveRefit } from '../../compute/curves/refit.js';
import type { Maturity } from '../../compute/maturity.js';
import type { Recipe } from '../../compute/recipe.js';
import type { CrossValidated, ServingErrors, ServingFit } from './serving.js';

const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)}`;

const maturityRow = ({ framework, model, precision, factor, configurations }: Maturity): string =>
  `  { framework: '${framework}', model: '${model}', precision: '${precision}', factor: ${factor}, configurations: ${configurations} },`;

const recipeRow = ({ publisher, framework, fixed, steps, configurations }: Recipe): string =>
  `  { publisher: '${publisher}', framework: '${framework}', fixed: ${fixed}, steps: ${steps}, configurations: ${configurations} },`;

const errorLine = (measure: string, judged: CrossValidated | undefined): string =>
  judged === undefined
    ? ''
    : `\n *  Error of ${measure} on rows left out, mean and median: random configurations ${percent(judged.interpolation.mape)} and ${percent(judged.interpolation.median)} %, whole chips with whole models ${percent(judged.transfer.mape)} and ${percent(judged.transfer.median)} %.`;

const refitRow = ({ family, curves, row, figures, kernels }: CurveRefit): string =>
  `  { family: '${family}', curves: '${curves}', row: '${row}', figures: [${figures.join(', ')}], kernels: ${kernels} },`;

export const shippedFile = (
  { factors, recipes }: ServingFit,
  { tpot, ttft }: ServingErrors,
  refits: readonly CurveRefit[],
): string =>
  `/** Written by \`npm run calibrate\`; do not edit.
 *  SemiAnalysis InferenceX and NVIDIA runs of 2025 and 2026 in ai-dynamo/aiconfigurator @095f58a silicon_sample.csv (Apache-2.0): one box, 4–1,024 requests in flight. */
import type { CurveRefit } from './curves/refit.js';
import type { Maturity } from './maturity.js';
import type { Recipe } from './recipe.js';

/** exp(n/(n + 12) · median of ln(measured TPOT / simulated TPOT)) over n configurations.${errorLine('TPOT', tpot)} */
export const maturities: readonly Maturity[] = [
${factors.map(maturityRow).join('\n')}
];

/** Wait before the first token, fixed [ms] and in writing steps: least mean |ln| error of TTFT, pulled towards the framework's own fit as if by three runs.${errorLine('TTFT', ttft)} */
export const recipes: readonly Recipe[] = [
${recipes.map(recipeRow).join('\n')}
];

/** Kernel curves in place of those written by hand, where they err less by a tenth on shapes left out: ai-dynamo/aiconfigurator @095f58a kernel tables (Apache-2.0), least mean |ln| error
 *  inside physical bounds, pulled towards the pooled curve of the format as if by five kernels. Figures: shares of the sheet's bandwidth and peak, launch [µs], and what halves the share. */
export const curveRefits: readonly CurveRefit[] = [
${refits.map(refitRow).join('\n')}
];
`;
