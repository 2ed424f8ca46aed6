/** The power block of a scenario file, and the site it describes: the one call that wires meter, building and tariff. */
import type { Stream } from '../kernel/chance.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Fact } from '../schema/fact.js';
import { defaulting, fields, list, quantity } from '../schema/field.js';
import type { Issue } from '../schema/issue.js';
import type { ShelfValue } from '../schema/shelf.js';
import type { Money } from '../units/parse.js';
import {
  type Dollars,
  type DollarsPerJoule,
  type Ratio,
  SECONDS_PER_HOUR,
  SECONDS_PER_YEAR,
  type Seconds,
  type Watts,
} from '../units/quantity.js';
import type { Calendar } from './calendar.js';
import { climateIssues, climateShape, climateSite } from './climate-plan.js';
import { facilityFields, facilityIssues, facilitySpec, LinearFacility } from './facility.js';
import type { SeriesTables } from './series/aligned.js';
import { shortageFields } from './shortage/plan.js';
import { Site } from './site.js';
import { isStore, makeSource, sourceField, sourceIssues } from './sources/index.js';
import type { Source } from './sources/source.js';
import { makeTariff, partsOf, tariffField, tariffIssues } from './tariffs/index.js';
import type { Place } from './weather/sun.js';

export const powerFields = fields({
  tariff: tariffField.optional().meta({
    description: 'What the electricity at the site meter costs. Left out: the region’s price at all hours.',
  }),
  sources: defaulting(
    list(sourceField, 'Where electricity comes from, in the order in which it is used.', { max: 50 }),
    [{ kind: 'grid' }],
    'a site without sources of its own hangs on the grid',
  ),
  facility: defaulting(
    fields({ ...facilityFields.shape, ...climateShape }).meta({
      description: 'Cooling and conversion around the chips.',
    }),
    {},
    'cooling and conversion of the region',
  ),
  shortage: shortageFields.optional().meta({
    description:
      'How the site answers when its sources cannot carry its load. Left out: the chips run on, and what passed a limit is reported.',
  }),
  interval: defaulting(
    quantity('time', 'How often chips and meters meet; between meetings the site holds the mean draw.', {
      min: 1,
      max: 300,
    }),
    '60 s',
    'assumed: finer than any tariff window, coarse enough to cost nothing',
  ),
});

export type PowerValues = ShelfValue<typeof powerFields>;

/** What the site takes from the region, the run and the fleet. */
export interface SiteContext {
  readonly name: string;
  readonly calendar: Calendar;
  /** Files of prices, carbon and weather that the block names. */
  readonly series: SeriesTables;
  /** Local time at the site [s east of UTC]. */
  readonly zone: Seconds;
  /** Turns a stated price into dollars at the run's stated exchange rate. */
  dollars(money: Money): Dollars;
  /** IT power that all chips and their servers are provisioned for [W]. */
  readonly provisioned: Watts;
  readonly place: Place;
  /** A stream of draws for one purpose. */
  chance(purpose: string): Stream;
  readonly region: RegionPower;
}

/** What a region says about power. */
export interface RegionPower {
  /** Delivered price of energy [USD/J]. */
  readonly powerPrice: Fact;
  readonly pue: Fact;
  /** Average emissions of the grid [kg/J]. */
  readonly carbon: Fact;
}

/** Wires a site; call `start()` once everything else is wired too. */
export const makeSite = (kernel: Kernel, values: PowerValues, context: SiteContext): Site => {
  const { provisioned } = context;
  const climate = climateSite(values.facility, provisioned, context);
  const facility =
    climate?.facility ?? new LinearFacility(facilitySpec(values.facility, context.region.pue.value, provisioned));
  const kinds = values.sources.map(({ kind }) => kind);
  const tariff = makeTariff(values.tariff ?? [{ kind: 'flat', price: regionPrice(context.region) }], context);
  const made = values.sources.map((value, index) => {
    const isOnlyOne = kinds.filter((kind) => kind === value.kind).length === 1;
    return makeSource(value, {
      name: isOnlyOne ? value.kind : `${value.kind}-${index + 1}`,
      now: () => kernel.now,
      regionCarbon: context.region.carbon.value,
      calendar: context.calendar,
      series: context.series,
      price: tariff.energyPrice,
      dollars: context.dollars,
      place: context.place,
      chance: context.chance,
    });
  });
  const sources = made.filter((one) => !isStore(one)) as readonly Source[];
  return new Site(context.name, kernel, {
    facility,
    room: climate?.room ? { spec: climate.room, hot: climate.hotShare * provisioned, rated: provisioned } : null,
    sources,
    stores: made.filter(isStore),
    outlet: sources.find(({ outlet }) => outlet !== undefined)?.outlet ?? null,
    dear:
      values.shortage?.dear === undefined
        ? undefined
        : {
            above: context.dollars(values.shortage.dear.above) as number,
            keep: values.shortage.dear.keep * provisioned,
          },
    tariff,
    interval: values.interval,
  });
};

