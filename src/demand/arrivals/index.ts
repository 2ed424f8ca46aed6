/** The shelf of arrival processes. */
import { makeFrom, shelfField } from '../../schema/shelf.js';
import { constant } from './constant.js';
import { gamma } from './gamma.js';
import { markovModulated } from './markov-modulated.js';
import { poisson } from './poisson.js';
import type { ArrivalProcess } from './process.js';
import { weibull } from './weibull.js';

export const arrivalProcesses = [constant, poisson, gamma, weibull, markovModulated] as const;

export const arrivalsField = shelfField(
  arrivalProcesses,
  'How requests are spread around the rate: evenly, at random, or in bursts.',
);

export const makeArrivals = (value: { readonly kind: string }): ArrivalProcess =>
  makeFrom<ArrivalProcess>(arrivalProcesses, value);
