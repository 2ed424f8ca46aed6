/** The shelf of rate shapes. */
import { either, list } from '../../schema/field.js';
import { makeFrom, shelfField } from '../../schema/shelf.js';
import type { Seconds } from '../../units/quantity.js';
import { diurnal } from './diurnal.js';
import { flat } from './flat.js';
import { hourly } from './hourly.js';
import { product, type Shape } from './shape.js';
import { spike } from './spike.js';

export const shapes = [flat, diurnal, hourly, spike] as const;

const one = shelfField(shapes, 'How the rate moves over the day.');

/** One shape, or a list of shapes that are multiplied. */
export const shapeField = either(
  one,
  list(one, 'Shapes on top of each other; their multipliers are multiplied.', { max: 100 }),
  'a shape such as {kind: diurnal, peak: 1.4, peakHour: 15}, or a list of shapes',
).meta({
  description: 'How the rate moves over the day; the mean over a day stays the stated rate, spikes come on top.',
});

/** The shape that parsed values describe; `clock` is the local time of day at the start of the run [s]. */
export const makeShape = (value: ShapeValue, clock: Seconds): Shape =>
  product((Array.isArray(value) ? value : [value]).map((item) => makeFrom<Shape>(shapes, item, clock)));

type ShapeItem = { readonly kind: string };
export type ShapeValue = ShapeItem | readonly ShapeItem[];
