/** `explain electricity-share FILE…`: the share of electricity in each scenario's yearly cost, under every boundary side by side. */
import { availableParallelism } from 'node:os';
import { boundaries } from '../economy/boundary.js';
import { electricityShares } from '../economy/electricity-share.js';
import { blueprintOf } from '../factory/blueprint.js';
import { RANGE_NOTE, SHARE_HEAD, type ShareSheet, shareCells, shareSentence } from '../report/electricity-share.js';
import type { Loaded } from '../scenario/load.js';
import { simulateAll } from '../study/simulate.js';
import { measuredDraw, siteYear, statedDraw } from '../study/site-year.js';
import { worldOf } from '../study/world.js';
import { alone } from './alone.js';
import { EXIT, type ExitCode } from './exit.js';
import { printJson } from './json.js';
import { columns, paint, shown, wrapped } from './layout.js';
import { isWrong, mistakesData, mistakesText } from './mistakes.js';
import { type Overrides, setsOf } from './overrides.js';
import { progressOf } from './progress.js';
import { readAll } from './reading.js';
import type { Terminal } from './terminal.js';

export interface ShareRequest extends Overrides {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly quiet: boolean;
}

/** The boundaries themselves, for a page without a scenario. */
export const boundariesText = (terminal: Terminal): string => {
  const colours = paint(terminal);
  const entries = boundaries.map(({ code, label, definition, formula }) =>
    [
      `${colours.bold(label)} (${code})`,
      wrapped(definition, terminal.columns, '  '),
      wrapped(`= ${formula}`, terminal.columns, '  ', '    '),
    ].join('\n'),
  );
  return [
    `${colours.bold('electricity-share')} · the share of electricity under each cost boundary`,
    wrapped(
      'A share of electricity means nothing without its denominator. Inputs: E energy at the meter times its delivered price; facOpex and itOpex the running of building and machines; facCapital and itCapital their annuities. Name scenario files behind the word to see the shares of their sites.',
      terminal.columns,
    ),
    ...entries,
  ].join('\n\n');
};

const sheetOf = async (loaded: Loaded, { quiet }: ShareRequest, terminal: Terminal): Promise<ShareSheet> => {
  const blueprint = blueprintOf(loaded.scenario, loaded.traces, loaded.series);
  const { name } = loaded;
  const { title } = loaded.scenario;
  const stated = statedDraw(blueprint);
  if (stated !== null) {
    return { name, title, draw: 'stated', ...stated, rows: electricityShares(siteYear(blueprint, stated)) };
  }
  const progress = progressOf(name, terminal, quiet);
  const threads = availableParallelism();
  const simulating = () =>
    simulateAll(loaded, blueprint, {
      threads,
      records: 0,
      progress: (share) => progress.at(share, 'simulating'),
      signal: terminal.signal,
    });
  const pieces = await (threads === 1 ? alone(simulating) : simulating());
  progress.done();
  const measured = measuredDraw(blueprint, worldOf(blueprint, pieces, 0));
  return { name, title, draw: 'simulated', ...measured, rows: electricityShares(siteYear(blueprint, measured)) };
};

export const electricityShare = async (request: ShareRequest, terminal: Terminal): Promise<ExitCode> => {
  const readings = readAll(request.files, setsOf(request), terminal);
  if (readings.some(isWrong)) {
    if (request.json) printJson(terminal, { exit: EXIT.scenarioWrong, files: readings.map(mistakesData) });
    terminal.note(mistakesText(readings, terminal));
    return EXIT.scenarioWrong;
  }
  const sheets: ShareSheet[] = [];
  for (const { loaded } of readings) sheets.push(await sheetOf(loaded!, request, terminal));
  if (request.json) {
    printJson(terminal, { sheets });
    return EXIT.fine;
  }
  const colours = paint(terminal);
  const texts = sheets.map((sheet) =>
    [
      colours.bold(sheet.title),
      wrapped(shareSentence(sheet), terminal.columns),
      '',
      columns(SHARE_HEAD, shareCells(sheet), terminal),
    ].join('\n'),
  );
  terminal.print(shown([...texts, wrapped(RANGE_NOTE, terminal.columns)].join('\n\n'), terminal));
  return EXIT.fine;
};
