/** What power, buildings and money cost in a part of the world: each figure with its range and its source. */
import type { Fact } from '../../schema/fact.js';
import { JOULES_PER_KILOWATT_HOUR, SECONDS_PER_HOUR, SECONDS_PER_YEAR, type Seconds } from '../../units/quantity.js';

/** A fact with the range in which others put it. */
export interface Figure extends Fact<number> {
  readonly low?: number;
  readonly high?: number;
}

/** The figures of a region, in canonical units. */
export interface RegionFigures {
  /** Delivered all-in price of energy, before the facility's overhead [USD/J]. */
  readonly powerPrice: Figure;
  /** Average power usage effectiveness. */
  readonly pue: Figure;
  /** Building, power and cooling plant per watt of IT power [USD/W]. */
  readonly facilityPrice: Figure;
  /** Yearly cost of capital. */
  readonly capitalCost: Figure;
  /** Everything it costs to run a site but energy, per watt of IT power and second [USD/(W s)]. */
  readonly otherOperations: Figure;
  /** Average emissions of the grid's energy [kg/J]. */
  readonly carbon: Figure;
  /** Building maintenance, per watt of IT power and second [USD/(W s)]. */
  readonly facilityMaintenance: Figure;
  /** Insurance and tax per year as a share of the price of machines and building. */
  readonly insurance: Figure;
  /** Machine maintenance per year as a share of its price. */
  readonly itMaintenance: Figure;
  /** Software and staff per accelerator and second [USD/s]. */
  readonly software: Figure;
}

export interface Region extends RegionFigures {
  readonly id: string;
  readonly name: string;
  /** Other names a scenario may use: places inside the region. */
  readonly aliases: readonly string[];
  /** A town that stands for it where the sun's way matters: degrees north and east, metres above the sea. */
  readonly place: {
    readonly name: string;
    readonly latitude: number;
    readonly longitude: number;
    readonly altitude: number;
  };
  /** Local time without daylight saving [s east of UTC]. */
  readonly zone: Seconds;
  /** Years until the grid connects a large site, from and to. */
  readonly queueYears?: Fact<readonly [number, number]>;
  /** Capacity charge on top of the energy price at a flat load [USD/J]. */
  readonly capacityAdder?: Figure;
  /** What must hold for these figures to apply. */
  readonly condition?: string;
  /** Where sources disagree. */
  readonly note?: string;
}

/** A number as quoted (`0.36`) in a unit that is `unit` canonical ones, with its range and source. */
export const quoted =
  (unit: number) =>
  (value: number, source: string, tier: Figure['tier'], range?: readonly [number, number]): Figure => ({
    value: value * unit,
    source,
    tier,
    ...(range === undefined ? {} : { low: range[0] * unit, high: range[1] * unit }),
  });

export const plain = quoted(1);
export const perKilowattHour = quoted(1 / JOULES_PER_KILOWATT_HOUR);
export const perKilowatt = quoted(1e-3);
export const perKilowattYear = quoted(1e-3 / SECONDS_PER_YEAR);
export const perYear = quoted(1 / SECONDS_PER_YEAR);
export const gramsPerKilowattHour = quoted(1e-3 / JOULES_PER_KILOWATT_HOUR);
export const hoursEast = (hours: number): Seconds => hours * SECONDS_PER_HOUR;
