/** A lesson as one self-contained page: the finding, the picture, the bench, two questions with their answers, and which facts are thin. */
import { VERSION } from '../../factory/version.js';
import { drawingsOf } from '../drawings.js';
import { EVIDENCE } from '../evidence.js';
import { html, Markup } from '../markup.js';
import { plural } from '../numbers.js';
import { picture, section, subtitle, table } from '../sections/parts.js';
import { navigation, shell } from '../shell.js';
import type { Bench, Lesson, Question, Taught } from './lesson.js';

/** The facts nobody has published. */
export const thinFacts = ({ facts }: Taught) => facts.filter(({ tier }) => EVIDENCE[tier] === 'assumed');

/** Data for a script, as text that no tag can end. */
export const embedded = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c');

/** What the page may do: its own style, this one script, nothing else. */
const policyOf = async (bench: Bench | null): Promise<string> => {
  if (bench === null) return `default-src 'none'; style-src 'unsafe-inline'`;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(bench.script));
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`;
};

const benchMarkup = ({ title, markup }: Bench): Markup =>
  html`<noscript><p class="note">The controls of this page need JavaScript; the picture and the answers below do not.</p></noscript><div id="bench" class="bench" hidden>${section('change', title, html`<div class="bench-body">${markup}</div>`)}</div>`;

const scripts = ({ script, data }: Bench): Markup =>
  html`<script type="application/json" id="bench-data">${new Markup(embedded(data))}</script><script>${new Markup(script)}</script>`;

const questions = (asked: readonly Question[]): Markup =>
  html`<ol class="asked">${asked.map(({ ask, answer }) => html`<li><p><b>${ask}</b></p><details><summary>The answer</summary><p>${answer}</p></details></li>`)}</ol>`;

const thin = (taught: Taught): Markup => {
  const facts = thinFacts(taught);
  const all = taught.facts.length;
  return section(
    'thin',
    facts.length === 0 ? 'No fact of this lesson is thin' : `${facts.length} of ${plural(all, 'fact')} are assumed`,
    html`${subtitle('Nobody has published these for the site in question. Change one in the scenario file and run the lesson again.')}${
      facts.length === 0
        ? null
        : table('Thin facts', {
            columns: ['Fact', 'Value', 'Source', 'Field'].map((name) => ({ name, numeric: false })),
            rows: facts.map(({ name, value, source, path }) => [name, String(value), source, path]),
          })
    }`,
  );
};

const STYLE = `
.asked{margin:20px 0 0;padding:0 0 0 22px}.asked li{margin-bottom:14px;max-width:46em}.asked p{margin:0}.asked details p{color:var(--ink);font-size:16px;line-height:25px}
.bench-body{margin-top:20px}
@media print{.asked details{display:block}}`;

const NAVIGATION = [
  ['slide', 'Picture'],
  ['change', 'Change it'],
  ['asked', 'Questions'],
  ['thin', 'Thin facts'],
] as const;

/** `lesson.html`: same lesson from the same files, same bytes. */
export const lessonPage = async (lesson: Lesson, taught: Taught): Promise<string> => {
  const { verdict, rest, lede, figure, bench, sampling } = taught;
  const drawings = await drawingsOf([figure]);
  const body = html`<p class="from"><span>Lesson</span><span>${lesson.title}</span></p>
<h1><b>${verdict}</b> ${rest}</h1><p class="lede">${lede}</p>${section('slide', figure.finding, html`${subtitle(figure.subtitle)}${picture(figure, drawings)}`)}${bench === null ? null : benchMarkup(bench)}${section('asked', 'Two questions for a class', questions(taught.questions))}${thin(taught)}${section('again', 'The command that repeats it', html`${subtitle(sampling)}<pre>token-factory lesson ${lesson.name}</pre><p class="note">Scenario files: ${lesson.files.map((file, row) => html`${row === 0 ? '' : ', '}<code>scenarios/${file}</code>`)}</p>`)}${bench === null ? null : scripts(bench)}`;
  return shell({
    title: lesson.title,
    version: VERSION,
    description: `${verdict} ${rest}`,
    policy: await policyOf(bench),
    style: STYLE + (bench?.style ?? ''),
    top: navigation(NAVIGATION, body),
    body,
    foot: [`Lesson: ${lesson.title}`],
  });
};
