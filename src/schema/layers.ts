/** `extends:` and `--set`: one scenario out of several layers, each value still knowing the file and line that supplied it. */
import { parseDocument } from './document.js';
import { type Issue, pathText, ScenarioWrong } from './issue.js';
import { FORBIDDEN_KEYS, type MapTree, type Path, type Place, type Tree } from './tree.js';

const DEEPEST = 8;

const wrong = (issue: Issue): never => {
  throw new ScenarioWrong([issue]);
};

/** Reads a scenario and everything it extends. `read` gets paths relative to the working folder, as the user gave the first one.
 *  @throws ScenarioWrong for cycles, paths that leave the first file's folder, and files that cannot be read */
export const resolveLayers = (start: string, read: (path: string) => string): MapTree => {
  const folder = start.includes('/') ? start.slice(0, start.lastIndexOf('/') + 1) : '';
  const follow = (file: string, above: readonly string[], at?: Place): MapTree => {
    const place = at === undefined ? { file } : { file: at.file, line: at.line, column: at.column };
    if (above.includes(file)) {
      return wrong({
        path: ['extends'],
        ...place,
        found: [...above.slice(above.indexOf(file)), file].join(' → '),
        expected: 'files that do not extend each other in a circle',
      });
    }
    if (above.length > DEEPEST)
      return wrong({ path: ['extends'], ...place, found: file, expected: `at most ${DEEPEST} layers` });
    let text: string;
    try {
      text = read(file);
    } catch (reason) {
      return wrong({
        path: at === undefined ? [] : ['extends'],
        ...place,
        found: file,
        expected: `a file that can be read (${(reason as Error).message})`,
      });
    }
    const tree = parseDocument(text, file);
    const parent = tree.entries.get('extends');
    if (parent === undefined) return tree;
    const own: MapTree = { at: tree.at, entries: new Map([...tree.entries].filter(([key]) => key !== 'extends')) };
    const name = 'value' in parent.tree ? parent.tree.value : null;
    const where = { file: parent.tree.at.file, line: parent.tree.at.line, column: parent.tree.at.column };
    if (typeof name !== 'string')
      return wrong({
        path: ['extends'],
        ...where,
        expected: 'the path of a scenario file, such as 01-first-factory.yaml',
      });
    const target = inside(folder, file, name);
    if (target === null)
      return wrong({
        path: ['extends'],
        ...where,
        found: name.slice(0, 80),
        expected: `a path inside the folder of ${start}, without leaving it`,
      });
    return merged(follow(target, [...above, file], parent.tree.at), own) as MapTree;
  };
  return follow(start, []);
};

/** The target of a relative path written in `file`, or null when it leaves `folder`. */
export const inside = (folder: string, file: string, name: string): string | null => {
  if (
    name === '' ||
    name.startsWith('/') ||
    name.includes('\\') ||
    name.includes('\0') ||
    /^[A-Za-z][A-Za-z0-9+.-]*:/.test(name)
  )
    return null;
  const steps = file.slice(folder.length).split('/').slice(0, -1);
  for (const step of name.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return null;
  }
  return folder + steps.join('/');
};

const nameOf = (tree: Tree): string | undefined => {
  const name = 'entries' in tree ? tree.entries.get('name')?.tree : undefined;
  return name !== undefined && 'value' in name && typeof name.value === 'string' ? name.value : undefined;
};

/** The lower layer wins: blocks merge, lists whose blocks all have a name merge by it, `null` removes, everything else replaces. */
const merged = (below: Tree, above: Tree): Tree => {
  if ('entries' in below && 'entries' in above) {
    const ownKind = kindOf(above);
    if (ownKind !== undefined && ownKind !== kindOf(below)) return above; // another kind has other fields
    const entries = new Map(below.entries);
    for (const [key, entry] of above.entries) {
      if ('value' in entry.tree && entry.tree.value === null) entries.delete(key);
      else
        entries.set(key, {
          keyAt: entry.keyAt,
          tree: entries.has(key) ? merged(entries.get(key)!.tree, entry.tree) : entry.tree,
        });
    }
    return { at: above.at, entries };
  }
  if (
    'items' in below &&
    'items' in above &&
    [...below.items, ...above.items].every((item) => nameOf(item) !== undefined)
  ) {
    const items = below.items.map((item) => {
      const own = above.items.find((other) => nameOf(other) === nameOf(item));
      return own === undefined ? item : merged(item, own);
    });
    return {
      at: above.at,
      items: [...items, ...above.items.filter((item) => below.items.every((other) => nameOf(other) !== nameOf(item)))],
    };
  }
  return above;
};

const kindOf = (tree: MapTree): string | undefined => {
  const kind = tree.entries.get('kind')?.tree;
  return kind !== undefined && 'value' in kind ? String(kind.value) : undefined;
};

/** Applies one `--set path=value`, such as `fleet.h20.replicas=12`, `fleet[0].chip=h200` or `power.tariff=[{kind: flat, price: 0.1 USD/kWh}]`.
 *  Blocks on the way are made when they are missing; list items are found by number or name.
 *  @throws ScenarioWrong when the text is no assignment or a list item does not exist */
export const assign = (tree: MapTree, assignment: string): MapTree => {
  const place: Place = { file: `--set ${assignment.slice(0, 60)}`, line: 0, column: 0 };
  const equals = assignment.indexOf('=');
  const steps = equals < 1 ? null : stepsOf(assignment.slice(0, equals).trim());
  if (steps === null || steps.length > 32)
    return wrong({
      path: [],
      file: place.file,
      found: assignment.slice(0, 80),
      expected: 'path=value, such as fleet[0].replicas=12',
    });
  const value = relocated(
    parseDocument(`value: ${assignment.slice(equals + 1)}`, place.file).entries.get('value')!.tree,
    place,
  );
  return put(tree, steps, [], value, place) as MapTree;
};

const stepsOf = (path: string): (string | number)[] | null => {
  if (!/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+|\[\d{1,6}\])*$/.test(path)) return null;
  const steps = [...path.matchAll(/([A-Za-z0-9_-]+)|\[(\d+)\]/g)].map(([, key, index]) => key ?? Number(index));
  return steps.some((step) => FORBIDDEN_KEYS.includes(String(step))) ? null : steps;
};

const relocated = (tree: Tree, at: Place): Tree => {
  if ('items' in tree) return { at, items: tree.items.map((item) => relocated(item, at)) };
  if ('entries' in tree)
    return {
      at,
      entries: new Map(
        [...tree.entries].map(([key, { tree: value }]) => [key, { keyAt: at, tree: relocated(value, at) }]),
      ),
    };
  return { at, value: tree.value };
};

const put = (tree: Tree | undefined, steps: Path, done: Path, value: Tree, at: Place): Tree => {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (tree !== undefined && 'items' in tree) {
    const index = typeof step === 'number' ? step : tree.items.findIndex((item) => nameOf(item) === step);
    if (index < 0 || index >= tree.items.length) {
      const names = tree.items.map((item, number) => nameOf(item) ?? `[${number}]`);
      return wrong({
        path: done,
        file: at.file,
        found: String(step),
        expected: `an item of ${pathText(done)}: ${names.join(', ')}`,
      });
    }
    return {
      at: tree.at,
      items: tree.items.map((item, number) => (number === index ? put(item, rest, [...done, index], value, at) : item)),
    };
  }
  const entries = new Map(tree !== undefined && 'entries' in tree ? tree.entries : []);
  entries.set(String(step), {
    keyAt: at,
    tree: put(entries.get(String(step))?.tree, rest, [...done, step], value, at),
  });
  return { at: tree?.at ?? at, entries };
};
