/** The chosen fleet as a scenario file that extends the one it was planned for: only what changes, so that the file stays the user's. */
import type { PoolSpec, Scenario } from '../../scenario/scenario.js';
import { failuresFor, type PlanAnswer } from '../../study/planning/plan.js';
import type { Money } from '../../units/parse.js';

const quoted = (text: string): string => JSON.stringify(text);
const money = ({ amount, currency }: Money): string => quoted(`${amount} ${currency}`);

/** `key: value` lines of a pool; a key that the original states and the plan does not is taken out. */
const poolLines = (pool: PoolSpec, original: PoolSpec): readonly string[] => {
  const gone = (key: keyof PoolSpec): readonly string[] =>
    original[key] !== undefined && pool[key] === undefined ? [`${key}: null`] : [];
  const { tensor, data, pipeline, expert } = pool.layout;
  const experts =
    expert !== undefined ? `, expert: ${expert}` : original.layout.expert === undefined ? '' : ', expert: null';
  return [
    `chip: ${quoted(pool.chip)}`,
    `replicas: ${pool.replicas}`,
    `layout: {tensor: ${tensor}, data: ${data}, pipeline: ${pipeline}${experts}}`,
    `scheduler: {maxBatch: ${pool.scheduler.maxBatch}}`,
    ...(pool.precision === undefined ? gone('precision') : [`precision: ${pool.precision}`]),
    ...(pool.price === undefined ? gone('price') : [`price: ${money(pool.price)}`]),
    ...(pool.provisioned === undefined ? gone('provisioned') : [`provisioned: ${quoted(`${pool.provisioned} W`)}`]),
    ...gone('rental'),
    ...gone('cap'),
    ...gone('autoscale'),
    ...gone('handsOver'),
  ];
};

type Stream = Scenario['demand'][number];

const streamLines = (stream: Stream, original: Stream): readonly string[] => {
  const measures = ['ttft', 'tpot', 'e2e'] as const;
  const promises = measures.flatMap((measure) => {
    const limit = stream.promise?.[measure];
    if (limit !== undefined)
      return [`${measure}: {within: ${quoted(`${limit.within} s`)}, percentile: ${limit.percentile}}`];
    return original.promise?.[measure] === undefined ? [] : [`${measure}: null`];
  });
  return [
    ...(stream.rate?.of === 'time' ? [`rate: ${quoted(`${stream.rate.perSecond} request/s`)}`] : []),
    ...(original.weight === undefined ? [] : ['weight: null']),
    ...(promises.length === 0 ? [] : [`promise: {${promises.join(', ')}}`]),
  ];
};

const block = (name: string, lines: readonly string[]): string =>
  [`  - name: ${quoted(name)}`, ...lines.map((line) => `    ${line}`)].join('\n');

/** First line of every such file: one that begins otherwise is not overwritten. */
export const WRITTEN_BY = '# Written by token-factory plan';

/** @param original file name of the scenario planned for, in the same folder */
export const scenarioText = (
  scenario: Scenario,
  original: string,
  { fleet, demand }: NonNullable<PlanAnswer['chosen']>,
): string => {
  const pools = scenario.fleet.map((pool) => {
    const own = fleet.find(({ name }) => name === pool.name);
    return own === undefined
      ? `  - {name: ${quoted(pool.name)}, remove: true}`
      : block(pool.name, poolLines(own, pool));
  });
  const streams = scenario.demand.flatMap((stream) => {
    const lines = streamLines(demand.find(({ name }) => name === stream.name)!, stream);
    return lines.length === 0 ? [] : [block(stream.name, lines)];
  });
  const isUnfailing =
    scenario.failures.length > 0 &&
    failuresFor(
      scenario,
      fleet.map(({ name }) => name),
    ).length === 0;
  return [
    WRITTEN_BY,
    `# The cheapest fleet found for ${original}: simulate it with token-factory run.`,
    '',
    `extends: ${quoted(original)}`,
    '',
    'fleet:',
    ...pools,
    ...(streams.length === 0 ? [] : ['', 'demand:', ...streams]),
    ...(isUnfailing ? ['', '# Failures of the original name pools that are no longer there.', 'failures: null'] : []),
    '',
  ].join('\n');
};
