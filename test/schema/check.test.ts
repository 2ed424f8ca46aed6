import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check, checkTree } from '../../src/schema/check.js';
import { parseDocument } from '../../src/schema/document.js';
import { effective } from '../../src/schema/effective.js';
import {
  choice,
  count,
  defaulting,
  either,
  fields,
  flag,
  list,
  name,
  named,
  number,
  price,
  quantity,
  ratio,
  text,
} from '../../src/schema/field.js';
import { explainIssues } from '../../src/schema/issue-text.js';
import { jsonSchema } from '../../src/schema/json-schema.js';
import { entry, shelfField } from '../../src/schema/shelf.js';

const schedulers = [
  entry({
    kind: 'fcfs',
    doc: 'First come.',
    fields: fields({ maxBatch: defaulting(count('Most together.'), 256, 'common') }),
    make: (values) => values,
  }),
  entry({
    kind: 'priority',
    doc: 'Dearest first.',
    fields: fields({ levels: count('Classes.') }),
    make: (values) => values,
  }),
] as const;
const pool = fields({
  name: name('Its name.'),
  replicas: count('How many.'),
  scheduler: defaulting(shelfField(schedulers, 'Order of service.'), { kind: 'fcfs' }, 'plainest'),
});
const site = fields({
  question: text('What is asked.'),
  limit: quantity('power', 'Grid limit.', { above: 0, max: 1e9 }),
  price: price('energy price', 'Price of a kilowatt-hour.'),
  share: defaulting(ratio('A share.'), 0.6, 'a guess'),
  chip: choice(['ascend-910c', 'ascend-910b', 'h20'], 'The chip.'),
  pools: list(pool, 'The pools.'),
  pause: either(
    quantity('time', 'A pause.'),
    shelfField(schedulers, 'Odd, but nested.'),
    'a time or a scheduler',
  ).optional(),
  wait: either(
    quantity('time', 'A wait.'),
    fields({ mean: quantity('time', 'Mean wait.'), cv: defaulting(number('Spread.'), 1, 'as a coin') }),
    'a time, or a block with a mean',
  ).optional(),
  own: defaulting(named(fields({ memory: quantity('bytes', 'HBM.') }), 'Own chips.'), {}, 'none unless stated'),
  on: defaulting(flag('On or off.'), true, 'on'),
  level: defaulting(number('A level.', { min: 0, max: 1 }), 0.5, 'middle'),
  facility: defaulting(
    fields({ pue: defaulting(number('PUE.', { min: 1 }), 1.25, 'fleet average') }),
    {},
    'of the region',
  ),
});
const right = 'question: x\nlimit: 12 MW\nprice: 0.38 CNY/kWh\nchip: h20\npools: [{name: a, replicas: 2}]\n';

const told = (lines: string): string => {
  const checked = checkTree(site, parseDocument(lines, 'my-site.yaml'));
  return 'issues' in checked ? explainIssues(checked.issues) : 'accepted';
};

test('a right file is accepted with its defaults', () => {
  const checked = checkTree(site, parseDocument(right, 'x'));
  expect(checked).toEqual({
    value: {
      question: 'x',
      limit: 12e6,
      price: { amount: expect.closeTo(0.38 / 3.6e6, 15), currency: 'CNY' },
      share: 0.6,
      chip: 'h20',
      pools: [{ name: 'a', replicas: 2, scheduler: { kind: 'fcfs', maxBatch: 256 } }],
      own: {},
      on: true,
      level: 0.5,
      facility: { pue: 1.25 },
    },
  });
});

test('an empty file is told everything it lacks', () => {
  expect(told('{}')).toMatchInlineSnapshot(`
    "5 mistakes in my-site.yaml; nothing was run

    my-site.yaml:1:1  question
      expected  text (missing)

    my-site.yaml:1:1  limit
      expected  power with its unit, such as 12 MW (missing)

    my-site.yaml:1:1  price
      expected  a price of energy with its unit, such as 0.38 CNY/kWh (missing)

    my-site.yaml:1:1  chip
      expected  one of ascend-910c, ascend-910b, h20 (missing)

    my-site.yaml:1:1  pools
      expected  a list (missing)"
  `);
});

