/** The mean of what several replications of a course left behind: plain data of one shape, number by number. */

/** Numbers are averaged, texts are those of the first; lists of unlike lengths, such as episodes, are those of the first replication too. */
export const meanReport = <Report>(reports: readonly [Report, ...Report[]]): Report =>
  reports.length === 1 ? reports[0] : (mean(reports) as Report);

const mean = (values: readonly [unknown, ...unknown[]]): unknown => {
  const [first] = values;
  if (typeof first === 'number')
    return (values as readonly number[]).reduce((sum, one) => sum + one, 0) / values.length;
  if (first instanceof Float64Array)
    return first.map((_, at) => mean(each(values, (one) => (one as Float64Array)[at])) as number);
  if (Array.isArray(first)) {
    const isLike = values.every((one) => (one as unknown[]).length === first.length);
    return isLike ? first.map((_, at) => mean(each(values, (one) => (one as unknown[])[at]))) : first;
  }
  if (typeof first !== 'object' || first === null) return first;
  return Object.fromEntries(
    Object.keys(first).map((key) => [key, mean(each(values, (one) => (one as Record<string, unknown>)[key]))]),
  );
};

const each = (values: readonly [unknown, ...unknown[]], of: (one: unknown) => unknown): [unknown, ...unknown[]] =>
  values.map(of) as [unknown, ...unknown[]];
