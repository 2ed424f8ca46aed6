/** The factors the program ships, as the file that carries them: written by `npm run calibrate`, reviewed as a diff. */
import type { Maturity } from '../../compute/maturity.js';
import type { CrossValidated } from './maturity.js';

const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)}`;

const row = ({ framework, model, precision, factor, configurations }: Maturity): string =>
  `  { framework: '${framework}', model: '${model}', precision: '${precision}', factor: ${factor}, configurations: ${configurations} },`;

export const shippedFile = (factors: readonly Maturity[], { interpolation, transfer }: CrossValidated): string =>
  `/** Written by \`npm run calibrate\`; do not edit. exp(n/(n + 12) · median of ln(measured TPOT / simulated TPOT)) over n configurations.
 *  SemiAnalysis InferenceX and NVIDIA runs of 2026 in ai-dynamo/aiconfigurator @095f58a silicon_sample.csv (Apache-2.0): one box, 4–1,024 requests in flight.
 *  Error of TPOT on rows left out, mean and median: random configurations ${percent(interpolation.mape)} and ${percent(interpolation.median)} %, whole chips with whole models ${percent(transfer.mape)} and ${percent(transfer.median)} %. */
import type { Maturity } from './maturity.js';

export const maturities: readonly Maturity[] = [
${factors.map(row).join('\n')}
];
`;
