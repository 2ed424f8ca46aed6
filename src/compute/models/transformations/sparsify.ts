/** Wider sparsity: more experts of the same shape, fewer of them visited by each token. */
import { defaulting, fields, number, ratio } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { caveated, hasExperts, reshaped, type Transformation } from './transformation.js';

export interface Sparsity {
  /** Times as many experts. */
  readonly experts: number;
  /** Share of the experts visited before that are visited still; at least one. */
  readonly active: number;
}

/** A model without experts stays as it is. */
export const sparsify =
  ({ experts, active }: Sparsity): Transformation =>
  (model) =>
    hasExperts(model)
      ? caveated(
          reshaped(model, { width: 1, experts, active }),
          `Made sparser (${experts} times the experts, ${Number((100 * active).toPrecision(3))}% of them visited as before): such a model would have to be trained; how well it answers is not known here.`,
        )
      : caveated(model, 'Asked to be made sparser, but it has no experts: unchanged.');

export const sparsifyEntry = entry({
  kind: 'sparsify',
  doc: 'More experts, fewer of them visited by each token.',
  fields: fields({
    experts: defaulting(number('Times as many experts.', { min: 1, max: 64 }), 1, 'as many as before unless stated'),
    active: defaulting(
      ratio('Share of the experts a token visited that it visits still.', { min: 0.01 }),
      1,
      'as many as before unless stated',
    ),
  }),
  make: sparsify,
});
