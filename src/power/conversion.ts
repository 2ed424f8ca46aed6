/** What UPS, transformers and cables lose between the meter and the racks. */
import { choice, defaulting, fields, quantity, ratio } from '../schema/field.js';
import type { ShelfValue } from '../schema/shelf.js';
import type { Joules, Ratio, Seconds, Watts } from '../units/quantity.js';

/** UPS loss at load l over rated power, .012 + .010 l + .015 l²: η .942/.960/.964 at a quarter, half and full load. Assumed: the
 *  shape of a modular double-conversion unit, read off no data sheet. */
const UPS = { fixed: 0.012, linear: 0.01, square: 0.015 } as const;
/** In eco mode the load hangs on the grid and the converters stand by: 98.5 % at full load, assumed. */
const ECO = 0.015 / (UPS.fixed + UPS.linear + UPS.square);

export const conversionFields = fields({
  ups: defaulting(
    choice(['double-conversion', 'eco', 'none'], 'How the UPS works: always converting, standing by, or not there.'),
    'double-conversion',
    'assumed: what most halls run',
  ),
  bridge: quantity(
    'energy',
    'Energy in the batteries of the UPS, which carries chips and servers until other sources take over.',
    { above: 0 },
  ).optional(),
  distribution: defaulting(
    ratio('Loss of transformers and cables, as a share of what they carry.', { max: 0.2 }),
    '2%',
    'assumed, picked from 1.5–2.5%',
  ),
  inside: defaulting(
    ratio('Share of these losses that heats the cooled hall.'),
    0,
    'assumed: electrical rooms are ventilated apart',
  ),
}).meta({ description: 'Losses of UPS, transformers and cables.' });

export type ConversionValue = ShelfValue<typeof conversionFields>;

/** A loss that grows with the square of the load: fixed + linear l + square l², as shares of the rated power, l = load over rated. */
export interface LossCurve {
  readonly fixed: Ratio;
  readonly linear: Ratio;
  readonly square: Ratio;
}

export const conversionCurve = ({ ups, distribution }: ConversionValue): LossCurve => {
  const scale = ups === 'none' ? 0 : ups === 'eco' ? ECO : 1;
  return { fixed: UPS.fixed * scale, linear: UPS.linear * scale + distribution, square: UPS.square * scale };
};

/** Loss [W] at a load [W]. */
export const lossAt = ({ fixed, linear, square }: LossCurve, load: Watts, rated: Watts): Watts => {
  const share = load / rated;
  return rated * (fixed + linear * share + square * share * share);
};

/** How long the UPS alone carries a load [s]: B/(P + loss), B the energy in its batteries [J]. */
export const rideThrough = (bridge: Joules, curve: LossCurve, load: Watts, rated: Watts): Seconds =>
  bridge / (load + lossAt(curve, load, rated));

/** Loss added by one more watt of load. */
export const marginalLoss = ({ linear, square }: LossCurve, load: Watts, rated: Watts): Ratio =>
  linear + (2 * square * load) / rated;
