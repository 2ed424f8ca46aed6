/** Pools that read for pools that write: what only the fleet and the demand together can tell to be wrong. */
import { makeDialogue } from '../demand/callers/index.js';
import type { Issue } from '../schema/issue.js';
import { nearest } from '../schema/suggest.js';
import { isReactive, type Scenario } from './scenario.js';

export const handOverIssues = (scenario: Scenario): Issue[] => {
  const { fleet, demand, failures } = scenario;
  const issues: Issue[] = [];
  const wrong = (path: Issue['path'], expected: string, found?: string, hint?: string) =>
    issues.push({
      path,
      expected,
      ...(found === undefined ? {} : { found }),
      ...(hint === undefined ? {} : { hint }),
    });
  fleet.forEach((pool, row) => {
    if (pool.handsOver === undefined) return;
    const { to } = pool.handsOver;
    const at = ['fleet', row, 'handsOver', 'to'];
    const writer = fleet.find(({ name }) => name === to);
    if (writer === undefined) {
      const names = fleet.map(({ name }) => name).filter((name) => name !== pool.name);
      wrong(at, `another pool of the fleet: ${names.join(', ')}`, to, nearest(to, names));
      return;
    }
    const other = fleet.indexOf(writer);
    if (writer === pool) wrong(at, 'another pool: this one only reads', to);
    else if (writer.handsOver !== undefined) wrong(at, 'a pool that writes, not one that hands over itself', to);
    if (writer.model !== pool.model)
      wrong(at, `a pool of the same model, ${pool.model}`, `${to}, which serves ${writer.model}`);
    const twin = fleet.findIndex(({ handsOver }) => handsOver?.to === to);
    if (twin < row) wrong(at, `a pool that no other hands over to: ${fleet[twin]!.name} does`, to);
    if (pool.speculative !== undefined)
      wrong(['fleet', row, 'speculative'], 'no drafts in a pool that only reads; give them to the one that writes');
    if (writer.prefixCache && writer !== pool)
      wrong(
        ['fleet', other, 'prefixCache'],
        'no cache of beginnings in a pool that only writes; give it to the one that reads',
        'true',
      );
    fleet.forEach(({ autoscale }, index) => {
      if (autoscale !== undefined)
        wrong(
          ['fleet', index, 'autoscale'],
          'no autoscaling on a site where pools read and write for each other: load does not yet reach back to such pairs',
        );
    });
    if (isReactive(scenario))
      wrong(
        ['power', 'shortage'],
        'no shortage where pools read and write for each other: supply does not yet reach back to such pairs',
      );
    if (failures.length > 0)
      wrong(
        ['failures'],
        'no failures where pools read and write for each other: these are not yet simulated in such pairs',
      );
    demand.forEach((stream, index) => {
      if (stream.model === pool.model && makeDialogue(stream.callers) !== null)
        wrong(
          ['demand', index, 'callers'],
          'independent callers of a model whose prompts are read and written apart: nobody waits for an answer yet',
          stream.callers.kind,
        );
    });
  });
  return issues;
};
