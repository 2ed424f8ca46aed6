/** Reads the series that a scenario names, each file once, and checks them against the run. */
import { resolveRegion } from '../economy/regions/index.js';
import { Calendar, calendarFrom } from '../power/calendar.js';
import { type SeriesTables, seriesIn, seriesIssues, tableKey } from '../power/series/aligned.js';
import { readSeries, type SeriesTable } from '../power/series/table.js';
import type { Issue } from '../schema/issue.js';
import type { Seconds } from '../units/quantity.js';
import type { Files } from './files.js';
import { atPath, openNamed } from './open.js';
import type { Scenario } from './scenario.js';

export const seriesOf = (
  scenario: Scenario,
  file: string,
  files: Files,
  locate: (issue: Issue) => Issue,
): { readonly series: SeriesTables; readonly issues: readonly Issue[] } => {
  const named = seriesIn(scenario.power, ['power']);
  const series = new Map<string, SeriesTable>();
  const issues: Issue[] = [];
  const zone: Seconds = scenario.site.zone ?? resolveRegion(scenario.site.region, ({ amount }) => amount).zone;
  /** A start that is no date is told elsewhere. */
  const { start } = calendarFrom(scenario.start, zone) ?? new Calendar(Number.NaN);
  for (const key of new Set(named.map(({ spec }) => tableKey(spec)))) {
    const users = named.filter(({ spec }) => tableKey(spec) === key);
    const { path, spec } = users[0]!;
    const columns = [...new Set(users.map((user) => user.spec.column))];
    const answer = openNamed(spec.file, 'a series', file, files, (chunks) => readSeries(chunks, columns, spec.time));
    if ('issues' in answer) {
      issues.push(...atPath(answer.issues, [...path, 'file'], locate));
      continue;
    }
    series.set(key, answer.table);
    for (const user of users)
      issues.push(...atPath(seriesIssues(user.spec, answer.table, start, start + scenario.horizon), user.path, locate));
  }
  return { series, issues };
};
