/** Mistakes in a file as text for people: all at once, each with its place, what was found and the cure. */
import { type Issue, pathText } from './issue.js';
import { printable } from './shown.js';

const MOST = 50;

/** `my-site.yaml:12:13  power.limit` and the lines under it. */
export const issueLines = (issue: Issue): string[] => {
  const file = printable(issue.file ?? '');
  const place = [file, issue.line, issue.column].filter((part) => part !== undefined).join(':');
  const head = [place, printable(pathText(issue.path))].filter((part) => part !== '').join('  ');
  const hint = issue.hint === undefined ? '' : `; did you mean ${printable(issue.hint)}?`;
  return [
    ...(head === '' ? [] : [head]),
    ...(issue.found === undefined ? [] : [`  found     ${printable(issue.found)}`]),
    `  expected  ${printable(issue.expected, 600)}${hint}`,
  ];
};

export const explainIssues = (issues: readonly Issue[]): string => {
  const count = issues.length === 1 ? '1 mistake' : `${issues.length} mistakes`;
  const files = [...new Set(issues.map(({ file }) => file).filter((file) => file !== undefined))];
  const shown = issues.slice(0, MOST).map((issue) => issueLines(issue).join('\n'));
  const more = issues.length > MOST ? [`and ${issues.length - MOST} more`] : [];
  return [
    `${count}${files.length > 0 ? ` in ${printable(files.join(', '))}` : ''}; nothing was run`,
    ...shown,
    ...more,
  ].join('\n\n');
};
