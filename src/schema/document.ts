/** YAML text into a located tree. The text is untrusted: its size, depth, aliases and keys are bounded before anything is built from it. */
import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
} from 'yaml';
import { type Issue, ScenarioWrong } from './issue.js';
import { printable } from './shown.js';
import { FORBIDDEN_KEYS, type MapTree, type Place, type Tree } from './tree.js';

export const LIMITS = { characters: 2 ** 20, nodes: 50_000, depth: 32, aliases: 50, key: 100, mistakes: 20 } as const;

/** The block of keys that a scenario is. @throws ScenarioWrong with every mistake of the text located */
export const parseDocument = (text: string, file: string): MapTree => {
  const tree = parseValue(text, file);
  if ('entries' in tree) return tree;
  throw new ScenarioWrong([
    {
      path: [],
      ...tree.at,
      found: 'items' in tree ? 'a list' : tree.value === null ? 'nothing' : 'a single value',
      expected: 'a scenario: lines of "key: value"',
    },
  ]);
};

/** Any YAML or JSON value. @throws ScenarioWrong with every mistake of the text located */
export const parseValue = (text: string, file: string): Tree => {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (text.length > LIMITS.characters) {
    refuse(
      at(0),
      `${text.length} characters`,
      `at most ${LIMITS.characters} characters; longer data belongs in a trace file`,
    );
  }
  const composer = new Composer({
    merge: false,
    uniqueKeys: false, // every key against every other takes minutes for a hostile file; the builder looks for doubles itself
    stringKeys: false,
    customTags: [],
    resolveKnownTags: false,
    logLevel: 'silent',
    prettyErrors: false,
  });
  const tokens = bounded(new Parser(lines.addNewLine).parse(text), at);
  const documents = [...composer.compose(tokens, true, text.length)];
  const [document, second] = documents;
  if (document === undefined) return { value: null, at: at(0) };
  const problems = [...document.errors, ...document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED')];
  const issues: Issue[] = problems.slice(0, LIMITS.mistakes).map(({ pos, message, code }) => ({
    path: [],
    ...at(pos[0]),
    expected: inWords(code, message),
  }));
  if (second !== undefined)
    issues.push({ path: [], ...at(second.range[0]), expected: 'one document in a file; remove the second ---' });
  if (document.directives?.yaml.explicit === true) {
    issues.push({ path: [], ...at(0), found: '%YAML', expected: 'a scenario without % directives' });
  }
  if (issues.length > 0) throw new ScenarioWrong(issues);
  return new Builder(document, at).build();
};

/** What the commonest mistakes of YAML mean to somebody who never read its specification. */
const SYNTAX: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'spaces for indentation, not a tab',
  BAD_INDENT: 'the same indentation as its neighbours',
  TAG_RESOLVE_FAILED: 'plain values; tags (!…) are not read',
  BLOCK_AS_IMPLICIT_KEY: 'one "key: value" on a line; text that contains ": " needs quotes',
};

const inWords = (code: string, message: string): string => {
  if (message.startsWith('Flow ')) return 'a closing bracket for each one that was opened';
  if (message.includes('closing')) return 'a closing quote';
  return SYNTAX[code] ?? `valid YAML: ${printable(message.charAt(0).toLowerCase() + message.slice(1), 120)}`;
};

const refuse = (at: Place, found: string, expected: string): never => {
  throw new ScenarioWrong([{ path: [], ...at, found: printable(found, 60), expected }]);
};

/** Passes tokens on after bounding their depth and number, without recursion: the composer behind it recurses. */
function* bounded(tokens: Iterable<CST.Token>, at: (offset: number) => Place): Generator<CST.Token> {
  let count = 0;
  for (const token of tokens) {
    const isFiller = token.type === 'comment' || token.type === 'newline' || token.type === 'space';
    const waiting: [CST.Token, number][] = isFiller
      ? []
      : [[token.type === 'document' ? (token.value ?? token) : token, 0]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [node, depth] = next;
      if (depth > LIMITS.depth) refuse(at(node.offset), 'more', `blocks at most ${LIMITS.depth} deep`);
      if (++count > 2 * LIMITS.nodes) refuse(at(node.offset), 'more', `at most ${LIMITS.nodes} values`);
      for (const { key, value } of 'items' in node ? node.items : []) {
        if (key) waiting.push([key, depth + 1]);
        if (value) waiting.push([value, depth + 1]);
      }
    }
    yield token;
  }
}

class Builder {
  private nodes = 0;
  private aliases = 0;
  private readonly doubles: Issue[] = [];

  constructor(
    private readonly document: Document.Parsed,
    private readonly at: (offset: number) => Place,
  ) {}

  build(): Tree {
    const { contents } = this.document;
    const tree = contents === null ? { value: null, at: this.at(0) } : this.tree(contents, 0);
    if (this.doubles.length > 0) throw new ScenarioWrong(this.doubles);
    return tree;
  }

  private tree(node: Node, depth: number): Tree {
    const at = this.place(node);
    if (++this.nodes > LIMITS.nodes) refuse(at, 'more', `at most ${LIMITS.nodes} values, aliases written out`);
    if (depth > LIMITS.depth) refuse(at, 'more', `blocks at most ${LIMITS.depth} deep, aliases written out`);
    if (isAlias(node)) {
      if (++this.aliases > LIMITS.aliases) refuse(at, `*${node.source}`, `at most ${LIMITS.aliases} aliases`);
      const target = node.resolve(this.document);
      return target === undefined
        ? refuse(at, `*${node.source}`, 'an alias of something above it')
        : this.tree(target, depth + 1);
    }
    if (isSeq(node)) return { at, items: node.items.map((item) => this.tree(item as Node, depth + 1)) };
    if (isMap(node)) {
      const entries = new Map<string, { keyAt: Place; tree: Tree }>();
      for (const { key, value } of node.items) {
        const keyAt = this.place(key as Node);
        const name = this.key(key, keyAt);
        const tree = value === null ? { at: keyAt, value: null } : this.tree(value as Node, depth + 1);
        if (entries.has(name) && this.doubles.length < LIMITS.mistakes) {
          this.doubles.push({
            path: [],
            ...keyAt,
            found: printable(name, 60),
            expected: 'each key once; this one stands here a second time',
          });
        }
        entries.set(name, { keyAt, tree });
      }
      return { at, entries };
    }
    if (isScalar(node)) {
      const { value } = node;
      if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        return { at, value };
    }
    return refuse(at, 'something else', 'text, a number, true or false, a list or a block of keys');
  }

  private key(key: unknown, at: Place): string {
    const value = isScalar(key) ? key.value : undefined;
    if (typeof value === 'number' || typeof value === 'boolean')
      return refuse(at, String(value), `text as a key; quote it: "${value}"`);
    if (typeof value !== 'string' || value === '') return refuse(at, 'no plain name', 'a plain name as a key');
    if (FORBIDDEN_KEYS.includes(value)) return refuse(at, value, 'a name as a key that is not reserved');
    if (value.length > LIMITS.key) return refuse(at, value, `a key of at most ${LIMITS.key} characters`);
    return value;
  }

  private place(node: Node | null): Place {
    return this.at(node?.range?.[0] ?? 0);
  }
}
