/** `check`: is the file right? Its mistakes are the result here, so they go to standard output. */
import { EXIT, type ExitCode } from './exit.js';
import { printJson } from './json.js';
import { shown } from './layout.js';
import { isWrong, mistakesData, mistakesText } from './mistakes.js';
import { type Overrides, setsOf } from './overrides.js';
import { type Load, type Reading, readAll } from './reading.js';
import type { Terminal } from './terminal.js';

export interface CheckRequest extends Overrides {
  readonly files: readonly string[];
  readonly json: boolean;
}

const praise = ({ file, loaded }: Reading): string => {
  const leaves = loaded?.effective ?? [];
  const defaults = leaves.filter((leaf) => leaf.source === 'default').length;
  return `${file} is right: ${leaves.length - defaults} values stated, ${defaults} by default`;
};

export const check = async (request: CheckRequest, terminal: Terminal, load?: Load): Promise<ExitCode> => {
  const readings = readAll(request.files, setsOf(request), terminal, load);
  const wrong = readings.filter(isWrong);
  const code = wrong.length > 0 ? EXIT.scenarioWrong : EXIT.fine;
  if (request.json) {
    printJson(terminal, { exit: code, files: readings.map(mistakesData) });
    return code;
  }
  const right = readings.filter((reading) => !isWrong(reading)).map(praise);
  terminal.print(shown([...right, ...(wrong.length > 0 ? [mistakesText(wrong, terminal)] : [])].join('\n'), terminal));
  return code;
};
