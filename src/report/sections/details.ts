/** The sections that are tables: cost by token type, the fleet, what was sampled, what it rests on, the words. */
import type { PoolResult, RunResult } from '../../measure/result.js';
import { EVIDENCE } from '../evidence.js';
import { evidenceFinding, fleetFinding, samplingFinding } from '../findings.js';
import { type Term, termsIn } from '../glossary.js';
import { capital, headlines } from '../headline.js';
import { html, type Markup } from '../markup.js';
import {
  COUNT_LADDER,
  dollars,
  figures,
  fixed,
  MISSING,
  percent,
  perMillion,
  perPeriod,
  quantity,
  TOKEN_LADDER,
  written,
} from '../numbers.js';
import { evidenceMark, section, subtitle, table } from './parts.js';
import { box } from './troubles.js';

export const typeRows = (result: RunResult): readonly (readonly string[])[] => {
  const { costByType } = result;
  const total =
    costByType.output.dollars + costByType.input.dollars + (costByType.cached?.dollars ?? 0) + costByType.common;
  const row = (name: string, amount: number, perToken: number | null) => [
    name,
    dollars(amount),
    perToken === null ? MISSING : perMillion(perToken * 1e6),
    total === 0 ? MISSING : percent(amount / total),
  ];
  return [
    row('Output tokens', costByType.output.dollars, costByType.output.perToken),
    row('Prompt tokens', costByType.input.dollars, costByType.input.perToken),
    ...(costByType.cached === null
      ? []
      : [row('Prompt tokens found in memory', costByType.cached.dollars, costByType.cached.perToken)]),
    row('Nobody’s: powered and empty', costByType.common, null),
  ];
};

export const TYPE_COLUMNS = [
  { name: 'Token type', numeric: false },
  { name: 'USD of the run', numeric: true },
  { name: 'USD per M of its kind', numeric: true },
  { name: 'Share', numeric: true },
];

/** Follows the share chart: who causes the cost. */
export const byType = (result: RunResult): Markup => {
  const label =
    result.boundaries.find((boundary) => boundary.code === result.costByType.boundary)?.label ?? 'Full cost';
  return html`<h3>${capital(label)} by token type</h3>${table('Writing bears its steps, a prompt bears what it adds to them, empty replicas stay apart.', { columns: TYPE_COLUMNS, rows: typeRows(result) })}`;
};

const chipsOf = (pool: PoolResult): number => pool.replicas * pool.chipsPerReplica;

const poolRow = (result: RunResult, pool: PoolResult): Markup => {
  const power = written({ value: pool.itPower.value / 1e6, interval: null }, [[1, '']]);
  const wrote = pool.outputTokens.value;
  return html`<tr><th scope="row"><span class="chip" style="background:var(--${pool.chip.family})"></span>${pool.chip.name}<small>${pool.name}: ${pool.model.name}, ${plural(pool.replicas, 'replica')}, ${pool.layout}</small></th>
<td class="n">${fixed(chipsOf(pool), 0)}</td><td class="n">${power.value}</td><td class="n">${percent(pool.busy)}</td><td class="n">${figures(pool.meanBatch)}</td><td class="n">${figures(wrote / result.horizon / Math.max(1, chipsOf(pool)))}</td><td class="n">${wrote === 0 ? MISSING : figures((pool.joulesPerOutputToken * 1e6) / 3.6e6)}</td><td class="n">${wrote === 0 ? MISSING : perMillion(pool.costPerOutputToken * 1e6)}</td><td>${pool.verdict.toLowerCase()}</td><td>${evidenceMark(EVIDENCE[pool.tier])}</td></tr>`;
};

const plural = (value: number, noun: string): string => `${fixed(value, 0)} ${noun}${value === 1 ? '' : 's'}`;

export const fleet = (result: RunResult): Markup => {
  const head = [
    'Count',
    'IT power, MW',
    'Busy',
    'Mean batch',
    'Written, tokens/s a chip',
    'Chips’ kWh per M output',
    'USD per M output',
  ].map((name) => html`<th scope="col" class="n">${name}</th>`);
  return section(
    'fleet',
    fleetFinding(result),
    html`${subtitle('One row a pool. Power is that of chips and servers, before cooling and losses; cost is full cost over output tokens.')}
<div class="table" role="region" tabindex="0" aria-label="The fleet"><table><thead><tr><th scope="col">Chip</th>${head}<th scope="col">Verdict</th><th scope="col">Evidence</th></tr></thead><tbody>${result.pools.map((pool) => poolRow(result, pool))}</tbody></table></div>`,
  );
};

