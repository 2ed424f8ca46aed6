/** What only the whole scenario can tell: pools that nobody asks, streams nobody serves, currencies without a rate. */
import { catalogueFrom } from '../compute/catalogue.js';
import { capacityIssues } from '../economy/capacity.js';
import { exchangeIssues, toDollars } from '../economy/price.js';
import { resolveRegion } from '../economy/regions/index.js';
import { calendarFrom } from '../power/calendar.js';
import { powerIssues } from '../power/plan.js';
import type { Issue } from '../schema/issue.js';
import { nearest } from '../schema/suggest.js';
import type { Money } from '../units/parse.js';
import { handOverIssues } from './hand-overs.js';
import type { Scenario } from './scenario.js';

export const scenarioIssues = (scenario: Scenario): Issue[] => {
  const { exchange } = scenario.economy;
  const rates = exchangeIssues(scenario, exchange);
  if (rates.length > 0) return [...rates];
  const dollars = (money: Money) => toDollars(money, exchange);
  const { catalogue, issues: entries } = catalogueFrom(scenario.catalogue, dollars);
  const issues: Issue[] = [...entries];
  if (calendarFrom(scenario.start, 0) === null) {
    issues.push({
      path: ['start'],
      found: scenario.start,
      expected: 'a date or local time, such as 2025-03-12 or 2025-03-12T06:00',
    });
  }
  twins(scenario.fleet, 'fleet', issues);
  twins(scenario.demand, 'demand', issues);

  scenario.fleet.forEach((pool, row) => {
    const chip = catalogue.chip(pool.chip);
    if (chip !== undefined)
      issues.push(...capacityIssues(chip, pool).map((issue) => ({ ...issue, path: ['fleet', row, ...issue.path] })));
    if (!scenario.demand.some(({ model }) => model === pool.model)) {
      issues.push({
        path: ['fleet', row, 'model'],
        found: pool.model,
        expected: `a model that some stream of the demand asks for: ${[...new Set(scenario.demand.map(({ model }) => model))].join(', ')}`,
      });
    }
  });
  issues.push(...handOverIssues(scenario));
  scenario.plan?.chips?.forEach((allowed, row) => {
    const chip = catalogue.chip(allowed.chip);
    const price = allowed.price ?? scenario.fleet.find((pool) => pool.chip === allowed.chip)?.price;
    if (chip !== undefined)
      issues.push(
        ...capacityIssues(chip, { price }).map((issue) => ({ ...issue, path: ['plan', 'chips', row, ...issue.path] })),
      );
  });
  scenario.demand.forEach(({ model, rate, weight }, row) => {
    const served = [...new Set(scenario.fleet.map((pool) => pool.model))];
    if (!served.includes(model)) {
      const hint = nearest(model, served);
      issues.push({
        path: ['demand', row, 'model'],
        found: model,
        expected: `a model that some pool of the fleet serves: ${served.join(', ')}`,
        ...(hint === undefined ? {} : { hint }),
      });
    }
    const isShare = rate?.of === 'capacity';
    if (weight !== undefined && !isShare)
      issues.push({
        path: ['demand', row, 'weight'],
        found: String(weight),
        expected: 'no weight: it divides a rate such as "60% of capacity" among the streams of one model',
      });
    const other = scenario.demand.find(
      (stream) =>
        isShare &&
        weight !== undefined &&
        stream.model === model &&
        stream.weight !== undefined &&
        stream.rate?.of === 'capacity' &&
        stream.rate.share !== rate.share,
    );
    if (other !== undefined)
      issues.push({
        path: ['demand', row, 'rate'],
        expected: `the same share of capacity as ${other.name}: streams with a weight divide one share`,
      });
  });
  scenario.failures.forEach(({ pools }, row) => {
    const known = scenario.fleet.map(({ name }) => name);
    pools?.forEach((pool, at) => {
      if (known.includes(pool)) return;
      const hint = nearest(pool, known);
      issues.push({
        path: ['failures', row, 'pools', at],
        found: pool,
        expected: `a pool of the fleet: ${known.join(', ')}`,
        ...(hint === undefined ? {} : { hint }),
      });
    });
  });
  const region = resolveRegion(scenario.site.region, dollars);
  issues.push(...powerIssues(scenario.power, region).map((issue) => ({ ...issue, path: ['power', ...issue.path] })));
  return issues;
};

const twins = (blocks: readonly { readonly name: string }[], key: string, issues: Issue[]): void => {
  blocks.forEach(({ name }, row) => {
    if (blocks.findIndex((other) => other.name === name) < row)
      issues.push({ path: [key, row, 'name'], found: name, expected: 'a name that no other block of the list has' });
    if (name.includes('.'))
      issues.push({
        path: [key, row, 'name'],
        found: name,
        expected: 'a name without dots, which separate the parts of a measure',
      });
  });
};
