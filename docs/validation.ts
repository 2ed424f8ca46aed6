/** Writes `docs/validation.md` and its pictures from a folder of measured tables: `npm run validation -- DIR`. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { accuracyOf } from '../src/validation/accuracy.js';
import { validateModel } from '../src/validation/validate.js';
import { charts } from './pages/validation/charts.js';
import { validationPage } from './pages/validation/page.js';

const folder = argv[2];
if (folder === undefined) throw new Error('Name the folder of measured tables: npm run validation -- DIR');
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => ({ name, content: readFileSync(join(folder, name), 'utf8') }));
const answer = await validateModel(texts);
if ('issues' in answer)
  throw new Error(answer.issues.map(({ file, line, expected }) => `${file}:${line} expected ${expected}`).join('\n'));
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
mkdirSync(here('pictures/validation'), { recursive: true });
const drawings = await charts(answer.report);
for (const { name, svg } of drawings) writeFileSync(here(`pictures/validation/${name}.svg`), svg);
writeFileSync(here('validation.md'), validationPage(answer.report, accuracyOf(texts, answer.report), drawings));
