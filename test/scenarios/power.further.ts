/** The headline of each scenario about power, on two replicas of each pool. */
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/measure/result.js';
import { answer } from '../../src/study/answer.js';
import { load } from './shipped.js';

const SMALL = ['sampling.sample=2'];
const resultOf = async (file: string, ...sets: string[]): Promise<RunResult> =>
  (await answer(load(file, [...SMALL, ...sets]), { threads: 1, records: 'none' })).result;
const joulesOf = (result: RunResult, source: string): number =>
  result.chain.joules.sources.find(({ name }) => name === source)?.joules ?? 0;
const measure = (result: RunResult, name: string): number => result.measures.find((one) => one.name === name)!.value!;

describe('power scenarios', () => {
  test('03: sun, wind and a battery carry more than half of the hall at six tenths of the grid’s carbon, and electricity’s share stays within a fifth of the grid’s', async () => {
    const own = await resultOf('03-sun-wind-battery.yaml', 'horizon=1 day');
    const bought = await resultOf('worlds/ningxia-hall.yaml', 'horizon=1 day');
    const share = (joulesOf(own, 'solar') + joulesOf(own, 'wind')) / own.chain.joules.total;
    expect(share).toBeGreaterThan(0.5);
    expect(own.chain.joules.closure).toBeLessThan(1e-9);
    expect(measure(own, 'electricity.share.fullTco')).toBeLessThan(1.2 * measure(bought, 'electricity.share.fullTco'));
    expect(measure(own, 'carbon.total')).toBeLessThan(0.6 * measure(bought, 'carbon.total'));
  });

  test('04: letting overnight work wait through dear hours lowers the mean price paid, and people keep most of their promises', async () => {
    const sets = ['horizon=1 day', 'start=2025-08-13'];
    const [waits, pays] = [
      await resultOf('04-texas-price-tail.yaml', ...sets),
      await resultOf('worlds/texas-hourly.yaml', ...sets),
    ];
    const price = ({ bill }: RunResult) => {
      const energy = bill.filter(({ label }) => label.startsWith('Energy'));
      return (
        energy.reduce((sum, { dollars }) => sum + dollars, 0) / energy.reduce((sum, { quantity }) => sum + quantity, 0)
      );
    };
    expect(waits.shortage!.seconds).toBeGreaterThan(0);
    expect(price(waits)).toBeLessThan(price(pays));
    expect(waits.chain.tokens.written).toBeGreaterThan(0.8 * pays.chain.tokens.written);
  });

  test('05: gensets carry part of the outage, tokens are lost, and the grid gives nothing while it is down', async () => {
    const result = await resultOf('05-outage-on-a-still-night.yaml', 'horizon=15 hour');
    expect(joulesOf(result, 'genset')).toBeGreaterThan(1e9);
    expect(result.shortage!.tokensLost!.value).toBeGreaterThan(0);
    const [first] = result.shortage!.episodes;
    expect(first!.from / 3600).toBeGreaterThanOrEqual(11);
    expect(first!.to / 3600).toBeLessThan(16);
    const of = (stream: string) => result.shortage!.promises.find((one) => one.stream === stream)!;
    expect(of('chat').kept).toBeGreaterThan(0.7);
  });

  test('06: the heat lifts the PUE past 1.3, and twenty minutes without cooling warm the hall until chips are held back', async () => {
    const result = await resultOf('06-heat-wave.yaml', 'horizon=17 hour');
    expect(measure(result, 'pue.average')).toBeGreaterThan(1.3);
    expect(result.troubles.join(' ')).toMatch(/Cooling failed and the hall reached \d\d °C/);
    expect(result.shortage!.tokensLost!.value).toBeGreaterThan(0);
  });

  test('07: kilowatt-hours lose a twentieth on 2,000 km, and tokens are cheaper where the wind blows', async () => {
    const [sea, source] = [
      await resultOf('07-ship-tokens-or-kilowatt-hours.yaml', 'horizon=1 day'),
      await resultOf('worlds/at-the-source.yaml', 'horizon=1 day'),
    ];
    expect(joulesOf(sea, 'line')).toBeGreaterThan(0);
    expect(measure(source, 'cost.fullTco.perOutputToken')).toBeLessThan(measure(sea, 'cost.fullTco.perOutputToken'));
  });

  test('08: behind one connection every fleet stays within it, and an H20 makes more tokens a joule than a 910C', async () => {
    const files = ['08-same-megawatts.yaml', 'worlds/megawatts-h100.yaml', 'worlds/megawatts-910c.yaml'];
    const worlds = await Promise.all(files.map((file) => resultOf(file, 'horizon=2 hour')));
    for (const world of worlds) {
      expect(measure(world, 'power.site.peak')).toBeLessThan(3e6);
      expect(measure(world, 'power.site.peak')).toBeGreaterThan(1.5e6);
    }
    const [h20, , ascend] = worlds.map((world) => measure(world, 'tokens.perJoule'));
    expect(h20!).toBeGreaterThan(ascend!);
  });
});
