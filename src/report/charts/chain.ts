/** From joules to tokens to dollars in one picture; heights are to scale within a unit, one orange ribbon carries the electricity bill. */
import type { RunResult } from '../../measure/result.js';
import type { Figure, Frame } from '../figure.js';
import { chainFinding, USE_WORDS, type Use } from '../findings.js';
import { capital } from '../headline.js';
import { textWidth } from '../lettering.js';
import { dollars, ENERGY_LADDER, percent, perMillion, perPeriod, quantity, TOKEN_LADDER } from '../numbers.js';
import type { Role } from '../theme.js';
import { bar, ribbon, type Slice, stack, svg, words } from './chain-marks.js';
import { stackedChain } from './chain-phone.js';

const USE_ROLES: Readonly<Record<Use, Role>> = {
  writing: 'decode',
  reading: 'prefill',
  idle: 'idle',
  server: 'overhead',
  facility: 'grid',
  elsewhere: 'battery',
};
const SOURCE_ROLES: Readonly<Record<string, Role>> = {
  grid: 'grid',
  wind: 'wind',
  solar: 'solar',
  sun: 'solar',
  hydro: 'hydro',
  nuclear: 'nuclear',
  gas: 'gas',
  coal: 'coal',
  battery: 'battery',
  diesel: 'diesel',
};

export interface ChainFigures {
  readonly sources: readonly Slice[];
  readonly uses: readonly Slice[];
  readonly tokens: readonly Slice[];
  readonly dollars: readonly Slice[];
  readonly titles: { readonly joules: string; readonly tokens: string; readonly dollars: string };
  readonly perMillion: { readonly energy: string; readonly money: string };
  readonly bill: string;
  readonly shortBill: string;
}

const figuresOf = (result: RunResult): ChainFigures => {
  const { chain } = result;
  const { phrase, factor } = perPeriod(result.horizon);
  const energy = (joules: number) => quantity(joules * factor, ENERGY_LADDER);
  const tokens = (amount: number) => quantity(amount * factor, TOKEN_LADDER);
  const money = (amount: number) => dollars(amount * factor);
  const total = chain.dollars.reduce((sum, part) => sum + part.dollars, 0);
  const electricity = chain.dollars.find((part) => part.part === 'electricity')?.dollars ?? 0;
  const written = chain.tokens.written;
  const cents = chain.joules.total === 0 ? 0 : (electricity / chain.joules.total) * 3.6e8;
  return {
    sources: chain.joules.sources
      .filter((source) => source.joules > 0)
      .map((source) => ({
        name: capital(source.name),
        amount: source.joules,
        text: energy(source.joules),
        role: SOURCE_ROLES[source.name] ?? 'grid',
      })),
    uses: (Object.keys(USE_WORDS) as Use[])
      .filter((use) => chain.joules[use] > 0)
      .map((use) => ({
        name: USE_WORDS[use],
        amount: chain.joules[use],
        text: energy(chain.joules[use]),
        role: USE_ROLES[use],
      })),
    tokens: [
      { name: 'Written', amount: written, text: tokens(written), role: 'decode' as const },
      { name: 'Read', amount: chain.tokens.read, text: tokens(chain.tokens.read), role: 'prefill' as const },
    ].filter((slice) => slice.amount > 0),
    dollars: [...chain.dollars]
      .filter((part) => part.dollars > 0)
      .map((part) => ({ name: capital(part.part), amount: part.dollars, text: money(part.dollars), role: part.part })),
    titles: {
      joules: `${energy(chain.joules.total)} ${phrase}`,
      tokens: `${tokens(written)} ${phrase}`,
      dollars: `${money(total)} ${phrase}`,
    },
    perMillion: {
      energy: written > 0 ? quantity((chain.joules.total / written) * 1e6, ENERGY_LADDER) : '—',
      money: written > 0 ? perMillion((total / written) * 1e6) : '—',
    },
    shortBill: `Electricity: ${money(electricity)} ${phrase}, ${total === 0 ? '—' : percent(electricity / total)} of the cost`,
    bill: `The electricity bill: ${energy(chain.joules.total)} at ${cents.toFixed(1)} c a kWh is ${money(electricity)} ${phrase}, ${total === 0 ? '—' : percent(electricity / total)} of the cost`,
  };
};

