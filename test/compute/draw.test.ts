import { describe, expect, test } from 'vitest';
import { findChip } from '../../src/compute/chips/index.js';
import { capCurves } from '../../src/compute/curves/caps.js';
import { cappedChip, chipDraw, idleDraw, throughputKept } from '../../src/compute/draw.js';
import { findFramework } from '../../src/compute/frameworks.js';
import { findModel } from '../../src/compute/models/index.js';
import { plainPlan } from '../../src/compute/plan.js';
import { serverOverhead } from '../../src/compute/server.js';
import { explainStep, stepModel } from '../../src/compute/step.js';

const h100 = findChip('h100')!;
const plan = plainPlan(h100, findModel('llama-3.1-8b')!, findFramework('vllm'));
const decoding = (sequences: number) => ({
  decode: sequences,
  contexts: [sequences * 1024],
  prefill: 0,
  chunks: 0,
  pairs: [0],
  pairsPerLength: [0],
  finished: 0,
});

describe('draw', () => {
  test.each([
    [1, 425, 2.91],
    [64, 619, 0.1065],
    [256, 693, 0.0661],
  ])('of an H100 writing %i tokens a step has its published value', (sequences, watts, joules) => {
    const step = explainStep(plan, decoding(sequences));
    expect(step.watts / watts).toBeCloseTo(1, 2);
    expect(step.joules / sequences / joules).toBeCloseTo(1, 2);
  });

  test('of reading a long prompt is the limit of the chip', () => {
    const pairs = (8192 * 8192) / 2;
    const step = explainStep(plan, {
      decode: 0,
      contexts: [0],
      prefill: 8192,
      chunks: 1,
      pairs: [pairs],
      pairsPerLength: [pairs / 8192],
      finished: 1,
    });
    expect(step.watts).toBe(700);
    expect(step.joules / 8192).toBeCloseTo(0.0178, 4);
  });

  test('never falls in proportion to use: an almost empty step still draws over a third', () => {
    expect(chipDraw(h100, 0, 0)).toBeCloseTo(0.37 * 700, 9);
  });

  test('of an idle chip is its reading, or a tenth of its limit where nobody read it', () => {
    expect(idleDraw(h100)).toBe(70);
    expect(idleDraw(findChip('ascend-950pr')!)).toBe(60);
  });

  test('of a replica is that of its chips, and the servers come on top', () => {
    const wide = plainPlan(h100, findModel('llama-3.1-70b')!, findFramework('vllm'), { tensor: 8, data: 1, expert: 1 });
    const model = stepModel(wide);
    expect(model.idle).toBe(560);
    expect(model.peak).toBe(5600);
    expect(model.draw(1, 1)).toBe(5600);
    expect(serverOverhead(wide)).toBe(8 * 575);
  });
});

describe('a power cap', () => {
  test('of 500 W keeps .913 of the speed of an H100 that would draw 693', () => {
    expect(throughputKept(capCurves.module, 500 / 693, 70 / 693)).toBeCloseTo(0.913, 2);
  });

  test('that the step does not reach changes nothing', () => {
    expect(cappedChip(h100, 425, 0.007, 0.0003, 500)).toEqual({ seconds: 0.007, joules: 425 * 0.007 });
  });

  test('that bites stretches the device part of the step and holds the draw', () => {
    const model = stepModel(plan);
    const { decodeFloor, attention } = model;
    const rest = model.rest(256, 256);
    const step = {
      seconds: rest.seconds + decodeFloor.seconds + attention[0]!.seconds * 256 * 1024,
      compute: rest.compute + attention[0]!.compute * 256 * 1024,
      memory: rest.memory + attention[0]!.memory * 256 * 1024,
    };
    const capped = model.capped(step, 500);
    expect(capped.seconds).toBeCloseTo(0.0003 + (step.seconds - 0.0003) / 0.913, 3);
    expect(capped.joules).toBeCloseTo(500 * capped.seconds, 9);
  });

  test('at idle draw stops the chip', () => {
    expect(cappedChip(h100, 600, 0.01, 0.0003, 70).seconds).toBe(Number.POSITIVE_INFINITY);
  });

  test.each(Object.entries(capCurves))('keeps more speed the more draw it leaves (%s)', (_, curve) => {
    let before = 0;
    for (let ratio = 0; ratio <= 1.0001; ratio += 0.01) {
      const kept = throughputKept(curve, ratio, 0.1);
      expect(kept).toBeGreaterThanOrEqual(before);
      before = kept;
    }
    expect(before).toBe(1);
  });
});
