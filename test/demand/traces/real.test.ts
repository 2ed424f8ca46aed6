import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { presets } from '../../../src/demand/presets/index.js';
import { parseTrace } from '../../../src/demand/traces/parse.js';
import { period } from '../../../src/demand/traces/trace.js';
import { mean, rankCorrelation } from '../streams.js';

/** The public traces lie beside the checkout where they are at hand; the project ships none of them. */
const FOLDER = '../shared/data/traces';

const files = [
  { file: 'AzureLLMInferenceTrace_code.csv', preset: 'azure-code-2023' },
  { file: 'AzureLLMInferenceTrace_conv.csv', preset: 'azure-conversation-2023' },
  { file: 'mooncake_conversation_trace.jsonl', preset: 'mooncake-conversation' },
];

if (existsSync(FOLDER))
  describe('the public traces', () => {
    test.each(files)('$file is read whole and gives the figures of $preset', ({ file, preset: name }) => {
      const answer = parseTrace([readFileSync(`${FOLDER}/${file}`)]);
      if ('issues' in answer) throw new Error(JSON.stringify(answer.issues));
      const { trace } = answer;
      const preset = presets.find((one) => one.name === name)!;
      expect(trace.count).toBe(preset.requests.value);
      expect(mean([...trace.prompt])).toBeCloseTo(preset.prompt.value.mean!, 1);
      expect(mean([...trace.output])).toBeCloseTo(preset.output.value.mean!, 1);
      expect((period(trace) * (trace.count - 1)) / trace.count).toBeCloseTo(preset.span.value, 0);
      expect(rankCorrelation([...trace.prompt], [...trace.output])).toBeCloseTo(preset.rankCorrelation.value, 2);

      const gaps = [...trace.arrival].slice(1).map((time, i) => time - trace.arrival[i]!);
      const gap = mean(gaps);
      const deviation = Math.sqrt(mean(gaps.map((one) => (one - gap) ** 2)));
      expect(Math.abs(deviation / gap / preset.gapVariation.value - 1)).toBeLessThan(0.01);

      const minutes = Math.floor(preset.span.value / 60);
      const counts = new Array<number>(minutes).fill(0);
      for (const time of trace.arrival) {
        const minute = Math.floor((time - trace.arrival[0]!) / 60);
        if (minute < minutes) counts[minute] = counts[minute]! + 1;
      }
      const average = mean(counts);
      const variance = counts.reduce((sum, count) => sum + (count - average) ** 2, 0) / (minutes - 1);
      expect(Math.abs(variance / average / preset.dispersionPerMinute.value - 1)).toBeLessThan(0.01);
    });

    test('Mooncake keeps the blocks of every prompt: one for each 512 tokens begun', () => {
      const answer = parseTrace([readFileSync(`${FOLDER}/mooncake_conversation_trace.jsonl`)]);
      if ('issues' in answer) throw new Error(JSON.stringify(answer.issues));
      const { trace } = answer;
      const fitting = Array.from(trace.prompt, (tokens, row) => Math.ceil(tokens / 512) === trace.blockCount![row]);
      expect(fitting.filter(Boolean).length / trace.count).toBeGreaterThan(0.99);
    });
  });
else
  test('the public traces are not at hand, so their figures are not checked here', () => {
    console.warn(`No traces at ${FOLDER}: the measured figures of the presets are not checked against them.`);
    expect(files.map(({ preset }) => preset)).toEqual(presets.map(({ name }) => name));
  });