test('every mistake is told at once, with its place, what was found and the cure', () => {
  expect(
    told(`question: 3
limit: 12 Mwh
price: 0.38
share: 2
chip: ascend-910-c
pools: [{name: a, replicas: 0, extra: 1}, 7, {name: "a b", replicas: 1.5}, {name: c, replicas: 1, scheduler: {kind: fcsf}}, {name: d, replicas: 1, scheduler: {kind: fcfs, maxBach: 3}}]
wait: {meen: 2 s}
own: {"a b": {memory: 96 GB}, x: {memory: 96}}
on: yes
level: .nan
facility: {pue: 0.9}
Question: x`),
  ).toMatchInlineSnapshot(`
    "19 mistakes in my-site.yaml; nothing was run

    my-site.yaml:1:11  question
      found     3
      expected  text

    my-site.yaml:2:8  limit
      found     12 Mwh
      expected  power, such as 12 MW; did you mean 12 MW?

    my-site.yaml:3:8  price
      found     0.38
      expected  a price of energy with its unit, such as 0.38 CNY/kWh

    my-site.yaml:4:8  share
      found     2
      expected  a share from 0 to 1, such as 0.6 or "60%"

    my-site.yaml:5:7  chip
      found     ascend-910-c
      expected  one of ascend-910c, ascend-910b, h20; did you mean ascend-910c?

    my-site.yaml:6:29  pools[0].replicas
      found     0
      expected  a whole number of at least 1

    my-site.yaml:6:32  pools[0].extra
      found     extra
      expected  no such key; known keys: name, replicas, scheduler

    my-site.yaml:6:43  pools[1]
      found     7
      expected  a block with the keys name, replicas, scheduler

    my-site.yaml:6:53  pools[2].name
      found     a b
      expected  a name of letters, digits, ".", "_" and "-" (at most 64, starting with a letter or digit)

    my-site.yaml:6:70  pools[2].replicas
      found     1.5
      expected  a whole number of at least 1

    my-site.yaml:6:117  pools[3].scheduler.kind
      found     fcsf
      expected  one of fcfs, priority; did you mean fcfs?

    my-site.yaml:6:172  pools[4].scheduler.maxBach
      found     maxBach
      expected  no such key; known keys: kind, maxBatch; did you mean maxBatch?

    my-site.yaml:7:8  wait.meen
      found     meen
      expected  no such key; known keys: mean, cv; did you mean mean?

    my-site.yaml:8:14  own.a b
      found     a block with memory
      expected  a name of letters, digits, ".", "_" and "-"

    my-site.yaml:8:43  own.x.memory
      found     96
      expected  an amount of memory with its unit, such as 96 GB

    my-site.yaml:9:5  on
      found     yes
      expected  true or false

    my-site.yaml:10:8  level
      found     NaN
      expected  a number of at least 0 and of at most 1

    my-site.yaml:11:17  facility.pue
      found     0.9
      expected  a number of at least 1

    my-site.yaml:12:1  Question
      found     Question
      expected  no such key; known keys: question, limit, price, share, chip, pools, pause, wait, own, on, level, facility; did you mean question?"
  `);
});

test('the wrong sort of value is told what sort belongs there', () => {
  expect(
    told(`question: [x]
limit: -12 MW
price: 12 MW
share: "150%"
chip: {}
pools: [{name: a, replicas: 1e99, scheduler: fcfs}, {name: b, replicas: 2, scheduler: {levels: 1}}]
wait: 3 Mw
own: []
on: null
facility: 3
"\\e[2J": 1`),
  ).toMatchInlineSnapshot(`
    "13 mistakes in my-site.yaml; nothing was run

    my-site.yaml:1:11  question
      found     a list of 1
      expected  text

    my-site.yaml:2:8  limit
      found     -12 MW
      expected  power above 0 W and of at most 1 GW

    my-site.yaml:3:8  price
      found     12 MW
      expected  a price of energy, such as 0.38 CNY/kWh; "12 MW" is power

    my-site.yaml:4:8  share
      found     150%
      expected  a share from 0 to 1, such as 0.6 or "60%"

    my-site.yaml:5:7  chip
      found     a block with no keys
      expected  one of ascend-910c, ascend-910b, h20

    my-site.yaml:6:29  pools[0].replicas
      found     1e+99
      expected  a whole number of at least 1

    my-site.yaml:6:46  pools[0].scheduler
      found     fcfs
      expected  a block with a kind (one of fcfs, priority)

    my-site.yaml:6:87  pools[1].scheduler.kind
      expected  one of fcfs, priority (missing)

    my-site.yaml:7:7  wait
      found     3 Mw
      expected  a time, or a block with a mean

    my-site.yaml:8:6  own
      found     an empty list
      expected  a block of names, each with what it stands for

    my-site.yaml:9:5  on
      found     nothing
      expected  true or false

    my-site.yaml:10:11  facility
      found     3
      expected  a block with the key pue

    my-site.yaml:11:1  ·[2J
      found     ·[2J
      expected  no such key; known keys: question, limit, price, share, chip, pools, pause, wait, own, on, level, facility"
  `);
});

