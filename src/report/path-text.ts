/** Shortens the path texts of a drawing: tenths of a pixel, straight runs written as steps from the point before. */

const tenth = (value: number): number => Math.round(value * 10) / 10 + 0;
const terse = (value: number): string => String(tenth(value)).replace(/^(-?)0\./, '$1.');
const joined = (numbers: readonly number[]): string =>
  numbers.map(terse).reduce((text, number) => text + (text === '' || number.startsWith('-') ? '' : ' ') + number, '');

/** A path of absolute straight runs (`M`, `L`, `Z` alone) with relative steps; the end points are those of the rounded originals. */
const stepped = (path: string): string => {
  let [x, y] = [0, 0];
  return path.replace(/([MLZ])([^MLZ]*)/g, (_, letter: string, numbers: string) => {
    if (letter === 'Z') return 'Z';
    const [toX = 0, toY = 0] = numbers.split(',').map((number) => tenth(Number(number)));
    const text = letter === 'M' ? `M${joined([toX, toY])}` : `l${joined([toX - x, toY - y])}`;
    [x, y] = [toX, toY];
    return text;
  });
};

/** Every coordinate in a drawing to a tenth of a pixel; words and colours are left alone. */
export const shortened = (svg: string): string =>
  svg.replace(/ (d|transform|x|y|x1|y1|x2|y2|width|height)="([^"]*)"/g, (_, name: string, value: string) =>
    name === 'd' && /^[MLZ\d.,eE-]+$/.test(value)
      ? ` d="${stepped(value)}"`
      : ` ${name}="${value.replace(/-?\d+\.\d+(?:e-?\d+)?/g, (number) => String(tenth(Number(number))))}"`,
  );
