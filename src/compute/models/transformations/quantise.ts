/** Weights in another format; keys and values keep theirs, which is the plan's to choose. */
import { choice, fields } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { PRECISIONS, type PrecisionName } from '../../precision.js';
import { caveated, type Transformation } from './transformation.js';

export const quantise =
  ({ to }: { readonly to: PrecisionName }): Transformation =>
  (model) =>
    caveated(
      { ...model, native: to },
      `Weights are taken to ${to} from ${model.native}: what that does to the answers is not known here; weight-only formats speed up writing, not reading.`,
    );

export const quantiseEntry = entry({
  kind: 'quantise',
  doc: 'Weights in another format.',
  fields: fields({ to: choice(PRECISIONS, 'Format of the weights.') }),
  make: quantise,
});
