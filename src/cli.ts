/** The terminal door: names the commands and their options, and loads a command's code only when it is asked for.
 *
 *   argv ──yargs──▶ command ──import()──▶ src/cli/<command>.ts ──▶ stdout (the result) · stderr (progress) · exit code
 *
 *  Help and completion load nothing beyond this file's own imports.
 */
import { setMaxListeners } from 'node:events';
import yargs, { type Argv } from 'yargs';
import { ending } from './cli/ending.js';
import { EXIT, EXIT_CODES, type ExitCode, Interrupted, Usage } from './cli/exit.js';
import { DiskFiles } from './cli/files.js';
import { inlineGenerously } from './cli/inlining.js';
import { openTerminal, type Terminal, widthOf } from './cli/terminal.js';
import { VERSION } from './factory/version.js';

/** Options that every command takes. */
interface Globals {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** The finished command, filled in by yargs' handlers, which cannot return. */
interface Outcome {
  code: ExitCode;
}

const overrides = (parser: Argv<Globals>) =>
  parser
    .option('set', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [] as string[],
      describe: 'Change a value of the scenario: path=value; may be repeated',
    })
    .option('seed', { type: 'string', describe: 'Another seed; the same seed gives the same bytes' })
    .option('replications', { type: 'string', describe: 'Independent repetitions of the day' });

