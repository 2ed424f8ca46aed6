/** The page that shows every error: what was asked, what is reached on rows left out, every table, and what nobody has measured. */
import { ERROR_HEAD, errorCells, skipRows } from '../../../src/report/validation/text.js';
import type { AccuracyRow } from '../../../src/validation/accuracy.js';
import type { ValidationReport } from '../../../src/validation/validate.js';
import { table } from '../markdown.js';
import type { Picture } from './charts.js';

const shares = (values: readonly number[]): string =>
  values.length === 0 ? '—' : values.map((value) => `${(100 * value).toFixed(1)} %`).join(' / ');

const verdict = ({ needed, reached }: AccuracyRow): string =>
  needed.length === 0 ? '' : needed.every((limit, index) => reached[index]! <= limit) ? 'met' : '**not met**';

const UNMEASURED = [
  'Watts of Ascend, Cambricon, Hygon and other domestic chips: their draw is the pooled law times the power limit of the sheet.',
  'Power caps and clock locks on Hopper and later under serving: the cap curves are those of training on V100 and A40.',
  'Kernels of AMD, Intel, Google, AWS and Chinese chips: class estimates; only whole deployments of some were published.',
  'Pipelines of several stages, and serving across more than one box beside the published points.',
  'Sparse, compressed and linear attention kernels; encoders of images and video.',
  'TTFT of disaggregated serving: the runs state no arrivals, and their front ends differ by seconds.',
] as const;

export const validationPage = (
  report: ValidationReport,
  accuracy: readonly AccuracyRow[],
  pictures: readonly Picture[],
): string => `# How well the model matches silicon

Written by \`npm run validation -- DIR\` from a folder of measured tables; \`token-factory validate-model DIR\` prints the same errors for any folder of these layouts.
An error is |predicted/measured − 1|. *Left out* means that the rows judged were not seen by the fit: random configurations (interpolation), or a whole chip with a whole model (transfer).
Sources and licences: [docs/model.md](model.md), Sources.

## What is asked, and what is reached

${table(
  ['figure', 'needed', 'reached', ''],
  accuracy.map((row) => [row.figure, shares(row.needed), shares(row.reached), verdict(row)]),
)}

TTFT of the serving runs is predicted by the engine at the stated requests in flight, plus the wait of a front end. That wait belongs to how the servers were run, so it is fitted for each framework and publisher, on other runs only;
the row *where nobody says who ran the servers* has one wait for each framework. Rows of TTFT longer than reading every prompt in flight twice over are left out (listed below): with them the transfer median is some 0.3 points higher.

## Predicted against measured

Serving runs with 4 to 1,024 requests in flight; the line is agreement, the dashes a quarter more or less for time per output token, twice or half for time to the first token. The errors of the first token group by group:
the tick is the median run, the bar the middle half, the line the middle four fifths. The last picture is the one target that is missed.

${pictures.map(({ name, alternative }) => `![${alternative}](pictures/validation/${name}.svg)`).join('\n\n')}

## Every table

The shipped model as it is, on all usable rows; bias is the median of predicted/measured, less 1.

${table(
  ['table', 'measure', ...ERROR_HEAD],
  report.files.flatMap(({ file, sets }) =>
    sets.map(({ measure, summary }) => [`\`${file}\``, measure, ...errorCells(summary)]),
  ),
)}

## Rows left out, and why

${table(
  ['table', 'rows', 'why'],
  report.files.flatMap((file) => skipRows(file).map(([rows, why]) => [`\`${file.file}\``, rows!, why!])),
)}

## What nobody has measured

${UNMEASURED.map((line) => `- ${line}`).join('\n')}

## Where the errors are

- TTFT hangs on how servers are run and on software that changed from month to month: SGLang as InferenceX tunes it looks for new requests every twenty steps; a framework's releases differ by a factor of two with one model; some runs
  of DeepSeek under TensorRT-LLM were made with drafts that the table does not state (half the time per token, the same name). A fit for each release errs no less on rows left out, so there is none.
- GLM-5 in fp8 is predicted twice too slow to its first token: its sparse attention is not calibrated.
- From 256 requests in flight first tokens come later than predicted, mostly under attention side by side, where a scheduler waits until every rank has a prompt.
- The replayed run of Qwen3-30B-A3B sits at the edge of saturation: 256 sequences are full from the 256th request on, and a step 5 % too short makes the queue a quarter too short. A prompt is read by one of its two ranks, and
  the step model shares it out evenly; counted on one rank, this run would be within 16 / 1 / 1 %, but the
  46 published runs with attention side by side, 21 % too slow as it is, would come out 37 % too slow, so it is not done.
- The RTX 4090 has no measured kernels; it borrows those of the RTX PRO 6000, scaled to its own memory and ridge, and comes out some 6 % too slow.
- Latent attention of small batches lives in caches and beats bandwidth (15 %); block-scaled fp8 under vLLM and kernels read in absorbed form were timed with what serving does not run, and are left out.
- Repeats of one published configuration differ by 10 % (one in ten) to 23 % (one in twenty) from software versions alone; no model beats that.

## Calibrating on a cluster of your own

\`token-factory calibrate my-cluster.csv\` fits maturity and the wait of the front end to a CSV with one run a row, a fixed number of requests in flight:

\`\`\`text
chip,model,precision,framework,tensor,data,expert,prompt,output,concurrency,ttft_ms,tpot_ms
h100,llama-3.1-8b,bf16,vllm,1,1,1,1024,256,16,95,9.4
h100,llama-3.1-8b,bf16,vllm,1,1,1,1024,256,64,180,14.1
\`\`\`

Names are those of the catalogue (\`token-factory list chips\`); \`data\`, \`expert\` and \`ttft_ms\` may be empty. It prints errors on rows left out, and lines for the pools of a scenario (\`maturity\`, \`frontEnd\`; \`--out\` writes
them to a file). Few rows move little: a factor counts for half with twelve runs, a wait with three. A row with an unknown chip, model, precision or framework is left out with its line and reason; a mistake (a missing column, a
cell that is no number, a unit behind a number) is told with its place, exit code 65, and nothing is written.
`;
