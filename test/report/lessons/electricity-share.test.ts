/** The lesson on denominators: the page's own sum against the boundaries, its answers tried out, its policy, and a title that would be a tag. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { boundaries } from '../../../src/economy/boundary.js';
import { electricityShares, siteYearParts, yearlyRent } from '../../../src/economy/electricity-share.js';
import { PART_NAMES } from '../../../src/economy/parts.js';
import { blueprintOf } from '../../../src/factory/blueprint.js';
import { electricityShareLesson as lesson } from '../../../src/report/lessons/electricity-share.js';
import type { Taught } from '../../../src/report/lessons/lesson.js';
import { lessonPage } from '../../../src/report/lessons/page.js';
import {
  type PagedBoundary,
  type PagedSite,
  pagedBoundaries,
  pagedSite,
  SHARE_OF,
  type ShareData,
} from '../../../src/report/lessons/share-bench.js';
import { siteYear, statedDraw } from '../../../src/study/site-year.js';
import { load } from '../../scenarios/shipped.js';

const shareOf = new Function(`${SHARE_OF}return shareOf`)() as (
  boundary: PagedBoundary,
  site: PagedSite,
  price: number,
) => number;

const yearOf = (file: string, sets: readonly string[] = []) => {
  const { scenario, traces, series } = load(file, sets);
  const blueprint = blueprintOf(scenario, traces, series);
  return siteYear(blueprint, statedDraw(blueprint)!);
};
const [own] = lesson.files as readonly [string];
const paged = pagedBoundaries();

let taught: Taught;
let page: string;
beforeAll(async () => {
  taught = await lesson.teach(
    lesson.files.map((file) => load(file)),
    { threads: 1 },
  );
  page = await lessonPage(lesson, taught);
});

describe('the sum in the page', () => {
  test.each(lesson.files)('is that of the boundaries at any price: %s', (file) => {
    const year = yearOf(file);
    const site = pagedSite('site', year);
    const rent = yearlyRent(year);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3, noNaN: true }), (price) => {
        const parts = siteYearParts({ ...year, price: price / 3.6e6 });
        boundaries.forEach(({ inside, share }, row) => {
          const counted = inside(parts, rent);
          expect(counted === null).toBe(paged[row]!.needsRent && site.rent === null);
          if (counted !== null) expect(shareOf(paged[row]!, site, price)).toBeCloseTo(share(counted), 9);
        });
      }),
    );
  });

  test('is that of the boundaries for any cost', () => {
    const dollars = fc.double({ min: 0.001, max: 1000, noNaN: true });
    fc.assert(
      fc.property(fc.array(dollars, { minLength: 6, maxLength: 6 }), (values) => {
        const [electricity, ...parts] = values.slice(0, 5) as [number, ...number[]];
        const cost = Object.fromEntries(PART_NAMES.map((name, at) => [name, values[at]!])) as unknown as Parameters<
          (typeof boundaries)[number]['inside']
        >[0];
        const site = { title: '', kilowattHours: 1, price: 0, parts, rent: values[5]! };
        boundaries.forEach(({ inside, share }, row) => {
          const wanted = share(inside(cost, values[5]!)!);
          expect(Math.abs(shareOf(paged[row]!, site, electricity) - wanted)).toBeLessThan(1e-9 * Math.max(1, wanted));
        });
      }),
    );
  });

  test('takes a thousandth of the 16 ms that a step of the slider has', () => {
    const site = pagedSite('site', yearOf(own));
    const begun = performance.now();
    for (let step = 0; step < 1000; step++) for (const boundary of paged) shareOf(boundary, site, step / 1000);
    expect((performance.now() - begun) / 1000).toBeLessThan(16 / 16);
  });
});

describe('what the lesson says', () => {
  test('is the table of the published case: 62.5% and 14.9%', () => {
    expect(taught.verdict).toContain('62.5% of operating cash and 14.9% of the full cost');
    expect(electricityShares(yearOf(own)).find(({ code }) => code === 'operatorCash')!.range[1]).toBeGreaterThan(0.7);
  });

  test('the price in the first answer makes electricity 65% of the full cost', () => {
    const price = Number(/\$([\d.]+), which is/.exec(taught.questions[0].answer)![1]);
    const full = electricityShares(yearOf(own, [`power.tariff[0].price=${price} USD/kWh`])).find(
      ({ code }) => code === 'fullTco',
    )!;
    expect(full.share).toBeCloseTo(0.65, 3);
  });

  test('the saving in the second answer is what half the price saves', () => {
    const [full] = /^([\d.]+)%/.exec(taught.questions[1].answer)!.slice(1).map(Number);
    const [before, after] = [[], ['power.tariff[0].price=0.0455 USD/kWh']].map(
      (sets) => electricityShares(yearOf(own, sets)).find(({ code }) => code === 'fullTco')!.total,
    ) as [number, number];
    expect(100 * (1 - after / before)).toBeCloseTo(full!, 1);
  });

  test('names as thin what somebody assumed, and nothing that it does not read', () => {
    expect(page).toContain('price of the building');
    expect(page).not.toContain('step time of');
  });
});

describe('the page', () => {
  test('may run its own script and fetch nothing', () => {
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)![1]!;
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; script-src &#39;sha256-${hash}&#39;"`,
    );
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/(?:src|href)="?(?:http|\/\/)/);
    expect(() => new Function(script)).not.toThrow();
  });

  test('brings the data that the script prices', () => {
    const data = JSON.parse(/id="bench-data">([^<]*)</.exec(page)![1]!) as ShareData;
    expect(data.sites.length).toBe(lesson.files.length);
    expect(data.boundaries).toEqual(JSON.parse(JSON.stringify(paged)));
  });

  test('takes no title for markup', async () => {
    const title = '</script><b>x</b>';
    const worlds = lesson.files.map((file) => load(file, [`title=${title}`]));
    const hostile = await lessonPage(lesson, await lesson.teach(worlds, { threads: 1 }));
    expect(hostile).not.toContain('<b>x');
    expect(hostile.match(/<\/script>/g)!.length).toBe(page.match(/<\/script>/g)!.length);
    const data = JSON.parse(/id="bench-data">([^<]*)</.exec(hostile)![1]!) as ShareData;
    expect(data.sites[0]!.title).toBe(title);
  });

  test('is the same bytes again', async () => {
    expect(await lessonPage(lesson, taught)).toBe(page);
  });
});
