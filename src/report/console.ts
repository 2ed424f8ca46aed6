/** The answer in a terminal: the same words as the page, answer first, numbers in columns, bars; ASCII with the same line breaks when piped. */
import pc from 'picocolors';
import type { RunResult } from '../measure/result.js';
import { answerOf } from './answer.js';
import { billPeriod, billTable } from './bill.js';
import { headlines } from './headline.js';
import { judge, missedBy, PROMISE_WORDS, percentileName } from './judgement.js';
import { ENERGY_LADDER, limit, MISSING, perMillion, perPeriod, quantity, timed } from './numbers.js';
import { troublesOf } from './sections/troubles.js';
import { cut, displayWidth, padEnd, padStart, printable, toAscii, wrapped } from './terminal-text.js';

export interface ConsoleOptions {
  /** Columns of the terminal; the summary uses 40 to 80 of them. */
  readonly columns: number;
  /** True only where colours and block characters are welcome: a terminal, no NO_COLOR, no CI. */
  readonly colour: boolean;
  /** Files written, told at the end in this order. */
  readonly files: readonly { readonly label: string; readonly path: string }[];
}

type Paint = (text: string) => string;

const MOST_ROWS = 8;
const LONGEST_BAR = 40;

export const consoleSummary = (result: RunResult, { columns, colour, files }: ConsoleOptions): string => {
  const width = Math.max(40, Math.min(80, Math.floor(columns)));
  const palette = pc.createColors(colour);
  const lines: string[] = [];
  const bar = (cells: number): string => '█'.repeat(Math.max(0, Math.min(LONGEST_BAR, Math.round(cells))));

  const answer = answerOf(result);
  let bold = displayWidth(printable(answer.verdict));
  for (const line of wrapped(printable(`${answer.verdict} ${answer.rest}`), width)) {
    const strong = line.slice(0, Math.max(0, bold));
    lines.push(palette.bold(strong) + line.slice(strong.length));
    bold -= line.length + 1;
  }

  lines.push(...figuresTable(result, width, palette));

  if (result.uncertainty !== null) {
    lines.push('', `${palette.bold('If the model is off')}  95% of ${result.uncertainty.draws} draws from its bands`);
    for (const { name, modelRange } of headlines(result))
      if (modelRange !== null) {
        const text = printable(modelRange);
        const room = width - displayWidth(text) - 1;
        lines.push(`${padEnd(cut(printable(name), room), room)} ${text}`);
      }
  }

  if (result.promises.length > 0) {
    lines.push('', palette.bold('Promises'));
    for (const line of promiseRows(result, width, palette, bar)) lines.push(line);
  }

  const { phrase, factor } = perPeriod(result.horizon);
  const sources = [...result.chain.joules.sources]
    .filter((source) => source.joules > 0)
    .sort((a, b) => b.joules - a.joules);
  if (sources.length > 0) {
    lines.push(
      '',
      `${palette.bold('Power')}  ${quantity(result.chain.joules.total * factor, ENERGY_LADDER)} ${phrase}${result.pue.average === null ? '' : `, PUE ${result.pue.average.toFixed(2)}`}`,
    );
    for (const line of barRows(
      sources.map((source) => ({
        name: source.name,
        value: source.joules,
        text: quantity(source.joules * factor, ENERGY_LADDER),
        paint: palette.cyan,
      })),
      width,
      bar,
    ))
      lines.push(line);
  }

  const total = result.chain.dollars.reduce((sum, part) => sum + part.dollars, 0);
  if (total > 0) {
    const written = result.chain.tokens.written;
    const scale = written > 0 ? 1e6 / written : 1;
    const say = (value: number) => perMillion(value);
    lines.push(
      '',
      `${palette.bold(`Where ${say(total * scale)} goes`)}  ${written === 0 ? 'the whole run' : width < 48 ? 'a million output' : 'a million output tokens'}`,
    );
    const parts = [...result.chain.dollars].sort((a, b) => b.dollars - a.dollars);
    for (const line of barRows(
      parts.map((part) => ({
        name: part.part,
        value: part.dollars,
        text: say(part.dollars * scale),
        paint: part.part === 'electricity' ? palette.yellow : palette.blue,
      })),
      width,
      bar,
    ))
      lines.push(line);
  }

  if (result.bill.length > 0) lines.push(...billRows(result, width, palette));

  const failures = [
    ...troublesOf(result),
    ...result.promises
      .filter((promise) => judge(promise) === 'missed')
      .map(
        (promise) =>
          `${promise.stream}, ${PROMISE_WORDS[promise.measure].name}, ${percentileName(promise.percentile)}: misses by ${missedBy(promise)}`,
      ),
  ];
  if (failures.length > 0) {
    lines.push('');
    for (const failure of failures)
      for (const [index, line] of wrapped(printable(failure), width - 9).entries())
        lines.push((index === 0 ? palette.red(palette.bold('FAILED   ')) : '         ') + line);
  }

  lines.push('');
  for (const [index, line] of wrapped(printable(result.sampling.sentence), width - 9).entries())
    lines.push((index === 0 ? palette.dim('sampled  ') : '         ') + line);
  for (const file of files)
    lines.push(`${palette.dim(padEnd(cut(printable(file.label), 8), 9))}${printable(file.path)}`);

  const text = `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
  return colour ? text : toAscii(text);
};

const figuresTable = (result: RunResult, width: number, palette: ReturnType<typeof pc.createColors>): string[] => {
  const rows = headlines(result).map((one) => ({
    name: printable(one.name),
    value: printable(
      `${one.value}${one.per.startsWith('per M') ? '/M' : one.code === 'tokens' ? one.per.replace('output ', ' ') : ''}`,
    ),
    range: one.range ?? MISSING,
    evidence: one.evidence,
  }));
  const narrow = width < 64;
  const [valueWide, rangeWide] = [
    Math.max(5, ...rows.map((row) => displayWidth(row.value))) + 1,
    Math.max(12, ...rows.map((row) => displayWidth(row.range))) + 2,
  ];
  const nameWide = width - valueWide - (narrow ? 0 : rangeWide + 11);
  const head = narrow
    ? padStart('value', width)
    : `${padEnd('', nameWide)}${padStart('value', valueWide)}${padStart('95% interval', rangeWide)}   evidence`;
  return [
    '',
    palette.dim(head),
    ...rows.flatMap((row) => {
      const first = padEnd(cut(row.name, nameWide - 1), nameWide) + palette.bold(padStart(row.value, valueWide));
      return narrow
        ? [first, palette.dim(padStart(`${row.range}  ${row.evidence}`, width))]
        : [`${first}${padStart(row.range, rangeWide)}   ${row.evidence}`];
    }),
  ];
};

/** Widest cells of a bill: name, quantity, price, amount. */
const MOST_CELLS = [80, 18, 28, 14];

/** The bill as the page has it; a narrow window keeps names and amounts. */
const billRows = (result: RunResult, width: number, palette: ReturnType<typeof pc.createColors>): string[] => {
  const { rows } = billTable(result);
  const cell = (row: readonly string[], at: number): string => cut(printable(row[at]!), MOST_CELLS[at]!);
  const wide = (at: number): number => Math.max(...rows.map((row) => displayWidth(cell(row, at))));
  const columns = width < 64 ? [3] : [1, 2, 3];
  const nameWide = width - columns.reduce((sum, at) => sum + wide(at) + 2, 0);
  const last = rows.length - 1;
  const title = 'Electricity bill';
  const period = `${billPeriod(result)}, USD`;
  return [
    '',
    `${palette.bold(title)}  ${cut(period, width - title.length - 2)}`,
    ...rows.map((row, at) => {
      const line = `${padEnd(cut(cell(row, 0), nameWide), nameWide)}${columns.map((column) => `  ${padStart(cell(row, column), wide(column))}`).join('')}`;
      return at === last ? palette.bold(line) : line;
    }),
  ];
};

const promiseRows = (
  result: RunResult,
  width: number,
  palette: ReturnType<typeof pc.createColors>,
  bar: (cells: number) => string,
): string[] => {
  const shown = result.promises.slice(0, MOST_ROWS);
  const rows = shown.map((promise) => {
    const judged = judge(promise);
    return {
      verdict: { kept: 'kept', missed: 'MISSED', unsure: 'unsure', untested: 'untested' }[judged],
      paint: {
        kept: palette.green,
        missed: (text: string) => palette.red(text),
        unsure: palette.yellow,
        untested: palette.dim,
      }[judged] as Paint,
      name: printable(
        `${promise.stream}, ${PROMISE_WORDS[promise.measure].name} ${percentileName(promise.percentile)}`,
      ),
      text: `${promise.reached === null ? MISSING : timed(promise.reached).value} of ${limit(promise.limit)}`,
      share: promise.reached === null ? 0 : promise.reached.value / promise.limit,
    };
  });
  const nameWide = Math.min(
    Math.max(...rows.map((row) => displayWidth(row.name))),
    Math.max(12, width - 9 - 18 - 4 - (width < 64 ? 0 : 20)),
  );
  const textWide = Math.max(...rows.map((row) => displayWidth(row.text)));
  const room = width - 9 - nameWide - 2 - textWide - 2;
  const full = Math.min(LONGEST_BAR - 4, Math.floor(room * 0.72));
  return [
    ...rows.map((row) => {
      const line = `${row.paint(padEnd(row.verdict, 9))}${padEnd(cut(row.name, nameWide), nameWide)}  ${padStart(row.text, textWide)}`;
      if (full < 6) return line;
      const cells = Math.min(room - 1, Math.round(row.share * full));
      const before = bar(Math.min(cells, full));
      return `${line}  ${row.paint(before)}${' '.repeat(full - before.length)}|${row.paint(bar(Math.max(0, cells - full)))}`;
    }),
    ...(result.promises.length > MOST_ROWS
      ? [`         and ${result.promises.length - MOST_ROWS} more in the report`]
      : []),
  ];
};

interface BarLine {
  readonly name: string;
  readonly value: number;
  readonly text: string;
  readonly paint: Paint;
}

const barRows = (rows: readonly BarLine[], width: number, bar: (cells: number) => string): string[] => {
  const shown = rows.slice(0, MOST_ROWS);
  const nameWide = Math.min(14, Math.max(...shown.map((row) => displayWidth(printable(row.name)))));
  const textWide = Math.max(...shown.map((row) => displayWidth(row.text)));
  const most = Math.max(...shown.map((row) => row.value));
  const room = Math.min(LONGEST_BAR, width - nameWide - textWide - 4);
  return shown.map(
    (row) =>
      `${padEnd(cut(printable(row.name), nameWide), nameWide)}  ${padStart(row.text, textWide)}  ${row.paint(bar(most === 0 ? 0 : Math.max(row.value > 0 ? 1 : 0, (row.value / most) * room)))}`,
  );
};
