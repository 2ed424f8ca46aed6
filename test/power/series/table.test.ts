import { describe, expect, test } from 'vitest';
import { instantOf } from '../../../src/power/series/instant.js';
import { readSeries } from '../../../src/power/series/table.js';

const read = (text: string, columns = ['DE'], time?: string) => readSeries([text], columns, time);
const table = (text: string, columns?: string[], time?: string) => {
  const answer = read(text, columns, time);
  if ('issues' in answer) throw new Error(JSON.stringify(answer.issues));
  return answer.table;
};
const wrong = (text: string, columns?: string[], time?: string) => {
  const answer = read(text, columns, time);
  return 'issues' in answer ? answer.issues.map(({ line, found, expected }) => `${line}: ${found} | ${expected}`) : [];
};

describe('the time of a row', () => {
  const midnight = Date.UTC(2023, 0, 1) / 1000;

  test.each([
    '2023-01-01',
    '2023-01-01T00:00Z',
    '2023-01-01T00:00:00Z',
    '2023-01-01T00:00:00.000Z',
    '2023-01-01 00:00',
    '2023-01-01 00:00:00 UTC',
    '2023-01-01T00:00:00+00:00',
    '2023-01-01T08:00+08:00',
    '2022-12-31 18:30:00-0530',
    '20230101:0000',
    '20230101T0000Z',
    '202301010000',
    '1672531200',
    '1672531200000',
  ])('%s is midnight of New Year 2023 in UTC', (text) => {
    expect(instantOf(text)).toEqual({ since: '1970', seconds: midnight });
  });

  test('a small number counts hours since a New Year that the file does not tell', () => {
    expect(instantOf('0')).toEqual({ since: 'new-year', seconds: 0 });
    expect(instantOf('8759')).toEqual({ since: 'new-year', seconds: 8759 * 3600 });
    expect(instantOf('0.25')).toEqual({ since: 'new-year', seconds: 900 });
  });

  test.each(['', 'noon', '2023-02-30', '2023-13-01', '2023-01-01T25:00', '01/02/2023', '1e9', '-3', '0x10'])(
    '%j is no time',
    (text) => expect(instantOf(text)).toBeNull(),
  );
});

describe('a file of slots', () => {
  test('is read with comments, quotes, Windows line ends, a byte order mark and columns nobody asked for', () => {
    const text = '\ufeff# prices\r\ntime,"DE",FR\r\n2023-01-01 00:00,-5.17,x\r\n# a note\r\n2023-01-01 01:00,1e2,\r\n';
    const read = table(text);
    expect(read).toMatchObject({ names: ['DE', 'FR'], slot: 3600, count: 2, since: '1970' });
    expect([...read.columns.get('DE')!]).toEqual([-5.17, 100]);
    expect([...read.lines]).toEqual([3, 5]);
  });

  test('may have its times in another column, and slots of a quarter of an hour', () => {
    const text = 'zone,utc,DE\nx,0,1\nx,0.25,2\nx,0.5,3\n';
    expect(table(text, ['DE'], 'utc')).toMatchObject({ slot: 900, since: 'new-year', names: ['zone', 'DE'] });
  });

  test('tells every wrong row at once, in order of line', () => {
    expect(
      wrong(
        [
          'time,DE',
          '2023-03-26T00:00Z,1',
          '2023-03-26T01:00Z,NaN',
          '2023-03-26T03:00Z,',
          '2023-03-26T03:00Z,0x10',
          '2023-03-26T02:00Z,2',
          '2023-03-26T04:00Z,2',
          '2023-03-26T04:30Z,1,5',
          '2023-03-26T05:00Z,1',
          '2023-03-26T05:15Z,1',
        ].join('\n'),
      ),
    ).toMatchInlineSnapshot(`
      [
        "3: DE NaN | a finite number in every row; its unit is stated in the scenario",
        "3: a gap of 30 minutes after 2023-03-26T00:00Z | a row every 30 minutes; a series is in UTC, where no hour is left out in spring",
        "4: no value of DE | a finite number in every row; its unit is stated in the scenario",
        "4: a gap of 90 minutes after 2023-03-26T01:00Z | a row every 30 minutes; a series is in UTC, where no hour is left out in spring",
        "5: DE 0x10 | a finite number in every row; its unit is stated in the scenario",
        "5: 2023-03-26T03:00Z for the second time | each time once; a series is in UTC, where no hour repeats in autumn",
        "6: 2023-03-26T02:00Z below 2023-03-26T03:00Z | times that increase from row to row",
        "7: a gap of 30 minutes after 2023-03-26T03:00Z | a row every 30 minutes; a series is in UTC, where no hour is left out in spring",
        "8: 3 cells | 2 cells, one for each column name",
        "10: 2023-03-26T05:15Z, 15 minutes after the row above | a row every 30 minutes",
      ]
    `);
  });

  test('tells times that are none, and says nothing of gaps between rows without a time', () => {
    expect(wrong('time,DE\n0,1\nyesterday,1\n,1\n2023-01-01,1\n9,1\n')).toMatchInlineSnapshot(`
      [
        "3: time yesterday | a time such as 2023-01-01T00:00Z, 2023-01-01 00:00, 20230101:0000, seconds since 1970, or hours since 1 January 00:00 UTC",
        "4: no time | a time such as 2023-01-01T00:00Z, 2023-01-01 00:00, 20230101:0000, seconds since 1970, or hours since 1 January 00:00 UTC",
        "5: time 2023-01-01 | times that are written as in the rows above",
      ]
    `);
  });

  test('needs names, rows and commas', () => {
    expect([
      ...wrong(''),
      ...wrong('time,DE\n'),
      ...wrong('time,DE\n0,1\n'),
      ...wrong('0,1\n1,2\n'),
      ...wrong('time;DE\n0;1\n'),
      ...wrong('time,DE,DE\n0,1,1\n1,2,2\n'),
      ...wrong('time,DE\n0,1\n1,2\n', ['DE'], 'utc'),
    ]).toMatchInlineSnapshot(`
      [
        "1: an empty file | a line of column names and at least two rows",
        "1: no row | a line of column names and at least two rows",
        "2: one row | a line of column names and at least two rows",
        "1: 0,1 | column names on the first line, above the rows",
        "1: time;DE | a first line with the names of at least two columns, a time and a value, separated by commas",
        "1: two columns called DE | column names that differ",
        "1: time, DE | a column of times that is called utc, as the scenario says",
      ]
    `);
  });

  test('refuses slots that do not divide a day', () => {
    expect(wrong('time,DE\n0,1\n7,1\n14,1\n')).toMatchInlineSnapshot(`
      [
        "3: a row every 7 hours | slots that divide a day, such as 15 minutes or an hour",
      ]
    `);
  });

  test('stops after twenty mistakes and after two years of minutes', () => {
    expect(wrong(`time,DE\n${'0,x\n'.repeat(40)}`)).toHaveLength(20);
    const minutes = Array.from({ length: 2 * 366 * 1440 + 2 }, (_, row) => `${1_672_531_200 + 60 * row},1`);
    expect(wrong(`time,DE\n${minutes.join('\n')}`)).toMatchInlineSnapshot(`
      [
        "1054082: another row | at most 1,054,080 rows, two years of minutes",
      ]
    `);
  });
});
