/** The figures that a site's electricity rests on, as text with their sources, for the bibliography of a run. */
import { type Fact, fact } from '../schema/fact.js';
import { JOULES_PER_KILOWATT_HOUR } from '../units/quantity.js';
import { facilitySpec, GROWING_SHARE } from './facility.js';
import type { PowerValues, RegionPower } from './plan.js';
import type { SeriesSpec } from './series/field.js';
import { findTariffPreset } from './tariffs/index.js';

type NamedFact = Fact<string> & { readonly name: string; readonly path: string };

const STATED = 'stated in the scenario';

/** Each figure with the path where a scenario would override it. */
export const powerFacts = (values: PowerValues, region: RegionPower): readonly NamedFact[] => [
  { name: 'price of power', path: 'power.tariff', ...tariffFact(values.tariff, region) },
  ...buildingFacts(values, region),
  ...values.sources.flatMap((source, index) =>
    source.kind === 'grid'
      ? [
          {
            name: 'carbon of the grid',
            path: `power.sources[${index}].carbon`,
            ...orStated(source.carbon, region.carbon, gramsPerKilowattHour),
          },
        ]
      : [],
  ),
];

/** The PUE of a building that is a straight line, or what a building that follows the weather is assumed to be. */
const buildingFacts = ({ facility }: PowerValues, region: RegionPower): readonly NamedFact[] => {
  const { cooling, weather, conversion } = facility;
  if (cooling !== undefined && weather !== undefined) {
    const curves = 'assumed: curves of docs/model.md, Facility';
    const bulb =
      typeof weather.dryBulb === 'number'
        ? `${weather.dryBulb} °C`
        : `column ${weather.dryBulb.column} of ${weather.dryBulb.file}`;
    return [
      {
        name: 'cooling',
        path: 'power.facility.cooling',
        ...fact(
          `${cooling.kind}, ${cooling.supply}/${cooling.return} °C, fans and pumps ${percent(cooling.auxiliary)}`,
          curves,
          'estimate',
        ),
      },
      { name: 'weather', path: 'power.facility.weather', ...fact(`dry bulb ${bulb}`, STATED, 'estimate') },
      {
        name: 'UPS and cables',
        path: 'power.facility.conversion',
        ...fact(`${conversion.ups}, cables ${percent(conversion.distribution)}`, curves, 'estimate'),
      },
    ];
  }
  const { marginalPue } = facilitySpec(facility, region.pue.value, 1);
  return [
    { name: 'PUE', path: 'power.facility.pue', ...orStated(facility.pue, region.pue, String) },
    {
      name: 'marginal PUE',
      path: 'power.facility.marginalPue',
      ...(facility.marginalPue === undefined
        ? fact(
            marginalPue.toFixed(3),
            `assumed: ${GROWING_SHARE * 100}% of the overhead grows with the load, picked from 40–90%`,
            'estimate',
          )
        : fact(String(marginalPue), STATED, 'estimate')),
    },
  ];
};

const gramsPerKilowattHour = (value: number): string => `${Math.round(value * JOULES_PER_KILOWATT_HOUR * 1000)} g/kWh`;

const percent = (share: number): string => `${Number((share * 100).toPrecision(4))}%`;

const orStated = (
  stated: number | SeriesSpec | undefined,
  otherwise: Fact,
  show: (value: number) => string,
): Fact<string> =>
  stated === undefined
    ? { ...otherwise, value: show(otherwise.value) }
    : fact(typeof stated === 'number' ? show(stated) : `column ${stated.column} of ${stated.file}`, STATED, 'estimate');

const tariffFact = (tariff: PowerValues['tariff'], { powerPrice }: RegionPower): Fact<string> => {
  if (tariff === undefined) {
    const perKilowattHour = Number((powerPrice.value * JOULES_PER_KILOWATT_HOUR).toPrecision(4));
    return { ...powerPrice, value: `${perKilowattHour} USD/kWh at all hours` };
  }
  const preset = typeof tariff === 'string' ? findTariffPreset(tariff) : undefined;
  return preset === undefined
    ? fact(`a tariff of ${tariff.length} parts`, STATED, 'estimate')
    : fact(preset.doc, preset.source, preset.tier, preset.on);
};
