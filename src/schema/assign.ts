/** `--set path=value`: one value of a scenario replaced from the command line, located there. */
import { parseValue } from './document.js';
import { type Issue, pathText, ScenarioWrong } from './issue.js';
import { printable } from './shown.js';
import { nearest } from './suggest.js';
import { FORBIDDEN_KEYS, isNothing, type MapTree, nameOf, type Path, type Place, type Tree } from './tree.js';

const MOST_STEPS = 32;
const PATH = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+|\[\d{1,6}\])*$/;

/** Applies one `--set path=value`, such as `fleet.h20.replicas=12`, `fleet[0].chip=h200` or `power.tariff=[{kind: flat, price: 0.1 USD/kWh}]`.
 *  Blocks on the way are made when they are missing and left to the schema to judge; list items are found by number or name; names may
 *  contain dots (`models.qwen2.5-7b.layers`); `null` takes away what is there.
 *  @throws ScenarioWrong when the text is no assignment or a list item does not exist */
export const assign = (tree: MapTree, assignment: string): MapTree => {
  const at: Place = { file: `--set ${printable(assignment, 60)}`, line: 0, column: 0 };
  const equals = assignment.indexOf('=');
  const steps = equals < 1 ? null : stepsOf(assignment.slice(0, equals).trim());
  if (steps === null) {
    return wrong({
      path: [],
      file: at.file,
      found: printable(assignment, 80),
      expected: 'path=value, such as fleet[0].replicas=12',
    });
  }
  return put(tree, steps, [], valueAfter(assignment.slice(equals + 1), at), at) as MapTree;
};

const wrong = (issue: Issue): never => {
  throw new ScenarioWrong([issue]);
};

const stepsOf = (path: string): Path | null => {
  if (!PATH.test(path)) return null;
  const steps = [...path.matchAll(/\[(\d+)\]|([A-Za-z0-9_-]+)/g)].map(([, index, key]) => key ?? Number(index));
  return steps.length > MOST_STEPS || steps.some((step) => FORBIDDEN_KEYS.includes(String(step))) ? null : steps;
};

/** The text after `=` as a YAML value whose every part was written on the command line. */
const valueAfter = (text: string, at: Place): Tree => {
  try {
    return relocated(parseValue(text, at.file), at);
  } catch (reason) {
    if (!(reason instanceof ScenarioWrong)) throw reason;
    throw new ScenarioWrong(reason.issues.map(({ path, expected }) => ({ path, file: at.file, expected })));
  }
};

const relocated = (tree: Tree, at: Place): Tree => {
  if ('items' in tree) return { at, items: tree.items.map((item) => relocated(item, at)) };
  if (!('entries' in tree)) return { at, value: tree.value };
  const entries = [...tree.entries].map(
    ([key, entry]) => [key, { keyAt: at, tree: relocated(entry.tree, at) }] as const,
  );
  return { at, entries: new Map(entries) };
};

const put = (tree: Tree | undefined, steps: Path, done: Path, value: Tree, at: Place): Tree => {
  if (steps.length === 0) return value;
  if (tree !== undefined && 'items' in tree) {
    const names = tree.items.map(nameOf);
    const [name, rest] = taken(steps, (candidate) => names.includes(candidate));
    const index = typeof name === 'number' ? name : names.indexOf(name);
    if (index < 0 || index >= tree.items.length) {
      const known = names.map((known, number) => known ?? `[${number}]`);
      const hint = nearest(String(name), known);
      const expected =
        known.length === 0
          ? `no item, for ${pathText(done)} is an empty list`
          : `an item of ${pathText(done)}: ${known.slice(0, 20).join(', ')}`;
      return wrong({
        path: done,
        file: at.file,
        found: String(name),
        expected,
        ...(hint === undefined ? {} : { hint }),
      });
    }
    const items = tree.items.flatMap((item, number) => {
      if (number !== index) return [item];
      return rest.length === 0 && isNothing(value) ? [] : [put(item, rest, [...done, index], value, at)];
    });
    return { at: tree.at, items };
  }
  const entries = new Map(tree !== undefined && 'entries' in tree ? tree.entries : []);
  const [name, rest] = taken(steps, (candidate) => entries.has(candidate));
  const key = String(name);
  const former = entries.get(key)?.tree;
  if (rest.length === 0 && isNothing(value) && former !== undefined) entries.delete(key);
  else entries.set(key, { keyAt: at, tree: put(former, rest, [...done, key], value, at) });
  return { at: tree?.at ?? at, entries };
};

/** The next name on the way and the steps after it: the longest run of dotted steps that names something, else the first step alone. */
const taken = (steps: Path, isKnown: (name: string) => boolean): readonly [string | number, Path] => {
  const firstNumber = steps.findIndex((step) => typeof step === 'number');
  for (let length = firstNumber < 0 ? steps.length : firstNumber; length > 1; length--) {
    const name = steps.slice(0, length).join('.');
    if (isKnown(name)) return [name, steps.slice(length)];
  }
  return [steps[0]!, steps.slice(1)];
};
