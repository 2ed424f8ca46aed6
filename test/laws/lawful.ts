/** The laws that every run must keep, whatever was asked: said as sentences about what is broken. */
import type { Blueprint } from '../../src/factory/blueprint.js';
import type { RunResult } from '../../src/measure/result.js';
import { COUNTERS, type Counter, counterIndex } from '../../src/serving/pool/spec.js';
import type { PieceResult } from '../../src/study/piece.js';

/** Every place in plain data that holds a number that is none, or nothing at all. */
export const holes = (value: unknown, path = 'result'): string[] => {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (value === undefined) return [`${path} is undefined`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => holes(inner, `${path}.${key}`));
};

const close = (a: number, b: number, scale = Math.max(Math.abs(a), Math.abs(b))): boolean =>
  Math.abs(a - b) <= 1e-9 * scale;

/** Every estimate anywhere in the result. */
const estimates = (value: unknown, path = 'result'): (readonly [string, number, readonly [number, number]])[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { value: middle, interval } = value as { value?: unknown; interval?: unknown };
  const own =
    typeof middle === 'number' && Array.isArray(interval)
      ? [[path, middle, interval as unknown as [number, number]] as const]
      : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => estimates(inner, `${path}.${key}`))];
};

export const brokenLaws = (blueprint: Blueprint, pieces: readonly PieceResult[], result: RunResult): string[] => {
  const broken: string[] = [];
  const law = (holds: boolean, statement: string): void => {
    if (!holds) broken.push(statement);
  };
  broken.push(...holes(result));

  for (const { piece, windows, outstanding, waiting } of pieces) {
    const name = `${blueprint.pools[piece.pool]!.name}, group ${piece.group}`;
    const total = (counter: Counter): number => {
      let sum = 0;
      for (let at = counterIndex[counter]; at < windows.length; at += COUNTERS.length) sum += windows[at]!;
      return sum;
    };
    const inside = outstanding.at(-1) ?? 0;
    const [arrived, finished, refused] = [total('arrived'), total('finished'), total('refused')];
    const handed = total('handedOver');
    law(
      arrived === finished + refused + handed + inside,
      `${name}: ${arrived} in, ${finished} finished, ${refused} refused, ${handed} handed over, ${inside} inside`,
    );
    law(
      waiting.every((count, at) => count >= 0 && count <= outstanding[at]!),
      `${name}: more waiting than inside`,
    );
    law(
      [...windows].every((value) => value >= -1e-6),
      `${name}: a counter is negative`,
    );
    const { replicas } = blueprint.pools[piece.pool]!.groups[piece.group]!;
    const lived = total('decodeTicks') + total('prefillTicks') + total('idleTicks');
    const whole = replicas * blueprint.windows * blueprint.windowTicks;
    // A step that began in time may end after the last window, and the first begins with it.
    law(lived <= whole * (1 + 1e-9) + 1, `${name}: ${lived} ticks lived of ${whole}`);
  }

  const { joules } = result.chain;
  const used = joules.writing + joules.reading + joules.idle + joules.server + joules.facility + joules.elsewhere;
  law(joules.closure <= 1e-9, `energy does not close: ${joules.closure}`);
  law(close(used, joules.total), `uses of ${used} J, but the meter says ${joules.total} J`);
  law(
    close(
      joules.sources.reduce((sum, source) => sum + source.joules, 0),
      joules.total,
    ),
    `sources do not add up to ${joules.total} J`,
  );
  law(joules.facility >= -1e-9 * joules.total, 'cooling gives energy');

  const billed = result.bill.reduce((sum, line) => sum + line.dollars, 0);
  const full = result.boundaries.find(({ code }) => code === 'fullTco')!;
  const gross = result.bill.reduce((sum, line) => sum + Math.abs(line.dollars), 0) + Math.abs(full.total);
  law(close(billed, full.electricity, gross), `a bill of ${billed} USD, but electricity of ${full.electricity} USD`);
  for (const { code, total, electricity, operations, building, chips } of result.boundaries)
    law(
      close(total, electricity + operations + building + chips, gross),
      `${code}: parts do not add up to ${total} USD`,
    );
  law(
    close(
      result.chain.dollars.reduce((sum, part) => sum + part.dollars, 0),
      full.total,
      gross,
    ),
    'the waterfall does not end at the full cost',
  );
  const { output, input, cached, common } = result.costByType;
  law(
    close(output.dollars + input.dollars + (cached?.dollars ?? 0) + common, full.total, gross),
    'cost by token type does not add up to the full cost',
  );

  for (const [path, value, [low, high]] of estimates(result)) {
    law(low <= high, `${path}: interval from ${low} to ${high}`);
    law(
      low <= value + 1e-9 * Math.abs(value) && value <= high + 1e-9 * Math.abs(value),
      `${path}: ${value} outside ${low} to ${high}`,
    );
  }
  for (const stream of result.streams)
    for (const measure of ['ttft', 'tpot', 'e2e'] as const) {
      const times = stream[measure];
      if (times === null) continue;
      const rising = [0, times.p5, times.p50.value, times.p90.value, times.p95.value, times.p99.value];
      law(
        rising.every((time, at) => at === 0 || time >= rising[at - 1]!),
        `${stream.name}: ${measure} percentiles fall: ${rising}`,
      );
    }
  for (const { name, busy, sampled, replicas, meanBatch } of result.pools) {
    law(busy >= 0 && busy <= 1 + 1e-9, `${name}: busy ${busy} of the time`);
    law(sampled <= replicas, `${name}: ${sampled} of ${replicas} replicas sampled`);
    law(meanBatch >= 0, `${name}: a batch of ${meanBatch}`);
  }
  for (const { name, goodput } of result.streams)
    law(goodput === null || (goodput.value >= 0 && goodput.value <= 1), `${name}: goodput ${goodput?.value}`);
  return broken;
};
