/** What the command line changes in a scenario: `--set` as it stands, `--seed` and `--replications` as the fields they are. */
import { Usage } from './exit.js';

export interface Overrides {
  readonly set: readonly string[];
  readonly seed?: string | undefined;
  readonly replications?: string | undefined;
}

export const setsOf = ({ set, seed, replications }: Overrides): readonly string[] => {
  const shapeless = set.find((one) => !/^[^=]+=/.test(one));
  if (shapeless !== undefined)
    throw new Usage(`--set wants path=value, such as power.facility.pue=1.15, not "${shapeless}"`);
  return [
    ...set,
    ...(seed === undefined ? [] : [`seed=${seed}`]),
    ...(replications === undefined ? [] : [`sampling.replications=${replications}`]),
  ];
};
