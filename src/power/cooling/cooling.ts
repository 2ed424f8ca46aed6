/** How heat leaves the hall: through outside air or water as far as the weather allows, the rest through a compressor. */
import { defaulting, quantity, ratio } from '../../schema/field.js';
import type { Ratio, Seconds } from '../../units/quantity.js';

/** Degrees Celsius. */
export type Celsius = number;

export interface Weather {
  readonly dryBulb: Celsius;
  readonly wetBulb: Celsius;
}

export interface Cooling {
  /** Share of the heat that needs no compressor in this weather. */
  freeShare(weather: Weather): Ratio;
  /** Fans and pumps at the rated heat, as a share of it. */
  readonly auxiliary: Ratio;
  /** Water evaporated and drained for each joule of rejected heat [L/J]. */
  readonly water: number;
  /** What chips breathe or are bathed in while cooling runs. */
  readonly supply: Celsius;
  /** How fast the hall follows its heat once cooling fails: the time constant of its temperature. */
  readonly timeConstant: Seconds;
}

/** Latent heat of water, 2.45 MJ/L near 20 °C (FAO Irrigation and Drainage Paper 56), as litres a joule. */
const LITRES_PER_JOULE = 1 / 2.45e6;

/** Economiser share e = clamp((T_return − approach − T_outside) / (T_return − T_supply), 0, 1). */
export const economiser = (outside: Celsius, supply: Celsius, back: Celsius, approach: Celsius): Ratio =>
  Math.min(1, Math.max(0, (back - approach - outside) / (back - supply)));

/** Coefficient of performance of the compressors, clamp(5 − 0.1 (T_dry − 25), 2.5, 9): assumed, air-cooled condensers between −15 and 50 °C. */
export const performance = (dryBulb: Celsius): number => Math.min(9, Math.max(2.5, 5 - 0.1 * (dryBulb - 25)));

/** Water of an evaporating surface [L/J of heat]: evaporation/latent heat, and what is drained so that salts concentrate no more than `cycles` times.
 *  1.96 L/kWh where all heat evaporates at 4 cycles. */
export const evaporation = (share: Ratio, cycles: number): number => LITRES_PER_JOULE * share * (1 + 1 / (cycles - 1));

const ASSUMED = 'assumed; the annual tables of docs/model.md hold for it';

/** Fields that every kind has, with its own defaults. */
export const coolingShape = (supply: string, back: string, approach: number, auxiliary: string, time: string) => ({
  supply: defaulting(
    quantity('temperature', 'What chips breathe, or the coolant that reaches them.', { min: 10, max: 60 }),
    supply,
    ASSUMED,
  ),
  return: defaulting(
    quantity('temperature', 'Air or coolant that comes back from the chips.', { min: 15, max: 80 }),
    back,
    ASSUMED,
  ),
  approach: defaulting(
    quantity('temperature difference', 'How close to the outside temperature the heat exchanger comes.', {
      min: 0,
      max: 20,
    }),
    `${approach} K`,
    ASSUMED,
  ),
  auxiliary: defaulting(ratio('Fans and pumps at the rated heat, as a share of it.', { max: 0.5 }), auxiliary, ASSUMED),
  timeConstant: defaulting(
    quantity('time', 'Time constant of the temperature once cooling fails.', { min: 1, max: 7200 }),
    time,
    'assumed, picked from 3–10 minutes for air and 30–60 s for direct liquid',
  ),
});

interface Values {
  readonly supply: Celsius;
  readonly return: Celsius;
  readonly approach: number;
  readonly auxiliary: Ratio;
  readonly timeConstant: Seconds;
}

/** An economiser that gives heat to outside air, dry: how close it comes depends on the dry bulb alone. */
export const dryEconomiser = ({ supply, return: back, approach, auxiliary, timeConstant }: Values): Cooling => ({
  freeShare: ({ dryBulb }) => economiser(dryBulb, supply, back, approach),
  auxiliary,
  water: 0,
  supply,
  timeConstant,
});

/** A supply below the return, and a return that the outside can be told from. */
export const coolingIssues = (values: { readonly supply: Celsius; readonly return: Celsius }) =>
  values.return > values.supply
    ? []
    : [{ path: ['return'], expected: `a temperature above the supply of ${values.supply} degC` }];
