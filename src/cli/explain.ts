/** `explain`: what a name means, whatever it is: a measure, a field of the scenario, a thing of the catalogue, a word. */

import { GLOSSARY, termOf } from '../report/glossary.js';
import { nearest } from '../schema/suggest.js';
import { kinds } from './catalogue/index.js';
import { isNamed } from './catalogue/kind.js';
import { EXIT, type ExitCode, Usage } from './exit.js';
import { fieldAt, fieldNames, fieldText } from './field-page.js';
import { printJson } from './json.js';
import { paint, shown, wrapped } from './layout.js';
import type { Overrides } from './overrides.js';
import { sheet } from './show.js';
import type { Terminal } from './terminal.js';

export interface ExplainRequest extends Overrides {
  readonly name: string;
  /** Scenario files to explain the name by; only the electricity share takes them. */
  readonly files?: readonly string[] | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** The page that sets electricity against every denominator. */
const SHARE_PAGE = 'electricity-share';

/** One meaning of the name. */
interface Page {
  readonly what: string;
  readonly text: string;
  readonly data: unknown;
}

const measurePage = async (name: string, terminal: Terminal): Promise<readonly Page[]> => {
  const found = (await import('../measure/definitions.js')).define(name);
  if (found === null) return [];
  const { unit, definition, formula, ingredients } = found;
  const colours = paint(terminal);
  const text = [
    `${colours.bold(name)} · measure [${unit}]`,
    wrapped(definition, terminal.columns),
    '',
    wrapped(`= ${formula}`, terminal.columns, '  '),
    '',
    wrapped(
      `Rests on ${ingredients.length === 0 ? 'the program itself' : ingredients.join(', ')}; its evidence is the weakest of theirs.`,
      terminal.columns,
    ),
  ];
  return [{ what: 'measure', text: text.join('\n'), data: { name, ...found } }];
};

const fieldPage = (name: string, terminal: Terminal): readonly Page[] => {
  const field = fieldAt(name);
  return field === null
    ? []
    : [{ what: 'field', text: fieldText(name, field, terminal), data: { path: name, ...field } }];
};

const cataloguePages = async (name: string, terminal: Terminal): Promise<readonly Page[]> => {
  const pages: Page[] = [];
  for (const kind of kinds.filter(({ many }) => many !== 'measures'))
    for (const item of await kind.items())
      if (isNamed(item, name)) pages.push({ what: kind.one, text: sheet(item, kind, terminal), data: item.data });
  return pages;
};

/** Everything that can be explained, for suggestions. */
const allNames = async (): Promise<readonly string[]> => {
  const items = (await Promise.all(kinds.map((kind) => kind.items()))).flat();
  return [
    ...items.flatMap((item) => [item.name, ...item.aliases]),
    ...fieldNames(),
    ...GLOSSARY.flatMap(({ term, also }) => [term, ...also]),
    SHARE_PAGE,
  ];
};

const wordPage = (name: string, terminal: Terminal): readonly Page[] => {
  const word = termOf(name);
  if (word === null) return [];
  const also = word.also.length === 0 ? '' : `, also ${word.also.join(', ')}`;
  const text = [
    `${paint(terminal).bold(word.term)}${also} · word`,
    wrapped(word.meaning, terminal.columns),
    '',
    wrapped(`Source: ${word.source}`, terminal.columns, '  ', '    '),
  ];
  return [{ what: 'word', text: text.join('\n'), data: word }];
};

const sharePage = async (name: string, terminal: Terminal): Promise<readonly Page[]> => {
  if (name !== SHARE_PAGE) return [];
  const { boundariesText } = await import('./electricity-share.js');
  const { boundaries } = await import('../economy/boundary.js');
  const data = boundaries.map(({ code, label, definition, formula }) => ({ code, label, definition, formula }));
  return [{ what: 'cost boundaries', text: boundariesText(terminal), data }];
};

export const explain = async (request: ExplainRequest, terminal: Terminal): Promise<ExitCode> => {
  const { name, json, files = [] } = request;
  if (files.length > 0) {
    if (name !== SHARE_PAGE)
      throw new Usage(`Only ${SHARE_PAGE} is explained by scenario files; ${name} stands by itself.`);
    return (await import('./electricity-share.js')).electricityShare({ ...request, files }, terminal);
  }
  const pages = [
    ...(await measurePage(name, terminal)),
    ...fieldPage(name, terminal),
    ...(await cataloguePages(name, terminal)),
    ...wordPage(name, terminal),
    ...(await sharePage(name, terminal)),
  ];
  if (pages.length === 0) {
    const near = nearest(name, await allNames());
    throw new Usage(
      `Nothing here is called "${name}".${near === undefined ? ' See token-factory list measures, or list chips.' : ` Did you mean ${near}?`}`,
    );
  }
  if (json) printJson(terminal, { name, pages: pages.map(({ what, data }) => ({ what, data })) });
  else terminal.print(shown(pages.map(({ text }) => text).join('\n\n'), terminal));
  return EXIT.fine;
};
