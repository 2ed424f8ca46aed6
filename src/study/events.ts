/** Which part of a scenario moves requests, chips and queues, and which part only prices them: two scenarios with the same events share one simulation. */
import type { Loaded } from '../scenario/load.js';
import { isReactive, type Scenario } from '../scenario/scenario.js';

/** FNV-1a over the UTF-16 units of a text, twice with different starts; names content, and is no defence against forgery. */
export const contentHash = (text: string): string =>
  [0x811c9dc5, 0x1b873593]
    .map((start) => {
      let hash = start;
      for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, '0');
    })
    .join('');

/** The scenario with everything taken out that no event sees: where it stands, tariff, sources, building, money, titles.
 *  The run starts at a local time, so the place's clock moves no request. Where supply reaches back to the chips, all of it is an event. */
export const eventsOf = (scenario: Scenario) => {
  const { title: _title, question: _question, economy: _economy, plan: _plan, power, site, fleet, ...rest } = scenario;
  return {
    ...rest,
    ...(isReactive(scenario) ? { power, site } : { interval: power.interval }),
    fleet: fleet.map(({ price: _price, provisioned: _provisioned, rental: _rental, ...plan }) => plan),
  };
};

/** Names what is simulated. */
export const eventsKey = (scenario: Scenario): string => contentHash(JSON.stringify(eventsOf(scenario)));

/** Names what was recorded in the files that a scenario reads. */
export const recordedKey = ({ traces, series }: Pick<Loaded, 'traces' | 'series'>): string =>
  contentHash(
    [
      ...[...traces].map(([file, { arrival, prompt, output, blocks }]) => [
        file,
        arrival.join(),
        prompt.join(),
        output.join(),
        ...(blocks === null ? [] : [blocks.join()]),
      ]),
      ...[...series].map(([file, { start, slot, columns }]) => [
        file,
        start,
        slot,
        ...[...columns].map((column) => column.join()),
      ]),
    ].join('\n'),
  );
