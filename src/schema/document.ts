/** YAML text into a located tree. The text is untrusted: its size, depth, aliases and keys are bounded before anything is built from it. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument as parseYaml,
} from 'yaml';
import { type Issue, ScenarioWrong } from './issue.js';
import { FORBIDDEN_KEYS, type MapTree, type Place, type Tree } from './tree.js';

export const LIMITS = { bytes: 2 ** 20, nodes: 50_000, depth: 32, aliases: 50 } as const;

/** @throws ScenarioWrong with every mistake of the text located */
export const parseDocument = (text: string, file: string): MapTree => {
  if (text.length > LIMITS.bytes) {
    refuse(
      file,
      1,
      1,
      [],
      `${text.length} characters`,
      `a scenario of at most ${LIMITS.bytes} characters; longer data belongs in a trace file`,
    );
  }
  const lines = new LineCounter();
  const document = parseYaml(text, {
    lineCounter: lines,
    merge: false,
    uniqueKeys: true,
    strict: true,
    stringKeys: false,
    customTags: [],
    resolveKnownTags: false,
    logLevel: 'silent',
  });
  const problems = [...document.errors, ...document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED')];
  if (problems.length > 0) {
    throw new ScenarioWrong(
      problems.slice(0, 20).map(({ pos, message, code }) => {
        const { line, col } = lines.linePos(pos[0]);
        return {
          path: [],
          file,
          line,
          column: col,
          expected: SYNTAX[code] ?? `valid YAML (${message.split('\n')[0]!.replace(/ at line.*$/, '')})`,
        };
      }),
    );
  }
  return new Builder(document, lines, file).build();
};

/** What the commonest mistakes of YAML mean to somebody who never read its specification. */
const SYNTAX: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'each key once; this one stands here a second time',
  TAB_AS_INDENT: 'spaces for indentation, not a tab',
  BAD_INDENT: 'the same indentation as its neighbours',
  TAG_RESOLVE_FAILED: 'plain values; tags (!…) are not read',
  MULTIPLE_DOCS: 'one document in a file; remove the second ---',
};

const refuse = (
  file: string,
  line: number,
  column: number,
  path: Issue['path'],
  found: string,
  expected: string,
): never => {
  throw new ScenarioWrong([{ path, file, line, column, found, expected }]);
};

class Builder {
  private nodes = 0;
  private aliases = 0;

  constructor(
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
    private readonly file: string,
  ) {}

  build(): MapTree {
    const { contents } = this.document;
    const at = contents ? this.place(contents) : { file: this.file, line: 1, column: 1 };
    const tree = contents === null ? null : this.tree(contents, 0);
    if (tree === null || !('entries' in tree))
      return refuse(
        this.file,
        at.line,
        at.column,
        [],
        contents === null ? 'nothing' : 'no block of keys',
        'a scenario: lines of "key: value"',
      );
    return tree;
  }

  private tree(node: Node, depth: number): Tree {
    const at = this.place(node);
    if (++this.nodes > LIMITS.nodes)
      refuse(this.file, at.line, at.column, [], 'more', `at most ${LIMITS.nodes} values, aliases written out`);
    if (depth > LIMITS.depth) refuse(this.file, at.line, at.column, [], 'more', `blocks at most ${LIMITS.depth} deep`);
    if (isAlias(node)) {
      const target = node.resolve(this.document);
      if (++this.aliases > LIMITS.aliases)
        refuse(this.file, at.line, at.column, [], `*${node.source}`, `at most ${LIMITS.aliases} aliases`);
      if (target === undefined)
        return refuse(this.file, at.line, at.column, [], `*${node.source}`, 'an alias of something above it');
      return this.tree(target, depth + 1);
    }
    if (isSeq(node)) return { at, items: node.items.map((item) => this.tree(item as Node, depth + 1)) };
    if (isMap(node)) {
      const entries = new Map<string, { keyAt: Place; tree: Tree }>();
      for (const { key, value } of node.items) {
        const keyAt = isScalar(key) ? this.place(key) : at;
        const name =
          isScalar(key) && ['string', 'number', 'boolean'].includes(typeof key.value) ? String(key.value) : null;
        if (name === null || FORBIDDEN_KEYS.includes(name) || name.length > 100) {
          return refuse(
            this.file,
            keyAt.line,
            keyAt.column,
            [],
            String(name ?? 'a block as a key').slice(0, 40),
            'a plain name as a key',
          );
        }
        entries.set(name, {
          keyAt,
          tree: value === null ? { at: keyAt, value: null } : this.tree(value as Node, depth + 1),
        });
      }
      return { at, entries };
    }
    if (isScalar(node)) {
      const { value } = node;
      if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        return { at, value };
      return { at, value: String(node.source ?? value) };
    }
    return refuse(this.file, at.line, at.column, [], 'something else', 'a value, a list or a block of keys');
  }

  private place(node: Node): Place {
    const { line, col } = this.lines.linePos(node.range?.[0] ?? 0);
    return { file: this.file, line, column: col };
  }
}
