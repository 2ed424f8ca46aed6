/** The shelf of power sources and stores. */
import { makeFrom, type ShelfValue, shelfField } from '../../schema/shelf.js';
import type { Store } from '../storage/store.js';
import { battery } from './battery.js';
import { grid } from './grid.js';
import { hydro } from './hydro.js';
import { solar } from './solar.js';
import type { Source, SourceContext } from './source.js';
import { wind } from './wind.js';

export const sources = [grid, solar, wind, hydro, battery] as const;

export const sourceField = shelfField(sources, 'Where electricity comes from, or waits.');

export type SourceValue = ShelfValue<typeof sourceField>;

export const makeSource = (value: SourceValue, context: SourceContext): Source | Store =>
  makeFrom<Source | Store>(sources, value, context);

export const isStore = (made: Source | Store): made is Store => 'acceptable' in made;
