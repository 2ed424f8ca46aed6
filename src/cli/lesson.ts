/** `lesson`: shipped scenarios taught as one page each, with a picture for a slide; without names, every lesson. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { VERSION } from '../factory/version.js';
import { lessons } from '../report/lessons/index.js';
import type { Lesson, Taught } from '../report/lessons/lesson.js';
import { lessonPage, thinFacts } from '../report/lessons/page.js';
import { standalone } from '../report/standalone.js';
import { nearest } from '../schema/suggest.js';
import { alone } from './alone.js';
import { EXIT, type ExitCode, Usage } from './exit.js';
import { home } from './home.js';
import { printJson } from './json.js';
import { keptIn } from './kept.js';
import { paint, shown, wrapped } from './layout.js';
import { isWrong, mistakesData, mistakesText } from './mistakes.js';
import { writeFiles } from './output.js';
import { progressOf } from './progress.js';
import { readAll } from './reading.js';
import type { Terminal } from './terminal.js';

export interface LessonRequest {
  readonly names: readonly string[];
  readonly out: string;
  readonly threads?: number | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

const LESSON_FILES = ['lesson.html', 'slide.svg', 'slide.png'] as const;

const lessonOf = (name: string): Lesson => {
  const found = lessons.find((lesson) => lesson.name === name);
  if (found !== undefined) return found;
  const names = lessons.map((lesson) => lesson.name);
  const near = nearest(name, names);
  throw new Usage(
    `There is no lesson "${name}".${near === undefined ? '' : ` Did you mean ${near}?`} Lessons: ${names.join(', ')}.`,
  );
};

const summary = (lesson: Lesson, taught: Taught, folder: string, terminal: Terminal): string => {
  const colours = paint(terminal);
  const thin = thinFacts(taught).length;
  const parts = [
    wrapped(`${colours.bold(taught.verdict)} ${taught.rest}`, terminal.columns),
    ...taught.questions.map(({ ask, answer }) =>
      [wrapped(`? ${ask}`, terminal.columns, '', '  '), wrapped(answer, terminal.columns, '  ')].join('\n'),
    ),
    wrapped(
      `${thin} of the ${taught.facts.length} facts it rests on are assumed; the page names them.`,
      terminal.columns,
    ),
    [
      `${colours.dim('lesson')}  ${join(folder, LESSON_FILES[0])}`,
      `${colours.dim('slide ')}  ${join(folder, LESSON_FILES[2])}`,
    ].join('\n'),
  ];
  return shown([colours.bold(lesson.title), ...parts].join('\n\n'), terminal);
};

export const teach = async (request: LessonRequest, terminal: Terminal): Promise<ExitCode> => {
  const asked = request.names.length === 0 ? lessons : request.names.map(lessonOf);
  const threads = request.threads ?? availableParallelism();
  const told: unknown[] = [];
  for (const lesson of asked) {
    const readings = readAll(
      lesson.files.map((file) => join(home(), 'scenarios', file)),
      [],
      terminal,
    );
    if (readings.some(isWrong)) {
      if (request.json) printJson(terminal, { exit: EXIT.scenarioWrong, files: readings.map(mistakesData) });
      terminal.note(mistakesText(readings, terminal));
      return EXIT.scenarioWrong;
    }
    const worlds = readings.map(({ loaded }) => loaded!);
    const folder = join(request.out, `lesson-${lesson.name}`);
    const progress = progressOf(lesson.name, terminal, request.quiet);
    const teaching = () =>
      lesson.teach(worlds, {
        threads,
        shelf: keptIn(join(folder, 'finished'), terminal),
        progress: (share) => progress.at(share, 'simulating'),
        signal: terminal.signal,
      });
    const taught = await (threads === 1 ? alone(teaching) : teaching());
    terminal.signal.throwIfAborted();
    progress.done();
    const from = `${lesson.title} · token-factory ${VERSION} · scenario ${worlds[0]!.hash.slice(0, 12)}`;
    const slide = await standalone(taught.figure, `${taught.figure.code}-slide`, from);
    const { pngOf } = await import('./raster.js');
    writeFiles(
      folder,
      { 'lesson.html': await lessonPage(lesson, taught), 'slide.svg': slide, 'slide.png': pngOf(slide) },
      LESSON_FILES,
    );
    const { verdict, rest, questions } = taught;
    if (request.json)
      told.push({
        name: lesson.name,
        folder,
        verdict,
        rest,
        questions,
        thin: thinFacts(taught),
        table: taught.figure.table,
      });
    else terminal.print(summary(lesson, taught, folder, terminal));
  }
  if (request.json) printJson(terminal, { lessons: told });
  return EXIT.fine;
};