const commands = (parser: Argv<Globals>, terminal: Terminal, outcome: Outcome): Argv<Globals> =>
  parser
    .command(
      'run <files..>',
      'Simulate; print the answer and write output/<name>/',
      (command) =>
        overrides(command)
          .positional('files', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'Scenario files; - reads one from standard input',
          })
          .option('out', {
            type: 'string',
            default: 'output',
            describe: 'Folder for the results, one folder inside it for each scenario',
          })
          .option('threads', {
            type: 'number',
            describe: 'Processor cores to use; the answer does not depend on it [default: all]',
          })
          .option('records', {
            choices: ['sample', 'all', 'none'] as const,
            default: 'sample' as const,
            describe: 'Which requests to write out, one row each',
          })
          .option('charts', {
            choices: ['none', 'svg', 'png'] as const,
            default: 'none' as const,
            describe: 'Write each chart of the report as a file of its own',
          })
          .example('$0 run scenarios/01-first-factory.yaml', 'Simulate one day of the flagship factory')
          .example(
            '$0 run my.yaml --set "power.facility.pue=1.15" --seed 7',
            'The same factory with better cooling, another day',
          )
          .example('$0 run my.yaml --json | jq .runs[0].verdict', 'One number for another program'),
      async (args) => {
        outcome.code = await (await import('./cli/run.js')).run({ ...args, files: named(args.files) }, terminal);
      },
    )
    .command(
      'compare <base> <others..>',
      'Two worlds under the same draws: who makes the cheaper token, by how much, and why',
      (command) =>
        command
          .positional('base', { type: 'string', demandOption: true, describe: 'Scenario file of the base world' })
          .positional('others', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'Scenario files of the worlds it is compared with, one after the other',
          })
          .option('set', {
            type: 'string',
            array: true,
            nargs: 1,
            default: [] as string[],
            describe: 'Change a value in every world: path=value; may be repeated',
          })
          .option('replications', { type: 'string', default: '8', describe: 'Pairs of days that are simulated' })
          .option('out', { type: 'string', default: 'output', describe: 'Folder for the results' })
          .option('threads', {
            type: 'number',
            describe: 'Processor cores to use; the answer does not depend on it [default: all]',
          })
          .example('$0 compare scenarios/01-first-factory.yaml scenarios/02-texas-twin.yaml', 'Ningxia against Texas'),
      async (args) => {
        const { compareWorlds } = await import('./cli/compare.js');
        outcome.code = await compareWorlds({ ...args, others: named(args.others) }, terminal);
      },
    )
    .command(
      'marginal <files..>',
      'What the next token costs: by type, stream and hour, beside the average',
      (command) =>
        command
          .positional('files', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'Scenario files; several sites are told one after the other',
          })
          .option('set', {
            type: 'string',
            array: true,
            nargs: 1,
            default: [] as string[],
            describe: 'Change a value of every scenario: path=value; may be repeated',
          })
          .option('replications', { type: 'string', default: '8', describe: 'Pairs of days that are simulated' })
          .option('out', { type: 'string', default: 'output', describe: 'Folder for the results' })
          .option('threads', {
            type: 'number',
            describe: 'Processor cores to use; the answer does not depend on it [default: all]',
          })
          .example('$0 marginal scenarios/01-first-factory.yaml', 'The next token of the flagship factory'),
      async (args) => {
        const { marginalCosts } = await import('./cli/marginal.js');
        outcome.code = await marginalCosts({ ...args, files: named(args.files) }, terminal);
      },
    )
    .command(
      'plan <file>',
      'The cheapest fleet that keeps the promises within power and budget',
      (command) =>
        command
          .positional('file', {
            type: 'string',
            demandOption: true,
            describe: 'Scenario file; its plan block says what may be bought',
          })
          .option('set', {
            type: 'string',
            array: true,
            nargs: 1,
            default: [] as string[],
            describe: 'Change a value of the scenario: path=value; may be repeated',
          })
          .option('replications', {
            type: 'string',
            default: '3',
            describe: 'Days on which the best fleets are run against each other',
          })
          .option('out', { type: 'string', default: 'output', describe: 'Folder for the results' })
          .option('threads', {
            type: 'number',
            describe: 'Processor cores to use; the answer does not depend on it [default: all]',
          })
          .example('$0 plan my.yaml --set "plan.megawatts=8 MW"', 'The same promise on a smaller site'),
      async (args) => {
        const [file] = named([args.file]);
        outcome.code = await (await import('./cli/plan.js')).planFleet({ ...args, file: file! }, terminal);
      },
    )
    .command(
      'sweep <file>',
      'Every combination of some values: how a measure moves along one, two or three axes',
      (command) =>
        overrides(command)
          .positional('file', { type: 'string', demandOption: true, describe: 'Scenario file' })
          .option('axis', {
            type: 'string',
            array: true,
            nargs: 1,
            default: [] as string[],
            describe: 'path=8, 12, 16 or path=5%..12% in 8 or path=0.01..1 USD/kWh in 5 log; up to three times',
          })
          .option('measure', {
            type: 'string',
            default: 'cost.fullTco.perOutputToken',
            describe: 'The measure that the table shows; the files hold all',
          })
          .option('replications', { type: 'string', default: '4', describe: 'Days simulated of each world' })
          .option('budget', {
            type: 'string',
            default: '60 s',
            describe: 'Time on two cores that all simulations share; it chooses how many replicas each simulates',
          })
          .option('out', { type: 'string', default: 'output', describe: 'Folder for the results' })
          .option('threads', {
            type: 'number',
            describe: 'Processor cores to use; the answer does not depend on it [default: all]',
          })
          .example(
            '$0 sweep my.yaml --axis "economy.capitalCost=4%..12% in 5" --axis "fleet[0].replicas=8, 12, 16"',
            'Cost of capital against the size of a pool',
          ),
      async (args) => {
        outcome.code = await (await import('./cli/sweep.js')).sweepWorlds(args, terminal);
      },
    )
    .command(
      'break-even <base> <other>',
      'The value of one figure at which two worlds cost the same',
      (command) =>
        command
          .positional('base', {
            type: 'string',
            demandOption: true,
            describe: 'Scenario file that the other is set against',
          })
          .positional('other', {
            type: 'string',
            demandOption: true,
            describe: 'Scenario file in which the value is varied',
          })
          .option('vary', {
            type: 'string',
            demandOption: true,
            describe: 'path=5%..12% in 8, or path=0.01..1 USD/kWh in 5 log, or a list of numbers',
          })
          .option('in', {
            choices: ['other', 'both'] as const,
            default: 'other' as const,
            describe: 'Whether the value is varied in the other world alone or in both',
          })
          .option('measure', {
            type: 'string',
            default: 'cost.fullTco.perOutputToken',
            describe: 'What is to be the same in both',
          })
          .option('set', {
            type: 'string',
            array: true,
            nargs: 1,
            default: [] as string[],
            describe: 'Change a value of both scenarios: path=value; may be repeated',
          })
          .option('replications', { type: 'string', default: '4', describe: 'Pairs of days that are simulated' })
          .option('budget', {
            type: 'string',
            default: '60 s',
            describe: 'Time on two cores that the simulations of the given values share',
          })
          .option('out', { type: 'string', default: 'output', describe: 'Folder for the results' })
          .option('threads', {
            type: 'number',
            describe: 'Processor cores to use; the answer does not depend on it [default: all]',
          })
          .example(
            '$0 break-even h100.yaml h20.yaml --vary "fleet[0].price=10000..40000 USD"',
            'The price of a chip at which both make tokens at the same cost',
          ),
      async (args) => {
        const { findBreakEven } = await import('./cli/break-even.js');
        const [base, other] = named([args.base, args.other]);
        outcome.code = await findBreakEven({ ...args, base: base!, other: other! }, terminal);
      },
    )
    .command(
      'lesson [names..]',
      'A lesson as one page: a finding, a picture for a slide, two questions with computed answers',
      (command) =>
        command
          .positional('names', { type: 'string', array: true, describe: 'Lessons; without a name, all of them' })
          .option('out', { type: 'string', default: 'output', describe: 'Folder for the pages' })
          .option('threads', {
            type: 'number',
            describe: 'Processor cores to use; the answer does not depend on it [default: all]',
          })
          .example('$0 lesson electricity-share', 'Electricity is 60–70% of the cost. Of which cost?'),
      async (args) => {
        const { teach } = await import('./cli/lesson.js');
        outcome.code = await teach({ ...args, names: args.names ?? [] }, terminal);
      },
    )
    .command(
      'check <files..>',
      'Validate only: every mistake at once, with file:line:col',
      (command) =>
        overrides(command)
          .positional('files', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'Scenario files; - reads one from standard input',
          })
          .example('$0 check my.yaml', 'Is this file right?')
          .example('cat my.yaml | $0 check -', 'The same through a pipe'),
      async (args) => {
        outcome.code = await (await import('./cli/check.js')).check({ ...args, files: named(args.files) }, terminal);
      },
    )
    .command(
      'list [kind]',
      'What a scenario can name: chips, models, regions and more',
      (command) =>
        command
          .positional('kind', {
            type: 'string',
            describe: 'chips, models, regions, arrivals, lengths …; without it, the kinds themselves',
          })
          .example('$0 list chips', 'Every chip with memory, arithmetic and power'),
      async (args) => {
        outcome.code = await (await import('./cli/list.js')).list(args, terminal);
      },
    )
    .command(
      'show <kind> <name>',
      'One thing in full: each figure with its source and evidence',
      (command) =>
        command
          .positional('kind', { type: 'string', demandOption: true, describe: 'As in list: chip, model, region …' })
          .positional('name', { type: 'string', demandOption: true, describe: 'Its name' })
          .example('$0 show chip h20', 'All that is known about the H20'),
      async (args) => {
        outcome.code = await (await import('./cli/show.js')).show(args, terminal);
      },
    )
    .command(
      'explain <name> [files..]',
      'A measure, a field of the scenario, a word: definition, formula, source',
      (command) =>
        overrides(command)
          .positional('name', {
            type: 'string',
            demandOption: true,
            describe: 'Such as cost.fullTco.perOutputToken, fleet.layout, h20, goodput, electricity-share',
          })
          .positional('files', {
            type: 'string',
            array: true,
            describe: 'Scenario files whose electricity share is set against every denominator',
          })
          .example('$0 explain chat.ttft.p95', 'What this measure means')
          .example('$0 explain fleet.replicas', 'What this field wants')
          .example('$0 explain electricity-share my.yaml', 'What share of which cost electricity is'),
      async (args) => {
        const files = args.files === undefined ? [] : named(args.files);
        outcome.code = await (await import('./cli/explain.js')).explain({ ...args, files }, terminal);
      },
    )
    .command(
      'init [template]',
      'Write a commented scenario as a beginning',
      (command) =>
        command
          .positional('template', {
            type: 'string',
            default: 'my-factory',
            describe: 'my-factory, or a shipped scenario (see list scenarios)',
          })
          .option('out', { type: 'string', default: '.', describe: 'Folder to write into; nothing is overwritten' })
          .example('$0 init', 'Write my-factory.yaml here')
          .example('$0 init 01-first-factory', 'Start from the flagship'),
      async (args) => {
        outcome.code = await (await import('./cli/init.js')).init(args, terminal);
      },
    )
    .command(
      'schema',
      'The JSON Schema of a scenario file, for editors',
      (command) => command.example('$0 schema > scenario.schema.json', 'Completion and hints in an editor'),
      async () => {
        outcome.code = await (await import('./cli/schema.js')).schema(terminal);
      },
    )
    .command(
      'validate-model <folder>',
      'Lay the shipped model beside measured tables: every error, no fitting',
      (command) =>
        command
          .positional('folder', {
            type: 'string',
            demandOption: true,
            describe: 'Folder of measured tables (CSV); docs/validation.md lists the layouts',
          })
          .option('out', { type: 'string', describe: 'Folder for validation.json and comparisons.csv' })
          .example('$0 validate-model measured --json | jq .sets[0]', 'One table, for another program'),
      async (args) => {
        outcome.code = await (await import('./cli/validate-model.js')).validate(args, terminal);
      },
    )
    .command(
      'calibrate <data>',
      'Fit how mature kernels are to a cluster’s own runs',
      (command) =>
        command
          .positional('data', {
            type: 'string',
            demandOption: true,
            describe: 'CSV of layout, load, TTFT and TPOT, one run a row; or a folder of measured tables',
          })
          .option('out', { type: 'string', describe: 'File for the factors; standard output without it' })
          .example('$0 calibrate my-cluster.csv', 'Lines for the pools of a scenario'),
      async (args) => {
        outcome.code = await (await import('./cli/calibrate.js')).calibrate(args, terminal);
      },
    )
    .completion('completion', 'Print a script that completes commands and names in bash or zsh');

