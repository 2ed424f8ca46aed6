import { expect, test } from 'vitest';
import { maybe, number, readTable, text } from '../../src/validation/table.js';

const COLUMNS = [...text('chip'), ...number('latency_us'), ...maybe('m')];
const issuesOf = (content: string) => readTable('a.csv', content, COLUMNS).issues;

test('cells come typed, with the line they stand in; quotes, blanks and further columns do no harm', () => {
  const { rows, issues } = readTable(
    'a.csv',
    '\uFEFFnote,chip,latency_us,m\n"a, b",h100, 12.5 ,\n\nx,"b200",3,4\n',
    COLUMNS,
  );
  expect(issues).toEqual([]);
  expect(rows.map((row) => [row.line, row.text('chip'), row.number('latency_us'), row.number('m')])).toEqual([
    [2, 'h100', 12.5, Number.NaN],
    [4, 'b200', 3, 4],
  ]);
});

test('an empty cell where a number is needed makes the row lacking, not the table wrong', () => {
  const { rows, issues } = readTable('a.csv', 'chip,latency_us,m\nh100,,1\n', COLUMNS);
  expect(issues).toEqual([]);
  expect(rows[0]!.lacking).toBe('latency_us');
});

test('every missing column is named, with the nearest that is there', () => {
  expect(issuesOf('chip,latency_ms\nh100,1\n')).toEqual([
    {
      path: ['latency_us'],
      file: 'a.csv',
      line: 1,
      expected: 'a column latency_us',
      found: 'none',
      hint: 'latency_ms',
    },
    { path: ['m'], file: 'a.csv', line: 1, expected: 'a column m', found: 'none' },
  ]);
});

test('every cell that is no number is told with its line: NaN, infinity, a unit', () => {
  const issues = issuesOf('chip,latency_us,m\nh100,NaN,1\nh100,12 ms,Infinity\n');
  expect(issues.map(({ line, path, found }) => [line, path[0], found])).toEqual([
    [2, 'latency_us', 'NaN'],
    [3, 'latency_us', '12 ms'],
    [3, 'm', 'Infinity'],
  ]);
  expect(issues[0]!.expected).toContain('without a unit');
});

test.each([
  ['', 'an empty table'],
  ['chip,latency_us,m\n', 'an empty table'],
])('a table without rows is told so: %j', (content, found) => {
  expect(issuesOf(content)[0]!.found).toBe(found);
});

test('a row of another length and a quote that never ends are told with their line', () => {
  expect(issuesOf('chip,latency_us,m\nh100,1\n')[0]).toMatchObject({ line: 2, found: '2 cells' });
  expect(issuesOf('chip,latency_us,m\n"h100,1,1\n')[0]).toMatchObject({ expected: 'quoted cells that end' });
});

test('a table of nothing but mistakes stops at twenty', () => {
  expect(issuesOf(`chip,latency_us,m\n${'h100,x,y\n'.repeat(50)}`)).toHaveLength(20);
});
