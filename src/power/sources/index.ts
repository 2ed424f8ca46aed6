/** The shelf of power sources. */
import { makeFrom, type ShelfValue, shelfField } from '../../schema/shelf.js';
import { grid } from './grid.js';
import type { Source, SourceContext } from './source.js';

export const sources = [grid] as const;

export const sourceField = shelfField(sources, 'Where electricity comes from.');

export type SourceValue = ShelfValue<typeof sourceField>;

export const makeSource = (value: SourceValue, context: SourceContext): Source =>
  makeFrom<Source>(sources, value, context);