/** How the script of `completion` asks for names. */
const COMPLETING = '--get-yargs-completions';

/** yargs loses a lone dash among words, so it travels under another name: one that no file has. */
const DASH = '\u0000-';
const named = (files: readonly string[]): readonly string[] => files.map((file) => (file === DASH ? '-' : file));

/** What yargs says, in our words. */
const TOO_FEW = 'The command wants more words: it got %s and needs at least %s.';
const STRINGS = {
  'Not enough non-option arguments: got %s, need at least %s': { one: TOO_FEW, other: TOO_FEW } as unknown as string,
};

/** Understands the command line, runs the command, answers with its exit code. Nothing here throws. */
export const main = async (argv: readonly string[], terminal: Terminal, helpWidth: number): Promise<ExitCode> => {
  const outcome: Outcome = { code: EXIT.fine };
  const parser: Argv<Globals> = yargs()
    .scriptName('token-factory')
    .locale('en')
    .updateStrings(STRINGS)
    .usage('$0 <command>\n\nTurns electricity into tokens, on paper: how many, how fast, what they cost.')
    .parserConfiguration({
      'duplicate-arguments-array': true,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-positional-numbers': false,
    })
    .option('json', {
      type: 'boolean',
      default: false,
      global: true,
      describe: 'Print one JSON object with schemaVersion',
    })
    .option('quiet', {
      alias: 'q',
      type: 'boolean',
      default: false,
      global: true,
      describe: 'No progress and no remarks',
    })
    .option('verbose', {
      alias: 'v',
      type: 'boolean',
      default: false,
      global: true,
      describe: 'More remarks, and traces of faults',
    })
    .version(VERSION)
    .help()
    .alias('help', 'h')
    .epilogue(EXIT_CODES)
    .wrap(Math.min(100, helpWidth))
    .recommendCommands()
    .strict()
    .demandCommand(1, '')
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new Usage(message ?? '');
    });
  const isVerbose = argv.includes('-v') || argv.includes('--verbose');
  try {
    const whole = commands(parser, terminal, outcome);
    if (argv[0] === COMPLETING) {
      const words = argv.slice(argv[1] === 'token-factory' ? 2 : 1);
      const { complete } = await import('./cli/complete.js');
      terminal.print([...((await complete(words)) ?? (await whole.getCompletion(words)))].join('\n'));
      return EXIT.fine;
    }
    if (argv.length === 0) {
      terminal.note(await whole.getHelp());
      return EXIT.usage;
    }
    await whole.parseAsync(argv.map((word) => (word === '-' ? DASH : word)));
    return outcome.code;
  } catch (error) {
    return ending(
      terminal.signal.aborted ? terminal.signal.reason : error,
      { isVerbose, isJson: argv.includes('--json') },
      terminal,
    );
  }
};

/** The process: standard streams, Ctrl-C, exit code. */
const start = async (): Promise<void> => {
  inlineGenerously();
  const interrupt = new AbortController();
  setMaxListeners(0, interrupt.signal); // every job of a study waits for it
  const terminal = openTerminal(new DiskFiles(), interrupt.signal, process.stdout, process.stderr, process.env);
  process.on('SIGINT', () => {
    if (interrupt.signal.aborted) process.exit(EXIT.interrupted);
    interrupt.abort(new Interrupted());
  });
  process.exitCode = await main(process.argv.slice(2), terminal, widthOf(process.stdout, process.env));
};

await start();
