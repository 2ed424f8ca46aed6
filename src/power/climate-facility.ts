/** A building whose overhead follows load and weather: conversion, fans and pumps, compressors, water.
 *
 *   meter ──▶ conversion ──▶ IT load ──heat──▶ economiser ──rest──▶ compressors
 *                 │                    ▲              └──▶ fans, pumps, water
 *                 └── share inside ────┘
 *
 *  Q = P_IT + inside · losses; P_aux = rated · aux (.3 + .2 l² + .5 l³), l = Q/Q_rated; P_mech = (1 − e) Q / COP (docs/model.md, Facility). */
import type { Ratio, Seconds, Watts } from '../units/quantity.js';
import type { Climate, Facility } from './building.js';
import {
  type ConversionValue,
  conversionCurve,
  type LossCurve,
  lossAt,
  marginalLoss,
  rideThrough,
} from './conversion.js';
import { type Cooling, performance, type Weather } from './cooling/cooling.js';

/** Fans and pumps over their draw at rated heat: a part that always runs, one as the square and one as the cube of the heat. Assumed:
 *  affinity laws with a floor below which drives are not turned down. */
const AUXILIARY = { fixed: 0.3, square: 0.2, cube: 0.5 } as const;

export interface ClimateSpec {
  readonly cooling: Cooling;
  readonly conversion: ConversionValue;
  /** Provisioned IT power. */
  readonly rated: Watts;
  readonly weather: (time: Seconds) => Weather;
  /** Whether cooling runs at an instant. */
  readonly runs: (time: Seconds) => boolean;
}

export class ClimateFacility implements Facility {
  private readonly curve: LossCurve;
  private readonly inside: Ratio;
  private readonly ratedHeat: Watts;

  constructor(private readonly spec: ClimateSpec) {
    this.curve = conversionCurve(spec.conversion);
    this.inside = spec.conversion.inside;
    this.ratedHeat = this.heat(spec.rated);
  }

  sitePower(it: Watts, time: Seconds): Watts {
    return it + this.losses(it, time);
  }

  losses(it: Watts, time: Seconds): Watts {
    const { conversion, auxiliary, compressors } = this.climate(it, time);
    return conversion + auxiliary + compressors;
  }

  /** Newton steps from above: the meter's power grows ever faster with the load, so each step stays above the answer. */
  itPower(site: Watts, time: Seconds): Watts {
    if (!Number.isFinite(site)) return site;
    if (site <= this.sitePower(0, time)) return 0;
    let it = site;
    for (let step = 0; step < 50; step++) {
      const over = this.sitePower(it, time) - site;
      if (over <= 1e-12 * site) break;
      it -= over / this.marginalPue(it, time);
    }
    return it;
  }

  marginalPue(it: Watts, time: Seconds): Ratio {
    const { rated, cooling } = this.spec;
    const loss = marginalLoss(this.curve, it, rated);
    if (!this.spec.runs(time)) return 1 + loss;
    const load = this.heat(it) / this.ratedHeat;
    const perHeat =
      (rated * cooling.auxiliary * (2 * AUXILIARY.square * load + 3 * AUXILIARY.cube * load * load)) / this.ratedHeat +
      this.compressorShare(time);
    return 1 + loss + perHeat * (1 + this.inside * loss);
  }

  rideThrough(it: Watts): Seconds | null {
    const { bridge } = this.spec.conversion;
    return bridge === undefined ? null : rideThrough(bridge, this.curve, it, this.spec.rated);
  }

  climate(it: Watts, time: Seconds): Climate {
    const { rated, cooling } = this.spec;
    const conversion = lossAt(this.curve, it, rated);
    if (!this.spec.runs(time)) return { conversion, auxiliary: 0, compressors: 0, water: 0 };
    const heat = it + this.inside * conversion;
    const load = heat / this.ratedHeat;
    const { fixed, square, cube } = AUXILIARY;
    const compressors = heat * this.compressorShare(time);
    return {
      conversion,
      auxiliary: rated * cooling.auxiliary * (fixed + square * load ** 2 + cube * load ** 3),
      compressors,
      water: (heat + compressors) * cooling.water,
    };
  }

  private heat(it: Watts): Watts {
    return it + this.inside * lossAt(this.curve, it, this.spec.rated);
  }

  /** Compressor watts for one watt of heat in this weather. */
  private compressorShare(time: Seconds): Ratio {
    const weather = this.spec.weather(time);
    return (1 - this.spec.cooling.freeShare(weather)) / performance(weather.dryBulb);
  }
}
