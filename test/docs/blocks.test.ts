/** Every code block of README and docs is run: scenarios are simulated, commands are typed, programs are executed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chip } from '../../src/compute/chips/chip.js';
import { type Files, loadScenario } from '../../src/index.js';
import { answer } from '../../src/study/answer.js';
import { type Block, blocks, pages, pageText, root } from './pages.js';
import { build, discard, isProgram, QUICK, runLine } from './program.js';

let folder: string;
beforeAll(() => {
  build();
  folder = mkdtempSync(join(tmpdir(), 'pages-'));
});
afterAll(() => {
  discard();
  rmSync(folder, { recursive: true, force: true });
});

const place = ({ page, line }: Block): string => `${page}:${line}`;
const inLanguage = (language: string): readonly (readonly [string, Block])[] =>
  blocks.filter((block) => block.language === language).map((block) => [place(block), block] as const);

test('every block says its language, and all but plain text is run here', () => {
  expect(blocks.filter(({ language }) => !['sh', 'yaml', 'ts', 'text'].includes(language)).map(place)).toEqual([]);
  for (const language of ['sh', 'yaml', 'ts']) expect(inLanguage(language)).not.toEqual([]);
  const fences = pages.reduce((sum, page) => sum + [...pageText(page).matchAll(/^\s*(```|~~~)/gm)].length, 0);
  expect(fences).toBe(2 * blocks.length);
});

const isWhole = ({ text }: Block): boolean => /^fleet:/m.test(text) && /^demand:/m.test(text);

/** The nearest whole scenario before a block of the same page. */
const above = (block: Block): Block => {
  const whole = blocks.filter((one) => one.page === block.page && one.line < block.line && isWhole(one)).at(-1);
  if (whole === undefined) throw new Error(`${place(block)} lies on nothing`);
  return whole;
};

const filesOf = (texts: Readonly<Record<string, string>>): Files => ({
  text: (path) => texts[path]!,
  bytes: () => [],
});

/** Loads a block as a reader would save it, with what it lies on beside it. */
const load = (block: Block, sets: readonly string[]) => {
  if (isWhole(block)) return loadScenario('small.yaml', filesOf({ 'small.yaml': block.text }), [...QUICK, ...sets]);
  expect(block.mark, 'a part of a scenario says on what it lies').toBe('lies on the scenario above');
  const texts = { 'small.yaml': above(block).text, 'part.yaml': `extends: small.yaml\n${block.text}` };
  return loadScenario('part.yaml', filesOf(texts), [...QUICK, ...sets]);
};

const tokensOf = async (loaded: ReturnType<typeof loadScenario>): Promise<number> => {
  const { result } = await answer(loaded, { threads: 1, records: 'none' });
  return result.measures.find(({ name }) => name === 'tokens.output')?.value ?? 0;
};

describe.each(inLanguage('yaml'))('the scenario at %s', (_, block) => {
  test('is read and makes tokens', async () => {
    expect(await tokensOf(load(block, []))).toBeGreaterThan(0);
  });

  test('brings chips that a pool can use', async () => {
    for (const chip of Object.keys(load(block, []).scenario.catalogue.chips))
      expect(await tokensOf(load(block, [`fleet[0].chip=${chip}`])), chip).toBeGreaterThan(0);
  });
});

const scripts: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;

/** What npm is asked for in a line, such as `test` in `npm install && npm test`. */
const scriptsIn = (line: string): readonly string[] =>
  line
    .split(' && ')
    .map((part) => /^npm (?:run )?([\w:]+)$/.exec(part)?.[1] ?? `not npm: ${part}`)
    .filter((script) => script !== 'install');

test.each(inLanguage('sh'))(
  'the commands at %s do as they say',
  (_, { text }) => {
    for (const line of text.split('\n').filter((one) => one !== '')) {
      if (isProgram(line)) expect(runLine(line, folder), line).toMatchObject({ status: 0 });
      else expect(Object.keys(scripts), line).toEqual(expect.arrayContaining([...scriptsIn(line)]));
    }
  },
  300_000,
);

test('README shows the two commands as they are typed', () => {
  const readme = pageText('README.md');
  expect(readme).toContain('npm install && npm start');
  expect(readme).toContain('npm install && npm test');
});

/** Runs a block as the file it says it lies in, or as a file in the root. */
const execute = async (block: Block): Promise<Readonly<Record<string, unknown>>> => {
  const home = dirname(join(root, block.mark.replace(/^lies in /, '') || 'block.ts'));
  const text = block.text
    .replaceAll(/from 'token-factory'/g, `from '${join(root, 'src/index.ts')}'`)
    .replaceAll(/from '(\.[^']*)'/g, (_, path: string) => `from '${join(home, path).replace(/\.js$/, '.ts')}'`);
  const file = join(folder, `${block.page.replaceAll('/', '-')}-${block.line}.ts`);
  writeFileSync(file, text);
  return import(/* @vite-ignore */ file);
};

test.each(inLanguage('ts'))('the program at %s runs', async (_, block) => {
  await execute(block);
});

test('the row for the table of chips in README says what its chip says', async () => {
  const row = /`\['wafer-9', ([\d., ]+)\]`/.exec(pageText('README.md'))![1]!.split(', ').map(Number);
  const block = blocks.find(({ mark }) => mark === 'lies in src/compute/chips/example.ts')!;
  const [chip] = (await execute(block)).example as readonly Chip[];
  const { arithmetic, memory, bandwidth, scaleUp, power } = chip!;
  expect(row).toEqual([
    arithmetic.bf16!.value / 1e12,
    arithmetic.fp8!.value / 1e12,
    memory.value / 2 ** 30,
    bandwidth.value / 1e12,
    scaleUp.bandwidth.value / 1e9,
    power.limit.value,
  ]);
});

test('README shows the mistakes that check prints', () => {
  const printed = blocks.find(({ mark }) => mark === 'printed by check wrong.yaml')!;
  const wrong = above(printed)
    .text.replace('chip: h100 ', 'chip: h10 ')
    .replace('replicas: 32 ', 'replicas: -3 ')
    .replace('rate: 60% of capacity', 'rate: 40 MW');
  writeFileSync(join(folder, 'wrong.yaml'), wrong);
  const { status, stdout, stderr } = runLine('npx token-factory check wrong.yaml', folder);
  expect(status).toBe(65);
  expect(`${stdout}${stderr}`.trim()).toBe(printed.text.trim());
});

test('README and help tell the same commands and exit codes', () => {
  const help = runLine('npx token-factory --help', folder).stdout;
  const readme = pageText('README.md');
  const commands = [...help.matchAll(/^ {2}token-factory (\w+)/gm)].map(([, command]) => command!);
  expect(commands.length).toBeGreaterThan(5);
  const told = readme.slice(readme.indexOf('## Commands'), readme.indexOf('## As a library'));
  expect([...told.matchAll(/^\| `(\w+)/gm)].map(([, command]) => command)).toEqual(commands);
  const codes = [...help.matchAll(/^ +(\d+) {2}\S/gm)].map(([, code]) => code!);
  expect([...told.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => code)).toEqual(codes);
});
