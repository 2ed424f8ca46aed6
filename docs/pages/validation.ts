/** The page that shows every error: what was asked, what is reached on rows left out, every table, and what nobody has measured. */
import { ERROR_HEAD, errorCells, percent, skipRows } from '../../src/report/validation/text.js';
import type { AccuracyRow } from '../../src/validation/accuracy.js';
import type { ValidationReport } from '../../src/validation/validate.js';
import { table } from './markdown.js';
import type { Picture } from './validation-charts.js';

const shares = (values: readonly number[]): string => (values.length === 0 ? '—' : values.map(percent).join(' / '));

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

## Predicted against measured

Time per output token of serving runs with 4 to 1,024 requests in flight; the line is agreement, the dashes a quarter more or less.

${pictures.map(({ name }) => `![Predicted against measured time per output token, one panel a chip](pictures/validation/${name}.svg)`).join('\n\n')}

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

- TTFT hangs on queues and on front ends that the published runs do not describe: an engine that looks for new requests every twenty steps adds more than reading the prompt does.
- The RTX 4090 has no measured kernels; it borrows those of the RTX PRO 6000, scaled to its own memory and ridge, and comes out some 6 % too slow.
- Repeats of one published configuration differ by 10 % (one in ten) to 23 % (one in twenty) from software versions alone; no model beats that.
`;
