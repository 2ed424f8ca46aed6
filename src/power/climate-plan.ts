/** The fields of a building that follows the weather, what may be wrong between them, and the building they describe. */
import { defaulting, fields, list, quantity, ratio } from '../schema/field.js';
import type { Issue } from '../schema/issue.js';
import type { ShelfValue } from '../schema/shelf.js';
import type { Ratio, Watts } from '../units/quantity.js';
import { ClimateFacility } from './climate-facility.js';
import { conversionFields } from './conversion.js';
import { checkCooling, coolingField, makeCooling } from './cooling/index.js';
import { weatherFields, weatherFrom } from './cooling/weather.js';
import type { RoomSpec } from './room.js';
import type { SeriesContext } from './series/aligned.js';

const roomFields = fields({
  rise: defaulting(
    quantity('temperature difference', 'By how much the rated heat alone would warm the hall in the end.', {
      min: 1,
      max: 500,
    }),
    '60 K',
    'assumed, picked from 40–100 K: with five minutes of time constant a full hall warms by 11 K in the first minute',
  ),
  throttle: defaulting(
    quantity('temperature difference', 'How far above the supply chips begin to slow down.', { min: 1, max: 100 }),
    '16 K',
    'assumed: 40 degC for air at 24, just below the allowable limits of class A3 (ASHRAE TC 9.9)',
  ),
  restore: defaulting(
    quantity('temperature difference', 'How far above the supply they run freely again.', { min: 0.1, max: 100 }),
    '6 K',
    'assumed: well below, so that they do not hunt',
  ),
  share: defaulting(
    ratio('IT power that hot chips are held to, as a share of what is provisioned.', { min: 0.01 }),
    '40%',
    'assumed, picked from 30–60%: hardware slowdown of hot accelerators',
  ),
}).meta({ description: 'How the hall warms without cooling, and what hot chips do.' });

const failureFields = fields({
  start: quantity('time', 'When cooling stops, from the start of the run.', { min: 0 }),
  duration: quantity('time', 'How long it stands still.', { min: 1, max: 604_800 }),
}).meta({ description: 'A time without cooling.' });

/** Fields beside those of the plain building. */
export const climateShape = {
  cooling: coolingField.optional().meta({
    description:
      'How heat leaves the hall, hour by hour with the weather. Left out: the stated PUE, a straight line in the load.',
  }),
  weather: weatherFields.optional(),
  conversion: defaulting(conversionFields, {}, 'a double-conversion UPS; only beside `cooling`'),
  room: defaulting(roomFields, {}, 'only matters where cooling fails'),
  coolingFailures: list(failureFields, 'Times without cooling.', { max: 1000 }).optional(),
};

const climateFields = fields(climateShape);
export type ClimateValues = ShelfValue<typeof climateFields>;

interface PlainValues {
  readonly pue?: number | undefined;
  readonly marginalPue?: number | undefined;
}

/** Paths are inside the facility block. */
export const climateIssues = (
  { cooling, weather, room, coolingFailures = [], pue, marginalPue }: ClimateValues & PlainValues,
  isReactive: boolean,
): readonly Issue[] => {
  if (cooling === undefined) {
    const isMissed = weather !== undefined || coolingFailures.length > 0;
    return isMissed
      ? [{ path: ['cooling'], expected: 'a kind of cooling beside its weather and failures (missing)' }]
      : [];
  }
  const issues: Issue[] = checkCooling(cooling).map((issue) => ({ ...issue, path: ['cooling', ...issue.path] }));
  for (const [name, value] of Object.entries({ pue, marginalPue }))
    if (value !== undefined)
      issues.push({
        path: [name],
        found: String(value),
        expected: `no ${name} beside cooling, which gives it hour by hour`,
      });
  if (weather === undefined)
    issues.push({
      path: ['weather'],
      expected:
        'the weather that cooling meets, such as {dryBulb: 18 degC} or {dryBulb: {file: weather.csv, column: NAME, unit: degC}} (missing)',
    });
  if (room.restore >= room.throttle)
    issues.push({ path: ['room', 'restore'], expected: `less than the ${room.throttle} K at which chips slow down` });
  if (coolingFailures.length > 0 && !isReactive)
    issues.push({
      path: ['coolingFailures'],
      expected:
        'a block power.shortage beside them ({} takes its defaults): without it nothing slows the chips of a hot hall',
    });
  coolingFailures.forEach(({ start }, row) => {
    const before = coolingFailures[row - 1];
    if (before !== undefined && start < before.start + before.duration)
      issues.push({ path: ['coolingFailures', row, 'start'], expected: 'a failure after the end of the one before' });
  });
  return issues;
};

export interface ClimateSite {
  readonly facility: ClimateFacility;
  /** null where cooling never fails. */
  readonly room: RoomSpec | null;
  /** IT power that a hot hall is held to, as a share of what is provisioned. */
  readonly hotShare: Ratio;
}

/** The building that parsed fields describe; null where they describe none that follows the weather. */
export const climateSite = (values: ClimateValues, rated: Watts, context: SeriesContext): ClimateSite | null => {
  const { cooling: cooled, weather, conversion, room, coolingFailures = [] } = values;
  if (cooled === undefined || weather === undefined) return null;
  const cooling = makeCooling(cooled);
  const failures = coolingFailures.map(({ start, duration }) => ({ from: start, to: start + duration }));
  return {
    facility: new ClimateFacility({
      cooling,
      conversion,
      rated,
      weather: weatherFrom(weather, context),
      runs: (time) => !failures.some(({ from, to }) => time >= from && time < to),
    }),
    room:
      failures.length === 0
        ? null
        : {
            supply: cooling.supply,
            rise: room.rise,
            timeConstant: cooling.timeConstant,
            throttle: cooling.supply + room.throttle,
            restore: cooling.supply + room.restore,
            failures,
          },
    hotShare: room.share,
  };
};