test('at most fifty mistakes are printed', () => {
  const many = told(`${right}${Array.from({ length: 70 }, (_, row) => `k${row}: 1\n`).join('')}`);
  expect(many).toMatch(/^70 mistakes/);
  expect(many).toMatch(/and 20 more$/);
  expect(many.match(/no such key/g)).toHaveLength(50);
});

describe('data from a program', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('%s is refused as a key wherever it stands', (key) => {
    const hostile = JSON.parse(`{"own": {"${key}": {"memory": "1 GB"}}}`) as unknown;
    expect(check(site, hostile)).toEqual({
      issues: [{ path: ['own', key], found: key, expected: 'a name as a key that is not reserved' }],
    });
    expect(check(site, JSON.parse(`[{"${key}": 1}]`))).toHaveProperty('issues');
  });

  test('a circle is refused', () => {
    const circle: Record<string, unknown> = {};
    circle.own = circle;
    expect(check(site, circle)).toEqual({
      issues: [{ path: ['own', 'own', 'own'], expected: 'blocks at most 64 deep' }],
    });
  });

  test('anything at all ends in a value or in issues', () => {
    fc.assert(
      fc.property(fc.anything({ withMap: true, withDate: true, withBigInt: true, withNullPrototype: true }), (data) => {
        const checked = check(site, {
          ...(typeof data === 'object' ? data : {}),
          own: data,
          pools: [data],
          question: data,
        });
        expect('issues' in checked && checked.issues.every(({ expected }) => expected.length > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test('the effective scenario lists every leaf, as written or by default, with the reason of the default', () => {
  const leaves = effective(
    site,
    parseDocument(
      `${right}share: 0.7\nfacility: {}\nown: {x: {memory: 96 GB}}\nwait: {mean: 2 s}\npause: {kind: fcfs}\n`,
      'x',
    ),
  );
  expect(
    `\n${leaves.map(({ path, value, source, reason }) => `${path} = ${value} (${source}${reason ? `: ${reason}` : ''})`).join('\n')}\n`,
  ).toMatchInlineSnapshot(`
    "
    question = x (file)
    limit = 12 MW (file)
    price = 0.38 CNY/kWh (file)
    share = 0.7 (file)
    chip = h20 (file)
    pools[0].name = a (file)
    pools[0].replicas = 2 (file)
    pools[0].scheduler.kind = fcfs (default: plainest)
    pools[0].scheduler.maxBatch = 256 (default: common)
    pause.kind = fcfs (file)
    pause.maxBatch = 256 (default: common)
    wait.mean = 2 s (file)
    wait.cv = 1 (default: as a coin)
    own.x.memory = 96 GB (file)
    on = true (default: on)
    level = 0.5 (default: middle)
    facility.pue = 1.25 (default: fleet average)
    "
  `);
});

test('the JSON Schema carries docs, units, examples and defaults, as the user writes them', () => {
  const schema = jsonSchema(site, 'scenario') as { properties: Record<string, unknown>; required: string[] };
  expect(schema.required).toEqual(['question', 'limit', 'price', 'chip', 'pools']);
  expect(schema.properties.limit).toEqual({
    type: 'string',
    maxLength: 80,
    description: 'Grid limit.',
    dimension: 'power',
    unit: 'W',
    examples: ['12 MW'],
  });
  expect(schema.properties.share).toMatchObject({ default: 0.6, source: 'a guess', description: 'A share.' });
  expect(schema.properties.facility).toMatchObject({ default: {}, properties: { pue: { default: 1.25, minimum: 1 } } });
  expect(JSON.stringify(schema)).toContain('"const":"fcfs"');
});
