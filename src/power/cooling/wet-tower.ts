/** Cooling towers: evaporation brings water near the wet bulb; compressors take the rest. */
import { defaulting, fields, number, ratio } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { type Cooling, coolingIssues, coolingShape, economiser, evaporation } from './cooling.js';

export const wetTower = entry({
  kind: 'wet-tower',
  doc: 'Cooling towers: evaporation brings water near the wet bulb, which cools the hall as far as that allows; compressors take the rest and reject through the same towers.',
  fields: fields({
    ...coolingShape('20 degC', '32 degC', 4, '5.5%', '5 minute'),
    evaporative: defaulting(
      ratio('Share of the rejected heat that evaporates water.'),
      '90%',
      'assumed; the rest warms the air',
    ),
    cycles: defaulting(
      number('How often the water is used before it is drained: cycles of concentration.', { min: 1.5, max: 20 }),
      4,
      'assumed, picked from 3–7; 1.96 L/kWh where all heat evaporates',
    ),
  }),
  check: coolingIssues,
  make: ({ supply, return: back, approach, auxiliary, timeConstant, evaporative, cycles }): Cooling => ({
    freeShare: ({ wetBulb }) => economiser(wetBulb, supply, back, approach),
    auxiliary,
    water: evaporation(evaporative, cycles),
    supply,
    timeConstant,
  }),
});
