/** `extends:`: one scenario out of several files, each value still knowing the file and line that supplied it. */
import { parseDocument } from './document.js';
import { type Issue, ScenarioWrong } from './issue.js';
import { printable, shown } from './shown.js';
import { isNothing, type MapTree, nameOf, type Place, type Tree } from './tree.js';

export { assign } from './assign.js';

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
        expected: `a file that can be read (${printable((reason as Error).message)})`,
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
        found: shown(name),
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

/** The lower layer wins: blocks merge, lists whose blocks all have a name merge by it, `null` removes, as does `{name: …, remove: true}` of a list,
 *  everything else replaces. */
const merged = (below: Tree, above: Tree): Tree => {
  if ('entries' in below && 'entries' in above) {
    const ownKind = kindOf(above);
    if (ownKind !== undefined && ownKind !== kindOf(below)) return above; // another kind has other fields
    const entries = new Map(below.entries);
    for (const [key, entry] of above.entries) {
      if (isNothing(entry.tree) && entries.has(key)) entries.delete(key);
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
    const items = below.items.flatMap((item) => {
      const own = above.items.find((other) => nameOf(other) === nameOf(item));
      if (own === undefined) return [item];
      return isRemoval(own) ? [] : [merged(item, own)];
    });
    return {
      at: above.at,
      items: [...items, ...above.items.filter((item) => below.items.every((other) => nameOf(other) !== nameOf(item)))],
    };
  }
  return above;
};

const isRemoval = (item: Tree): boolean => {
  const word = 'entries' in item ? item.entries.get('remove')?.tree : undefined;
  return word !== undefined && 'value' in word && word.value === true;
};

const kindOf = (tree: MapTree): string | undefined => {
  const kind = tree.entries.get('kind')?.tree;
  return kind !== undefined && 'value' in kind ? String(kind.value) : undefined;
};
