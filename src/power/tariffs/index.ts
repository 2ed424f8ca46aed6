/** The shelf of tariff parts, and the field that takes a list of them or the name of a known tariff. */
import { choice, either, list } from '../../schema/field.js';
import type { Issue } from '../../schema/issue.js';
import { checkFrom, makeFrom, type ShelfValue, shelfField } from '../../schema/shelf.js';
import type { Seconds } from '../../units/quantity.js';
import { capacity } from './capacity.js';
import { coincidentPeak } from './coincident-peak.js';
import { demand } from './demand.js';
import { exported } from './export.js';
import { fixed } from './fixed.js';
import { flat } from './flat.js';
import { minimum } from './minimum.js';
import type { TariffContext, TariffPart } from './part.js';
import { powerFactor } from './power-factor.js';
import { type TariffPreset, tariffPresets } from './presets.js';
import { series } from './series.js';
import { synthetic } from './synthetic.js';
import { Tariff } from './tariff.js';
import { tax } from './tax.js';
import { tiers } from './tiers.js';
import { timeOfUse } from './time-of-use.js';
import { wires } from './wires.js';

export const tariffParts = [
  flat,
  timeOfUse,
  tiers,
  series,
  synthetic,
  demand,
  coincidentPeak,
  capacity,
  wires,
  fixed,
  minimum,
  exported,
  powerFactor,
  tax,
] as const;

const part = shelfField(tariffParts, 'One metered part of the tariff.');
const parts = list(part, 'The parts of the tariff; the bill is their sum.', { max: 50 });

const presetIds = tariffPresets.map(({ id }) => id) as [string, ...string[]];

/** The name of a known tariff, or the parts of one. */
export const tariffField = either(
  choice(presetIds, 'A known tariff.'),
  parts,
  `a list of parts such as [{kind: flat, price: "0.066 USD/kWh"}], or one of ${presetIds.join(', ')}`,
).meta({ description: 'What the electricity at the site meter costs.' });

export type TariffValue = ShelfValue<typeof tariffField>;
export type TariffPartValue = ShelfValue<typeof part>;

export const findTariffPreset = (id: string): TariffPreset | undefined =>
  tariffPresets.find((preset) => preset.id === id);

/** The parsed parts of a tariff value; a known tariff is read by the same fields as a user's own. */
export const partsOf = (value: TariffValue): readonly TariffPartValue[] =>
  typeof value === 'string' ? parts.parse(findTariffPreset(value)?.parts) : value;

export const makeTariff = (value: TariffValue, context: TariffContext): Tariff =>
  new Tariff(
    partsOf(value).map((one) => makeFrom<TariffPart>(tariffParts, one, context)),
    context.calendar,
    context.zone,
  );

/** What is wrong between the fields of a part, or between it and how often meters meet; paths are inside the tariff. */
export const tariffIssues = (value: TariffValue, interval: Seconds): readonly Issue[] =>
  partsOf(value).flatMap((one, row) => {
    const issues = checkFrom(tariffParts, one);
    const window = 'window' in one ? one.window : null;
    const meeting =
      issues.length === 0 && window !== null && window % interval !== 0
        ? [
            {
              path: ['window'],
              expected: `a window that holds whole meetings of chips and meters, which are ${interval} s apart (power.interval)`,
            },
          ]
        : [];
    return [...issues, ...meeting].map((issue) => ({ ...issue, path: [row, ...issue.path] }));
  });
