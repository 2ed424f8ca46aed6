/** The shelf of tariff parts, and the field that takes a list of them or the name of a known tariff. */
import { choice, either, list } from '../../schema/field.js';
import { makeFrom, type ShelfValue, shelfField } from '../../schema/shelf.js';
import { flat } from './flat.js';
import type { TariffContext, TariffPart } from './part.js';
import { type TariffPreset, tariffPresets } from './presets.js';
import { series } from './series.js';
import { Tariff } from './tariff.js';
import { timeOfUse } from './time-of-use.js';

export const tariffParts = [flat, timeOfUse, series] as const;

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
  new Tariff(partsOf(value).map((one) => makeFrom<TariffPart>(tariffParts, one, context)));