/** Where each column stands on the page [px], and on paper. */
const ROOMY = { source: 92, spine: 232, use: 385, firstGate: 585, token: 648, secondGate: 790, money: 850 };
const TIGHT = { source: 68, spine: 146, use: 218, firstGate: 378, token: 408, secondGate: 505, money: 540 };
const HEIGHT = 300;
const TOP = 52;

const wide = (chain: ChainFigures, frame: Frame): string => {
  const x = frame.name === 'wide' ? ROOMY : TIGHT;
  const billWords = frame.name === 'wide' ? chain.bill : chain.shortBill;
  const sources = stack(chain.sources, TOP, HEIGHT, 8);
  const uses = stack(chain.uses, TOP, HEIGHT, 8);
  const tokens = stack(chain.tokens, TOP, HEIGHT * 0.72, 28);
  const money = stack([...chain.dollars].reverse(), TOP, HEIGHT, 2);
  const spineTop = Math.min(sources[0]?.y ?? TOP, TOP);
  const parts: string[] = [
    words(x.source, 16, 'JOULES', { size: 11, role: 'muted', weight: 600 }),
    words(x.source, 34, chain.titles.joules, { size: 15, weight: 600 }),
    words(x.token, 16, 'TOKENS', { size: 11, role: 'muted', weight: 600 }),
    words(x.token, 34, frame.name === 'wide' ? `${chain.titles.tokens} written` : chain.titles.tokens, {
      size: frame.name === 'wide' ? 15 : 13,
      weight: 600,
    }),
    words(x.money, 16, 'DOLLARS', { size: 11, role: 'muted', weight: 600 }),
    words(x.money, 34, chain.titles.dollars, { size: 15, weight: 600 }),
  ];
  let [left, right] = [TOP, TOP];
  for (const source of sources) {
    const height = (source.height / total(sources)) * HEIGHT;
    parts.push(
      ribbon(x.source + 16, source.y, source.height, x.spine, left, height, source.role, 0.5),
      bar(x.source, source.y, 16, source.height, source.role),
    );
    parts.push(
      words(x.source - 8, source.label, source.name, { anchor: 'end', weight: 600 }),
      words(x.source - 8, source.label + 15, source.text, { anchor: 'end', size: 12, role: 'muted' }),
    );
    left += height;
  }
  for (const use of uses) {
    const height = (use.height / total(uses)) * HEIGHT;
    parts.push(
      ribbon(x.spine + 12, right, height, x.use, use.y, use.height, use.role, 0.55),
      bar(x.use, use.y, 16, use.height, use.role),
    );
    parts.push(
      words(x.use + 24, use.label, use.name, { weight: 600 }),
      words(x.use + 24, use.label + 15, use.text, { size: 12, role: 'muted' }),
    );
    right += height;
  }
  parts.push(bar(x.spine, spineTop, 12, HEIGHT, 'ink'));
  for (const [gate, figure] of [
    [x.firstGate, chain.perMillion.energy],
    [x.secondGate, chain.perMillion.money],
  ] as const) {
    parts.push(
      `<path d="M${gate.toFixed(1)} ${TOP + 52}V${TOP + HEIGHT}" stroke="var(--faint)" stroke-dasharray="1 4" stroke-linecap="round" fill="none"/>`,
    );
    parts.push(
      words(gate, TOP + 12, figure, { anchor: 'middle', weight: 600 }),
      words(gate, TOP + 28, 'per M', { anchor: 'middle', size: 12, role: 'muted' }),
      words(gate, TOP + 43, 'written', { anchor: 'middle', size: 12, role: 'muted' }),
    );
  }
  for (const token of tokens)
    parts.push(
      bar(x.token, token.y, 20, token.height, token.role),
      words(x.token + 28, token.label, token.name, { weight: 600 }),
      words(x.token + 28, token.label + 15, token.text, { size: 12, role: 'muted' }),
    );
  const bill = money.find((slice) => slice.role === 'electricity');
  const below = TOP + HEIGHT + 22;
  if (bill !== undefined) {
    const thick = 26;
    const from = x.spine + 6;
    parts.push(
      `<path d="M${(x.spine + 6).toFixed(1)} ${TOP + HEIGHT}V${below}" stroke="var(--electricity)" stroke-width="4" fill="none"/>`,
    );
    parts.push(
      `<path d="M${from.toFixed(1)} ${below}H${(x.secondGate - 40).toFixed(1)}C${(x.secondGate + 14).toFixed(1)} ${below} ${(x.money - 50).toFixed(1)} ${bill.y.toFixed(1)} ${x.money.toFixed(1)} ${bill.y.toFixed(1)}V${(bill.y + bill.height).toFixed(1)}C${(x.money - 30).toFixed(1)} ${(bill.y + bill.height).toFixed(1)} ${(x.secondGate + 34).toFixed(1)} ${below + thick} ${(x.secondGate - 40).toFixed(1)} ${below + thick}H${from.toFixed(1)}Z" fill="var(--electricity)" fill-opacity="0.32"/>`,
    );
    parts.push(bar(x.spine, below, 12, thick, 'electricity'));
    parts.push(words(x.spine + 22, below + 17, billWords, { weight: 600 }));
  }
  for (const part of money)
    parts.push(
      bar(x.money, part.y, 24, part.height, part.role),
      words(x.money + 34, part.label + 5, part.name, { weight: 600 }),
      words(x.money + 40 + textWidth(part.name, 12.5, 600), part.label + 5, part.text, { size: 12, role: 'muted' }),
    );
  return svg(frame.width, below + 34, parts);
};

