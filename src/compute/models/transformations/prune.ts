/** Structured pruning: whole layers, feed-forward width or experts are taken out, and what is left is an ordinary smaller model.
 *  Unstructured zeros change nothing that serving hardware runs, so there is no kind for them. */
import { defaulting, fields, ratio } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { caveated, hasExperts, reshaped, shallower, type Transformation } from './transformation.js';

/** Shares that are taken out. */
export interface Pruning {
  readonly layers: number;
  readonly width: number;
  readonly experts: number;
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(3))}%`;

export const prune =
  ({ layers, width, experts }: Pruning): Transformation =>
  (model) => {
    const out = [
      ...(layers > 0 ? [`${percent(layers)} of layers`] : []),
      ...(width > 0 ? [`${percent(width)} of feed-forward width`] : []),
      ...(experts > 0 && hasExperts(model) ? [`${percent(experts)} of experts`] : []),
    ];
    if (out.length === 0) return model;
    return caveated(
      reshaped(shallower(model, 1 - layers), { width: 1 - width, experts: 1 - experts, active: 1 }),
      `Pruned of ${out.join(', ')}: what that does to the answers, and the training that would mend it, are not counted here.`,
    );
  };

const taken = (doc: string) => defaulting(ratio(doc, { max: 0.95 }), 0, 'nothing is taken out unless stated');

export const pruneEntry = entry({
  kind: 'prune',
  doc: 'Whole layers, feed-forward width or experts taken out.',
  fields: fields({
    layers: taken('Share of layers taken out, of each kind alike.'),
    width: taken('Share of feed-forward and expert width taken out; widths stay multiples of 128.'),
    experts: taken('Share of routed experts taken out.'),
  }),
  make: prune,
});
