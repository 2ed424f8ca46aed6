/** `schema`: what an editor needs to complete and check a scenario as it is typed. */

import { EXIT, type ExitCode } from './exit.js';
import { scenarioSchema } from './scenario-schema.js';
import type { Terminal } from './terminal.js';

export const schema = async (terminal: Terminal): Promise<ExitCode> => {
  terminal.print(JSON.stringify(scenarioSchema(), null, 2));
  return EXIT.fine;
};
