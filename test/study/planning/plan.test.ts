/** The cheapest fleet: against brute force, under laws, and where no fleet keeps the promise. */
import { describe, expect, test } from 'vitest';
import { blueprintOf } from '../../../src/factory/blueprint.js';
import { planAnswer } from '../../../src/report/planning/words.js';
import { loadScenario } from '../../../src/scenario/load.js';
import type { JobResult } from '../../../src/study/job.js';
import { askedOf } from '../../../src/study/planning/asked.js';
import { plan } from '../../../src/study/planning/plan.js';
import { isKept, Points } from '../../../src/study/planning/points.js';
import { LEVELS, pricesOf, waysOf } from '../../../src/study/planning/ways.js';

const text = (planning: string): string => `
title: A tiny hall
site: {region: us-tx}
fleet: [{name: pool, chip: h100, model: llama-3.1-8b, replicas: 4}]
demand:
  - {name: chat, model: llama-3.1-8b, rate: 120 request/s, lengths: azure-conversation-2023, promise: {ttft: {within: 500 ms}, tpot: {within: 30 ms}}}
horizon: 2 minute
warmUp: 1 minute
plan: {chips: [{chip: h100}, {chip: h20}], mostChips: 1, finalists: 40${planning}}
`;
const loaded = (planning: string) => loadScenario('tiny.yaml', { text: () => text(planning), bytes: () => [] });
/** Finished work serves all tests. */
const finished = new Map<string, JobResult>();
const shelf = {
  take: (key: string) => finished.get(key) ?? null,
  put: (key: string, result: JobResult) => void finished.set(key, result),
};
const planned = async (planning: string) =>
  (await plan(loaded(planning), { threads: 1, replications: 2, shelf })).planned;
const tpot = (milliseconds: number): string => `, promise: {tpot: {within: ${milliseconds} ms}}`;

describe('the cheapest fleet that keeps a promise', () => {
  test('is the one that trying every way at every size finds', async () => {
    const { scenario, traces, series } = loaded('');
    const blueprint = blueprintOf(scenario, traces, series, 'day');
    const asked = askedOf(blueprint);
    const { ways } = waysOf(blueprint, asked.models[0]!, asked.allowed, pricesOf(blueprint));
    expect(new Set(ways.map(({ pool }) => pool.chip))).toEqual(new Set(['h100', 'h20']));
    const points = new Points(scenario, { traces, series }, null, { threads: 1, shelf }, () => {});
    const all = ways.flatMap((way) => LEVELS.map((_, level) => ({ way, asked: asked.models[0]!, level })));
    const kept = (await points.at(all, 1)).filter((point) => isKept(point, asked));
    const best = Math.min(...kept.map(({ cost }) => cost));
    const { verdict, chosen, finalists } = await planned('');
    expect(verdict).toBe('kept');
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.length).toBeLessThan(all.length);
    expect(chosen!.yearly).toBeCloseTo((best * 31_536_000) / 120, 3);
    expect(finalists[0]!.difference).toBeNull();
    for (const { difference } of finalists.slice(1)) expect(difference!.value).toBeGreaterThanOrEqual(0);
  });

  test('costs no more for a looser promise', async () => {
    const costs: number[] = [];
    for (const limit of [14, 20, 30, 45]) costs.push((await planned(tpot(limit))).chosen!.yearly);
    expect(costs).toEqual([...costs].sort((a, b) => b - a));
    expect(costs[0]).toBeGreaterThan(costs.at(-1)!);
  });

  test('costs no more with more megawatts, money or chips; a limit that makes it dearer is said to bind', async () => {
    const free = (await planned(tpot(30))).chosen!;
    for (const [name, limits] of [
      ['watts', [0.7, 0.9, 1.1].map((share) => `, megawatts: ${Math.round(share * free.watts)} W`)],
      ['dollars', [0.7, 0.9, 1.1].map((share) => `, budget: "${Math.round(share * free.outlay)} USD"`)],
    ] as const) {
      const found = [];
      for (const limit of limits) found.push(await planned(tpot(30) + limit));
      const costs = found.map(({ verdict, chosen }) =>
        verdict === 'kept' ? chosen!.yearly : Number.POSITIVE_INFINITY,
      );
      expect(costs).toEqual([...costs].sort((a, b) => b - a));
      expect(costs.at(-1)).toBe(free.yearly);
      expect(found[0]!.binding.map(({ limit }) => limit)).toContain(name);
      expect(found.at(-1)!.binding).toEqual([]);
    }
  });

  test('lies on a front on which a shorter promise is dearer', async () => {
    const found = await planned(tpot(30));
    const { front, finalists } = found;
    expect(front.length).toBeGreaterThan(3);
    for (const [row, fleet] of front.slice(1).entries()) {
      expect(fleet.strain).toBeLessThan(front[row]!.strain);
      expect(fleet.yearly).toBeGreaterThan(front[row]!.yearly);
    }
    // A fleet that the whole site belies comes after all that it does not, and is not called kept.
    const belied = finalists.map(({ missed }) => missed.length > 0);
    expect(belied).toEqual(belied.toSorted((a, b) => Number(a) - Number(b)));
    expect(found.verdict).toBe(belied[0] ? 'unsure' : 'kept');
    expect(planAnswer({ ...found, verdict: 'unsure' }).verdict).toMatch(/^We cannot tell/);
  });
});

describe('where no fleet keeps the promise', () => {
  test('the nearest that could be kept is kept when it is asked for', async () => {
    const first = await planned(tpot(6));
    expect(first.verdict).toBe('nearest');
    expect(first.stretch).toBeGreaterThan(1);
    const [{ within }] = first.promises as [(typeof first.promises)[number]];
    expect(within).toBeGreaterThan(0.006);
    const again = await planned(tpot(within * 1000));
    expect(again.verdict).toBe('kept');
    expect(again.chosen!.yearly).toBe(first.chosen!.yearly);
    /** A tenth shorter is not. */
    expect((await planned(tpot(Number((within * 900).toPrecision(3))))).verdict).toBe('nearest');
  });

  test('a promise below the speed of light is told with its floor', async () => {
    const { tooFast, verdict } = await planned(tpot(1));
    expect(verdict).toBe('nearest');
    expect(tooFast).toHaveLength(1);
    expect(tooFast[0]).toMatchObject({ stream: 'chat', measure: 'tpot', limit: 0.001 });
    /** 16 GB of weights at 4 TB/s. */
    expect(tooFast[0]!.floor).toBeGreaterThan(0.0035);
    expect(tooFast[0]!.floor).toBeLessThan(0.0045);
  });

  test('too few watts are told with what it takes, which is enough when it is given', async () => {
    const first = await planned(', megawatts: 2000 W');
    expect(first.verdict).not.toBe('kept');
    const [{ limit, needs }] = first.binding as [(typeof first.binding)[number]];
    expect(limit).toBe('watts');
    expect((await planned(`, megawatts: ${Math.ceil(needs!)} W`)).verdict).toBe('kept');
  });

  test('a model that fits on no chip allowed is a result with a sentence', async () => {
    const small = text('')
      .replace('{chip: h100}, {chip: h20}', '{chip: rtx4090}')
      .replaceAll('llama-3.1-8b', 'llama-3.1-70b');
    const { planned: none } = await plan(loadScenario('tiny.yaml', { text: () => small, bytes: () => [] }), {
      threads: 1,
      replications: 2,
    });
    expect(none.verdict).toBe('impossible');
    expect(none.troubles.join(' ')).toMatch(/needs .* GiB of weights/);
  });
});
