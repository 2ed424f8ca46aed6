/** The quantised table over the real catalogue: every model on a chip of each vendor. */
import { expect, test } from 'vitest';
import { findChip } from '../../../src/compute/chips/index.js';
import { findFramework } from '../../../src/compute/frameworks.js';
import { models } from '../../../src/compute/models/index.js';
import { plainPlan } from '../../../src/compute/plan.js';
import { stepModel } from '../../../src/compute/step.js';
import { TICKS_PER_SECOND } from '../../../src/demand/request.js';
import { CostTable, stepCost } from '../../../src/serving/pool/cost-table.js';
import { RestCache } from '../../../src/serving/pool/rest-cache.js';

const chips = ['h100', 'h20'].map((name) => findChip(name)!);

test.each(models.map((model) => [model.name, model] as const))(
  '%s: time and energy of a decode step lie within a thousandth of the physics',
  (_, model) => {
    for (const chip of chips) {
      const step = stepModel(
        plainPlan(chip, model, findFramework('vllm'), { tensor: 8, data: 1, expert: 1 }, { precision: 'fp8' }),
      );
      const table = new CostTable(step, 256, 300 * TICKS_PER_SECOND);
      const cache = new RestCache(step, 256);
      cache.find(1700, 33);
      expect(cache.seconds / step.rest(1700, 33).seconds).toBeCloseTo(1, 9);
      for (const cap of [Number.POSITIVE_INFINITY, 0.75 * step.peak]) {
        for (const batch of [1, 7, 64, 256]) {
          for (const context of [3, 300, 2900, 31_000]) {
            const contexts = step.windows.map((window) => batch * Math.min(context, window));
            const attention = contexts.reduce((sum, tokens, j) => sum + table.slopes[j]! * tokens, 0);
            const piece = table.piece(table.powerState(cap), batch, attention);
            const at = (column: number) =>
              contexts.reduce(
                (sum, tokens, j) => sum + table.pieces[piece + 3 + column * contexts.length + j]! * tokens,
                table.pieces[piece + 1 + column]!,
              );
            const none = step.windows.map(() => 0);
            const cost = stepCost(step, {
              decode: batch,
              contexts,
              prefill: 0,
              chunks: 0,
              pairs: none,
              pairsPerLength: none,
              finished: 0,
            });
            const uncapped = {
              seconds: cost.seconds,
              joules: cost.seconds * step.draw(cost.compute / cost.seconds, cost.memory / cost.seconds),
            };
            const physics = cap === Number.POSITIVE_INFINITY ? uncapped : step.capped(cost, cap);
            expect(Math.abs(at(0) / TICKS_PER_SECOND / physics.seconds - 1)).toBeLessThan(1e-3);
            expect(Math.abs((at(1) * table.jouleQuantum) / physics.joules - 1)).toBeLessThan(1e-3);
          }
        }
      }
    }
  },
);
