/** Requests like the ticking of a clock. */
import { fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { type ArrivalProcess, skips } from './process.js';

export const constant = entry({
  kind: 'constant',
  doc: 'Equal gaps between requests; a group that receives a share of them sees whole numbers of gaps.',
  fields: fields({}),
  make: (): ArrivalProcess => ({
    gaps: (draw, share) => {
      const skip = skips(draw, share);
      return (into) => {
        for (let i = 0; i < into.length; i++) into[i] = skip();
      };
    },
  }),
});