const total = (slices: readonly { readonly height: number }[]): number =>
  slices.reduce((sum, slice) => sum + slice.height, 0);

export const chainFigure = (result: RunResult): Figure | null => {
  if (result.chain.joules.total === 0) return null;
  const chain = figuresOf(result);
  const period = result.horizon >= 86_400 ? 'One mean day' : `The whole run`;
  const closed = result.chain.joules.closure;
  return {
    code: 'chain',
    finding: chainFinding(result),
    subtitle: `${period}. Heights are to scale within each unit; dotted lines mark where the unit changes.`,
    note:
      closed === 0
        ? 'The ledger closes exactly.'
        : `The ledger of joules closes to 1 part in 10${superscript(Math.floor(-Math.log10(closed)))}.`,
    label: `${chainFinding(result)}. ${chain.titles.joules} make ${chain.titles.tokens} of output tokens and cost ${chain.titles.dollars}. ${chain.bill}.`,
    table: {
      columns: [
        { name: 'Stage', numeric: false },
        { name: 'Part', numeric: false },
        { name: 'Amount', numeric: true },
      ],
      rows: [
        ...chain.sources.map((slice) => ['Joules in', slice.name, slice.text]),
        ...chain.uses.map((slice) => ['Joules used', slice.name, slice.text]),
        ...chain.tokens.map((slice) => ['Tokens', slice.name, slice.text]),
        ...chain.dollars.map((slice) => ['Dollars', slice.name, slice.text]),
      ],
    },
    how: [
      'Writing is the energy of decode steps as if they carried no prompt; reading is what prompt chunks add to a step; waiting is powered chips with nothing to do; servers, cooling and losses come on top.',
      'Chips, bus and bill are metered apart, so that the sum of uses can be checked against the meter.',
    ],
    draw: (frame) => ({ svg: frame.narrow ? stackedChain(chain, frame) : wide(chain, frame) }),
  };
};

const superscript = (power: number): string =>
  [...String(Math.max(0, power))].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!).join('');