export const samplingRows = ({ sampling }: RunResult): readonly (readonly string[])[] => [
  ['Replicas simulated', `${fixed(sampling.sampledReplicas, 0)} of ${fixed(sampling.replicas, 0)}`],
  ['Groups that share a front door', `${fixed(sampling.groups, 0)} of ${fixed(sampling.groupSize, 0)}`],
  ['Requests simulated', quantity(sampling.simulatedRequests, COUNT_LADDER)],
  ['Requests they stand for', quantity(sampling.representedRequests, COUNT_LADDER)],
  ['Replications', fixed(sampling.replications, 0)],
  ['Time budget', sampling.budgetSeconds === null ? 'none' : `${sampling.budgetSeconds} s`],
  [
    'Half-width of the interval of output tokens',
    sampling.relativeError === null ? MISSING : `±${Number((sampling.relativeError * 100).toPrecision(2))}%`,
  ],
];

/** The headline figures with their interval of model uncertainty. */
export const modelRows = (result: RunResult): readonly (readonly string[])[] =>
  headlines(result).flatMap(({ name, value, per, modelRange }) =>
    modelRange === null ? [] : [[name, value, per, modelRange]],
  );

export const MODEL_COLUMNS = [
  { name: 'Figure', numeric: false },
  { name: 'Value', numeric: true },
  { name: 'of', numeric: false },
  { name: '95% interval of the model', numeric: true },
];

const uncertainty = (result: RunResult): Markup | null =>
  result.uncertainty === null
    ? null
    : html`<h3>How far the model itself may be off</h3>${subtitle(result.uncertainty.sentence)}${table('Step times and draws moved within the bands of their evidence; sampling is no part of it', { columns: MODEL_COLUMNS, rows: modelRows(result) })}`;

export const sampling = (result: RunResult): Markup =>
  section(
    'sampling',
    samplingFinding(result),
    html`${subtitle(result.sampling.sentence)}${table('What was sampled, and what that costs in error', {
      columns: [
        { name: 'Measure', numeric: false },
        { name: 'Value', numeric: true },
      ],
      rows: samplingRows(result),
    })}${uncertainty(result)}`,
  );

const MOST_FACTS = 40;

export const evidence = (result: RunResult): Markup => {
  const shown = result.facts.slice(0, MOST_FACTS);
  const rows = shown.map(
    (fact) =>
      html`<tr><th scope="row">${fact.name}<small>${fact.path}</small></th><td>${fact.value}</td><td>${fact.source}${fact.on === undefined ? '' : `, ${fact.on}`}</td><td>${evidenceMark(EVIDENCE[fact.tier])}</td></tr>`,
  );
  const thin = result.facts.find((fact) => EVIDENCE[fact.tier] === 'assumed');
  const warning =
    thin === undefined
      ? null
      : box(
          [
            html`<b>${thin.name} is assumed</b> (${thin.value}). Enter your own figure under <code>${thin.path}</code>.`,
          ],
          true,
        );
  const body =
    shown.length === 0
      ? html`<p class="empty">The run reports no figure with a source.</p>`
      : html`<div class="table" role="region" tabindex="0" aria-label="What it rests on"><table><thead><tr><th scope="col">Figure</th><th scope="col">Value</th><th scope="col">Source</th><th scope="col">Evidence</th></tr></thead><tbody>${rows}</tbody></table></div>${result.facts.length > MOST_FACTS ? html`<p class="note">${result.facts.length - MOST_FACTS} more are listed with every default in run.json.</p>` : null}`;
  return section(
    'rests',
    evidenceFinding(result),
    html`${subtitle('What this rests on: the weakest and most influential figures first.')}${warning}${body}`,
  );
};

const definition = ({ term, also, meaning, source }: Term): Markup =>
  html`<div><dt>${term}${also.length === 0 ? null : html`<small>${also.join(', ')}</small>`}</dt><dd title="${source}">${meaning}</dd></div>`;

/** The glossary of the words that this very page uses. */
export const glossary = (pageText: string): Markup =>
  section('words', 'Words', html`<dl>${termsIn(pageText).map(definition)}</dl>`);

export const command = (result: RunResult): Markup =>
  section(
    'again',
    'The command that repeats it',
    html`${subtitle(`The same scenario and seed give the same numbers, byte for byte. This page shows ${quantity(result.chain.tokens.written * perPeriod(result.horizon).factor, TOKEN_LADDER)} output tokens ${perPeriod(result.horizon).phrase}.`)}<pre>token-factory run ${commandPath(result.file)} --seed ${result.seed}</pre>`,
  );

/** A path as one shell word. */
export const commandPath = (path: string): string =>
  /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
