/** The shelf of power sources and stores. */
import type { Issue } from '../../schema/issue.js';
import { checkFrom, makeFrom, type ShelfValue, shelfField } from '../../schema/shelf.js';
import type { Store } from '../storage/store.js';
import { battery } from './battery.js';
import { gas } from './gas.js';
import { genset } from './genset.js';
import { grid } from './grid.js';
import { hydro } from './hydro.js';
import { line } from './line.js';
import { nuclear } from './nuclear.js';
import { ppa } from './ppa.js';
import { solar } from './solar.js';
import type { Source, SourceContext } from './source.js';
import { wind } from './wind.js';

export const sources = [grid, solar, wind, hydro, gas, nuclear, genset, ppa, line, battery] as const;

export const sourceField = shelfField(sources, 'Where electricity comes from, or waits.');

export type SourceValue = ShelfValue<typeof sourceField>;

export const makeSource = (value: SourceValue, context: SourceContext): Source | Store =>
  makeFrom<Source | Store>(sources, value, context);

/** What is wrong between the fields of a source, or between the sources of a site; paths are inside the list. */
export const sourceIssues = (values: readonly SourceValue[], isHeldBack: boolean): readonly Issue[] => {
  const own = values.flatMap((value, row) =>
    checkFrom(sources, value).map((issue) => ({ ...issue, path: [row, ...issue.path] })),
  );
  const bears = values.some(
    (value) => value.kind === 'grid' && value.outages === undefined && value.outageTimes === undefined,
  );
  return bears || isHeldBack
    ? own
    : [
        ...own,
        {
          path: [],
          expected:
            'a grid without outages, or a block power.shortage that says what chips do when power is not there (shortage: {} takes the defaults)',
        },
      ];
};

export const isStore = (made: Source | Store): made is Store => 'acceptable' in made;
