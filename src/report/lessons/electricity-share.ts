/** What share of the cost electricity is depends on the cost: one site, every denominator. Closed form, nothing is simulated. */
import { boundaries, findBoundary, totalOf } from '../../economy/boundary.js';
import {
  electricityShares,
  type ShareRow,
  type SiteYear,
  siteYearParts,
  yearlyRent,
} from '../../economy/electricity-share.js';
import { blueprintOf } from '../../factory/blueprint.js';
import type { Loaded } from '../../scenario/load.js';
import { factsOf } from '../../study/facts.js';
import { siteYear, statedDraw } from '../../study/site-year.js';
import { JOULES_PER_KILOWATT_HOUR, SECONDS_PER_HOUR, SECONDS_PER_YEAR } from '../../units/quantity.js';
import { type BarRow, horizontalBars } from '../charts/bars.js';
import { COST_KEY } from '../charts/boundary.js';
import type { Figure } from '../figure.js';
import { capital } from '../headline.js';
import { percent, perMillion } from '../numbers.js';
import type { Lesson, Taught } from './lesson.js';
import { pagedSite, shareBench } from './share-bench.js';

/** From the narrowest denominator to the widest. */
const DRAWN = ['facilityCash', 'operatorCash', 'facilityFull', 'chipsSunk', 'fullTco'] as const;

/** Money an hour: `$0.21`, in cents below a dime. */
const money = perMillion;
const toTenth = (share: number): string => `${(100 * share).toFixed(1)}%`;

const yearOf = ({ scenario, traces, series, file }: Loaded): SiteYear => {
  const blueprint = blueprintOf(scenario, traces, series);
  const draw = statedDraw(blueprint);
  if (draw === null)
    throw new RangeError(`${file}: economy.utilisation is not stated, and this lesson simulates nothing`);
  return siteYear(blueprint, draw);
};

const acceleratorHours = ({ holdings }: SiteYear): number =>
  holdings.reduce((sum, { accelerators }) => sum + accelerators, 0) * (SECONDS_PER_YEAR / SECONDS_PER_HOUR);

const figureOf = (title: string, year: SiteYear, rows: readonly ShareRow[]): Figure => {
  const hours = acceleratorHours(year);
  const [parts, rent] = [siteYearParts(year), yearlyRent(year)];
  const of = (code: ShareRow['code']) => rows.find((row) => row.code === code)!;
  const bars = DRAWN.map((code): BarRow => {
    const inside = findBoundary(code).inside(parts, rent)!;
    const { share, range } = of(code);
    return {
      name: capital(of(code).label),
      parts: (['electricity', 'operations', 'building', 'chips'] as const).map((part) => ({
        role: part,
        value: inside[part] / hours,
        word: part,
      })),
      figure: percent(share),
      rest: `of ${money(totalOf(inside) / hours)} (${Math.round(100 * range[0])}–${Math.round(100 * range[1])}%)`,
      whisker: null,
    };
  });
  const finding = `One electricity bill is ${percent(of('operatorCash').share)} of operating cash and ${percent(of('fullTco').share)} of the full cost`;
  return {
    code: 'share',
    finding,
    subtitle: `Cost of one chip for an hour, USD, ${title}. Electricity, in orange, is ${money(parts.electricity / hours)} in every row; the bold number is its share. In brackets: the range of the assumed inputs.`,
    key: COST_KEY,
    note: '',
    label: `${finding}. ${bars.map(({ name, figure }) => `${name}: ${figure}`).join('; ')}.`,
    table: {
      columns: [
        { name: 'Denominator', numeric: false },
        { name: 'Share', numeric: true },
        { name: 'Range', numeric: true },
        { name: 'USD an hour for one chip', numeric: true },
        { name: '65% at USD/kWh', numeric: true },
      ],
      rows: rows.map(({ label, share, range, total, priceFor }) => [
        capital(label),
        toTenth(share),
        `${Math.round(100 * range[0])}–${Math.round(100 * range[1])}%`,
        money(total / hours),
        priceFor === null ? '—' : (priceFor[1]! * JOULES_PER_KILOWATT_HOUR).toPrecision(3),
      ]),
    },
    how: [
      ...rows.map(({ label, definition, formula }) => `${capital(label)}: ${definition} ${formula}`),
      'Range: maintenance, software and staff halved and doubled, the building × 0.67 and × 1.5, machines × 0.7 and × 1.3, in all 27 combinations.',
    ],
    draw: (frame) => ({ spec: horizontalBars(bars, frame, 'USD an hour for one chip', true) }),
  };
};

/** Facts that closed form reads: not how fast a chip is, nor what is asked of it. */
const isRead = ({ name, path }: Taught['facts'][number]): boolean =>
  !path.startsWith('demand') &&
  !path.startsWith('power.sources') &&
  !/^(?:step time|power limit|server power|marginal PUE)/.test(name);

export const electricityShareLesson: Lesson = {
  name: 'electricity-share',
  title: 'Electricity is 60–70% of the cost. Of which cost?',
  files: [
    'lessons/electricity-share.yaml',
    'electricity-share/01-gb200-us-hyperscaler.yaml',
    'electricity-share/02-h100-us-neocloud.yaml',
    'electricity-share/05-910c-china-west.yaml',
    'electricity-share/09-a100-china-written-off.yaml',
  ],
  teach: async (worlds) => {
    const years = worlds.map(yearOf);
    const [world, year] = [worlds[0]!, years[0]!];
    const rows = electricityShares(year);
    const of = (code: ShareRow['code']) => rows.find((row) => row.code === code)!;
    const [full, cash] = [of('fullTco'), of('operatorCash')];
    const wanted = full.priceFor![1]! * JOULES_PER_KILOWATT_HOUR;
    const paid = year.price * JOULES_PER_KILOWATT_HOUR;
    const halved = electricityShares({ ...year, price: year.price / 2 });
    const saved = (code: ShareRow['code']): string =>
      toTenth(1 - halved.find((row) => row.code === code)!.total / of(code).total);
    return {
      verdict: `Electricity is ${toTenth(cash.share)} of operating cash and ${toTenth(full.share)} of the full cost:`,
      rest: `one bill, two denominators, ${world.scenario.title}.`,
      lede: `“Electricity makes up 60 to 70 percent of the cost of computing” was first said of operating cost (Changjiang Securities, quoted by guancha.cn, March 2026); retellings dropped the adjective. Over the range of the assumed inputs it is ${percent(cash.range[0])} to ${percent(cash.range[1])} of operating cash and ${percent(full.range[0])} to ${percent(full.range[1])} of the full cost.`,
      figure: figureOf(world.scenario.title, year, rows),
      bench: shareBench(
        worlds.map(({ scenario }, row) => pagedSite(scenario.title, years[row]!)),
        boundaries.findIndex(({ code }) => code === 'operatorCash'),
      ),
      questions: [
        {
          ask: 'How dear must a kilowatt-hour be for electricity to be 65% of the full cost?',
          answer: `$${wanted.toPrecision(3)}, which is ${(wanted / paid).toPrecision(3)} times the ${money(paid)} paid here. Choose “Full cost” above and move the price until the number reads 65.`,
        },
        {
          ask: 'The price of electricity is halved. How much cheaper is an hour of the chip?',
          answer: `${saved('fullTco')} of the full cost, and ${saved('operatorCash')} of operating cash: half the share, whichever share is asked about.`,
        },
      ],
      facts: factsOf(blueprintOf(world.scenario, world.traces, world.series)).filter(isRead),
      sampling: 'A year of 8,760 hours in closed form; nothing is simulated, so nothing has a sampling interval.',
    };
  },
};
