/** Cells of a comma-separated line. */

/** Splits a line at its commas; a cell may be wrapped in double quotes, in which commas are text and "" is a quote. */
export const cellsOf = (line: string): string[] => {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let cell = '';
    if (line[at] === '"') {
      for (at++; at < line.length; at++) {
        if (line[at] !== '"') cell += line[at];
        else if (line[at + 1] === '"') cell += line[at++];
        else break;
      }
      at++;
    }
    const comma = line.indexOf(',', at);
    cells.push(cell + line.slice(at, comma < 0 ? line.length : comma));
    if (comma < 0) return cells;
    at = comma + 1;
  }
};
