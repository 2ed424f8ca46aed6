/** Blocks of energy that each have their price: the more a month takes, the further it climbs. */
import { defaulting, fields, list, price, quantity } from '../../schema/field.js';
import type { Issue } from '../../schema/issue.js';
import { entry } from '../../schema/shelf.js';
import { energy, type Joules } from '../../units/quantity.js';
import { EnergyMeter } from './energy-meter.js';
import type { TariffContext, TariffPart } from './part.js';

const block = fields({
  upTo: quantity('energy', 'Energy of the month up to which this price holds. Left out in the last block alone.', {
    above: 0,
  }).optional(),
  price: price('energy price', 'Price of a kilowatt-hour within the block.'),
});

export const tiers = entry({
  kind: 'tiers',
  doc: 'A price per block of the month’s energy: the first megawatt-hours at one price, the next at another. Blocks begin again each month.',
  fields: fields({
    blocks: list(block, 'Blocks in order; the last has no end.', { max: 20 }),
    before: defaulting(
      quantity('energy', 'Energy that the month had taken before the run begins.', { min: 0 }),
      '0 MWh',
      'a run that begins within a month meets empty blocks',
    ),
  }),
  check: ({ blocks }): readonly Issue[] =>
    blocks.flatMap(({ upTo }, row): Issue[] => {
      const path = ['blocks', row, 'upTo'];
      const isLast = row === blocks.length - 1;
      if (isLast !== (upTo === undefined))
        return [
          { path, expected: isLast ? 'no end: the last block holds the rest' : 'an end, such as 500 MWh (missing)' },
        ];
      const below = blocks[row - 1]?.upTo ?? 0;
      return upTo !== undefined && upTo <= below ? [{ path, expected: 'an end beyond that of the block before' }] : [];
    }),
  make: ({ blocks, before }, { dollars }: TariffContext): TariffPart => {
    const ends = blocks.map(({ upTo }) => upTo ?? Number.POSITIVE_INFINITY);
    const rates = blocks.map((value) => dollars(value.price));
    const meters = blocks.map((value, row) => new EnergyMeter(`Energy, block ${row + 1}`, value.price, rates[row]!));
    let used: Joules = before;
    const open = () => ends.findIndex((end) => used < end);
    return {
      /** A full block is felt at the next meeting of chips and meters: how fast it fills is not known beforehand. */
      hangsOnUse: true,
      energyPrice: { at: () => rates[open()]!, nextChange: () => Number.POSITIVE_INFINITY },
      charge: ({ power, from, to }) => {
        let left = energy(power, to - from);
        let due = 0;
        while (left > 0) {
          const row = open();
          const taken = Math.min(left, ends[row]! - used);
          due += meters[row]!.add(taken);
          used = taken === left ? used + taken : ends[row]!;
          left -= taken;
        }
        return due;
      },
      lines: () => meters.map((meter) => meter.line()),
      turn: () => {
        used = 0;
        for (const meter of meters) meter.turn();
      },
    };
  },
});
