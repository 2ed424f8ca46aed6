/** Distillation: a student of the same family, smaller in depth and width, taught by the model it comes from. */
import { fields, quantity, ratio } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { type Model, parameters } from '../model.js';
import { caveated, reshaped, shallower, type Transformation } from './transformation.js';

export interface Distillation {
  /** Shares of the teacher that the student keeps. */
  readonly layers: number;
  readonly width: number;
  /** Tokens it is taught on. */
  readonly tokens: number;
}

/** Arithmetic of teaching [FLOP]: 2 per active parameter and token for the teacher's forward pass, 6 for the student's training
 *  (Kaplan et al., arXiv 2001.08361, section 2.1; attention over context left out). */
export const teachingFlop = (teacher: Model, student: Model, tokens: number): number =>
  tokens * (2 * parameters(teacher).active + 6 * parameters(student).active);

export const distil =
  ({ layers, width, tokens }: Distillation): Transformation =>
  (teacher) => {
    const student = reshaped(shallower(teacher, layers), { width, experts: 1, active: 1 });
    const flop = teachingFlop(teacher, student, tokens);
    return caveated(
      student,
      `Distilled from ${teacher.name}: its answers are not the teacher's, by how much is not known here; teaching it takes about ${flop.toExponential(1)} FLOP once, which no cost here contains.`,
    );
  };

export const distilEntry = entry({
  kind: 'distil',
  doc: 'A student of the same family, smaller in depth and width.',
  fields: fields({
    layers: ratio('Share of layers the student keeps.', { min: 0.05 }),
    width: ratio('Share of feed-forward and expert width the student keeps; widths stay multiples of 128.', {
      min: 0.05,
    }),
    tokens: quantity('tokens', 'Tokens it is taught on.', { above: 0, max: 1e16 }),
  }),
  make: distil,
});
