/** Many independent callers, none of whom knows of the others. */
import { fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { standardExponential } from '../standard.js';
import type { ArrivalProcess } from './process.js';

/** Exponential gaps. A random share of a Poisson stream is a Poisson stream of that share of the rate. */
export const poisson = entry({
  kind: 'poisson',
  doc: 'Independent callers: exponential gaps, variance of counts equal to their mean.',
  fields: fields({}),
  make: (): ArrivalProcess => ({
    gaps: (draw, share) => {
      const scale = 1 / share;
      return (into) => {
        for (let i = 0; i < into.length; i++) into[i] = standardExponential(draw()) * scale;
      };
    },
  }),
});
