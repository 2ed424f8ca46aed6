/** The pictures of the validation page. */
import { drawn } from '../../../src/report/chart.js';
import type { Spec } from '../../../src/report/figure.js';
import { LIGHT } from '../../../src/report/theme.js';
import type { Comparison } from '../../../src/validation/comparison.js';
import { groupBy } from '../../../src/validation/grouping.js';
import type { MeasureName } from '../../../src/validation/measure.js';
import type { ValidationReport } from '../../../src/validation/validate.js';
import { agreement, SIDE } from './agreement.js';
import { replay } from './replay.js';
import { residuals } from './residuals.js';

const GAP = 40;
const COLUMNS = 2;
/** Room for the labels beside a panel. */
const LABELS = 250;
const WIDTH = COLUMNS * (SIDE + GAP + 24);
/** A panel of fewer points says nothing. */
const FEWEST = 10;

/** Stand-alone pictures have no page to give them colours. */
const withColours = (svg: string): string =>
  svg
    .replace(/var\(--([a-z]+)\)/g, (_, role: string) => LIGHT[role as keyof typeof LIGHT])
    .replace(
      /^(<svg[^>]*>)/,
      `$1<rect width="100%" height="100%" fill="${LIGHT.surface}"/><g font-family="Inter, system-ui, sans-serif">`,
    )
    .replace(/<\/svg>$/, '</g></svg>');

export interface Picture {
  readonly name: string;
  /** What it shows, for those who cannot see it. */
  readonly alternative: string;
  readonly svg: string;
}

const picture = async (name: string, alternative: string, spec: Spec): Promise<Picture> => ({
  name,
  alternative,
  svg: withColours(await drawn(spec, WIDTH, name)),
});

const byChip = (own: readonly Comparison[], range: readonly [number, number], reach: number): Spec => ({
  concat: [...groupBy(own, ({ chip }) => chip)]
    .filter(([, ofChip]) => ofChip.length >= FEWEST)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([chip, ofChip]) => agreement(chip, ofChip, range, reach)),
  columns: COLUMNS,
  spacing: GAP,
});

/** Requests in flight, in the octaves in which they were measured. */
const octaveOf = ({ inFlight = 1 }: Comparison): string => `${2 ** Math.round(Math.log2(inFlight))} in flight`;
const leading = (group: string): number => Number.parseInt(group, 10);
const ranBy = ({ framework, subject }: Comparison): string => `${framework}, ${subject?.publisher}`;

/** The pictures of the page, by name without ending. */
export const charts = async ({ files }: ValidationReport): Promise<readonly Picture[]> => {
  const setOf = (file: string, measure: MeasureName): readonly Comparison[] =>
    files.find((one) => one.file === file)?.sets.find((set) => set.measure === measure)?.comparisons ?? [];
  const [tpot, ttft] = [setOf('aic_silicon_e2e', 'tpot_ms'), setOf('aic_silicon_e2e', 'ttft_ms')];
  const missed = setOf('llmservingsim_requests', 'ttft_ms').filter(({ chip, model }) =>
    `${chip}/${model}`.includes('Qwen'),
  );
  const panelWidth = WIDTH - LABELS;
  return [
    ...(tpot.length === 0
      ? []
      : [
          await picture(
            'tpot-by-chip',
            'Predicted against measured time per output token, one panel a chip',
            byChip(tpot, [2, 200], 1.25),
          ),
        ]),
    ...(ttft.length === 0
      ? []
      : [
          await picture(
            'ttft-by-chip',
            'Predicted against measured time to the first token, one panel a chip',
            byChip(ttft, [20, 20_000], 2),
          ),
          await picture(
            'ttft-errors',
            'Predicted over measured time to the first token, by requests in flight, by framework and publisher, and by model',
            {
              vconcat: [
                residuals('By requests in flight', ttft, octaveOf, panelWidth, leading),
                residuals('By framework, and who ran it', ttft, ranBy, panelWidth),
                residuals('By model', ttft, ({ subject }) => `${subject?.model} ${subject?.precision}`, panelWidth),
              ],
              spacing: 26,
            },
          ),
        ]),
    ...(missed.length === 0
      ? []
      : [
          await picture(
            'ttft-of-the-missed-replay',
            'Time to the first token of every request of the replayed run of Qwen3-30B-A3B, measured and predicted',
            replay('Qwen3-30B-A3B on two RTX PRO 6000: time to the first token, s', missed, WIDTH - 70),
          ),
        ]),
  ];
};
