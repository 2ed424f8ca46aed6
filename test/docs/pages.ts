/** The pages people read, and the code blocks in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** README, changelog and everything below docs/, by path from the root. */
export const pages: readonly string[] = [
  'README.md',
  'CHANGELOG.md',
  ...(readdirSync(join(root, 'docs'), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.replaceAll('\\', '/')}`)
    .sort(),
];

export const pageText = (page: string): string => readFileSync(join(root, page), 'utf8');

export interface Block {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  /** The HTML comment right before the block: on what it lies, or what printed it. */
  readonly mark: string;
  readonly text: string;
}

const FENCE = /(?:<!-- ([^\n]*?) -->\n)?^```([a-z]*)\n(.*?)^```$/gms;

export const blocksOf = (page: string): readonly Block[] => {
  const text = pageText(page);
  return [...text.matchAll(FENCE)].map(({ 0: whole, 1: mark = '', 2: language = '', 3: inside = '', index }) => ({
    page,
    line: text.slice(0, index + whole.indexOf('```')).split('\n').length,
    language,
    mark,
    text: inside,
  }));
};

export const blocks: readonly Block[] = pages.flatMap(blocksOf);