/** Whether the site solves linear programs as it runs; the doors load the solver before. */
export const usesSolver = ({ sources }: PowerValues): boolean =>
  sources.some((source) => source.kind === 'battery' && source.policy.kind === 'look-ahead');

/** What is wrong with a parsed power block in this region; paths are inside the block. */
export const powerIssues = (values: PowerValues, region: RegionPower): readonly Issue[] => [
  ...(values.tariff === undefined ? [] : inside(['tariff'], tariffIssues(values.tariff, values.interval))),
  ...inside(['sources'], sourceIssues(values.sources, values.shortage !== undefined)),
  ...inside(['sources'], exportIssues(values)),
  ...inside(['facility'], climateIssues(values.facility, values.shortage !== undefined)),
  ...(values.facility.cooling === undefined
    ? inside(['facility'], facilityIssues(values.facility, region.pue.value))
    : []),
];

/** One way out, and somebody who pays for what leaves by it. */
const exportIssues = ({ sources, tariff }: PowerValues): readonly Issue[] => {
  const rows = sources.flatMap((source, row) =>
    source.kind === 'grid' && source.exportLimit !== undefined ? [row] : [],
  );
  const isPaid = tariff !== undefined && partsOf(tariff).some(({ kind }) => kind === 'export');
  return rows.flatMap((row, at) => [
    ...(at === 0
      ? []
      : [
          {
            path: [row, 'exportLimit'],
            expected: `one way out of the site, which sources[${rows[0]}] is: there is one meter and one export price`,
          },
        ]),
    ...(isPaid
      ? []
      : [
          {
            path: [row, 'exportLimit'],
            expected:
              'a part in power.tariff that says what leaving energy earns, such as {kind: export, price: "20 USD/MWh"}: nothing is given away',
          },
        ]),
  ]);
};

const inside = (path: Issue['path'], issues: readonly Issue[]): readonly Issue[] =>
  issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));

/** What a flat load pays over a year of 8,760 h from the start of the run, all parts of the tariff over its energy [USD/J]. */
export const flatLoadPrice = (
  values: PowerValues,
  context: Pick<SiteContext, 'calendar' | 'zone' | 'series' | 'dollars' | 'region' | 'chance'>,
): DollarsPerJoule => {
  const tariff = makeTariff(values.tariff ?? [{ kind: 'flat', price: regionPrice(context.region) }], context);
  return tariff.charge(1, 0, SECONDS_PER_YEAR) / SECONDS_PER_YEAR;
};

/** PUE at a constant share of the provisioned IT power over a year of 8,760 h from the start of the run, hour by hour where the building
 *  follows the weather; else the stated or the region's, whatever the load. */
export const flatLoadPue = (
  values: PowerValues,
  context: Pick<SiteContext, 'calendar' | 'series' | 'region' | 'provisioned'>,
  share: Ratio,
): Ratio => {
  const climate = climateSite(values.facility, context.provisioned, context);
  if (climate === null) return values.facility.pue ?? context.region.pue.value;
  const it = share * context.provisioned;
  const hours = SECONDS_PER_YEAR / SECONDS_PER_HOUR;
  let site = 0;
  for (let hour = 0; hour < hours; hour++) site += climate.facility.sitePower(it, hour * SECONDS_PER_HOUR);
  return site / hours / it;
};

const regionPrice = ({ powerPrice }: RegionPower): Money => ({ amount: powerPrice.value, currency: 'USD' });
