/** Writes the pages of `docs/reference/` from the fields and the catalogue: `npm run docs`. */
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { scenarioSchema } from '../src/cli/scenario-schema.js';
import { cataloguePage } from './pages/catalogue.js';
import { scenarioPage } from './pages/scenario.js';

/** Every generated file by its name in `docs/reference/`. */
export const referencePages = async (): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ['scenario.schema.json', `${JSON.stringify(scenarioSchema(), null, 2)}\n`],
    ['scenario.md', scenarioPage(scenarioSchema())],
    ['catalogue.md', await cataloguePage()],
  ]);

if (argv[1] === fileURLToPath(import.meta.url))
  for (const [name, text] of await referencePages())
    writeFileSync(fileURLToPath(new URL(`reference/${name}`, import.meta.url)), text);
