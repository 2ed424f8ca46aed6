/** Who of a pool's replicas serves: those that are sound, as many as are wanted; the others drain, go dark, and need their time to come back.
 *
 *   outages ──sound?──▶ [ Roster ] ──service──▶ groups
 *   power, load ──how many──▶
 */
import type { Outage } from '../serving/failures/failure.js';
import { Service } from '../serving/pool/fleet.js';
import type { Group } from '../serving/pool/group.js';
import type { Ratio, Seconds } from '../units/quantity.js';

interface Member {
  readonly group: Group;
  readonly index: number;
  /** Failures and announced works that keep it out now. */
  faults: number;
  works: number;
  /** When it stops waiting: for its model to load, or for what it serves to end. */
  until: Seconds;
}

interface Change {
  readonly time: Seconds;
  readonly member: Member;
  readonly kind: 'faults' | 'works';
  readonly by: 1 | -1;
}

/** Instants closer than this are one. */
const SAME: Seconds = 1e-6;

export class Roster {
  private readonly members: readonly Member[];
  /** The same, one of each group in turn: the first sound ones serve. */
  private readonly byTurns: readonly Member[];
  private readonly changes: readonly Change[];
  private next = 0;
  /** Replicas that should serve. */
  private wanted: number;
  /** Whether those not wanted go dark at once, rather than when they have ended what they serve. */
  private atOnce = false;
  /** Replica-seconds out of service by failure, repair or works, of those simulated. */
  lost: Seconds = 0;

  constructor(
    groups: readonly Group[],
    outages: readonly Outage[],
    private readonly times: { readonly startUp: Seconds; readonly drain: Seconds },
  ) {
    this.members = groups.flatMap((group) =>
      Array.from(
        { length: group.spec.replicas },
        (_, index): Member => ({
          group,
          index,
          faults: 0,
          works: 0,
          until: 0,
        }),
      ),
    );
    this.byTurns = [...this.members].sort((a, b) => a.index - b.index);
    this.wanted = this.members.length;
    this.changes = outages
      .flatMap(({ replica, from, to, planned }): Change[] => {
        const member = this.members[replica]!;
        const kind = planned ? 'works' : 'faults';
        return [
          { time: from, member, kind, by: 1 },
          { time: to, member, kind, by: -1 },
        ];
      })
      .sort((a, b) => a.time - b.time || b.by - a.by);
  }

  /** How many replicas should serve from the next meeting on. */
  want(replicas: number, atOnce: boolean): void {
    this.wanted = replicas;
    this.atOnce = atOnce;
  }

  /** The next instant after `now` at which somebody's service may change by itself. */
  nextChange(now: Seconds): Seconds {
    let next = this.changes[this.next]?.time ?? Number.POSITIVE_INFINITY;
    for (const { group, index, until } of this.members) {
      const service = group.serviceOf(index);
      if ((service === Service.starting || service === Service.draining) && until > now + SAME)
        next = Math.min(next, until);
    }
    return next;
  }

  /** A meeting: what has failed or was repaired by `now` is known, and everybody is where they should be. */
  meet(now: Seconds): void {
    for (let change = this.changes[this.next]; change !== undefined && change.time <= now + SAME; ) {
      change.member[change.kind] += change.by;
      change = this.changes[++this.next];
    }
    let places = this.wanted;
    for (const member of this.byTurns) {
      const serves = member.faults === 0 && member.works === 0 && places > 0;
      if (serves) places--;
      this.place(member, serves, now);
    }
  }

  /** Counts a stretch of time as it was. */
  note(seconds: Seconds): void {
    for (const { faults, works } of this.members) if (faults > 0 || works > 0) this.lost += seconds;
  }

  /** Replicas that take requests, as a share; of all, or of those in one group. */
  get serving(): Ratio {
    return servingOf(this.members);
  }

  servingIn(group: Group): Ratio {
    return servingOf(this.members.filter((member) => member.group === group));
  }

  private place(member: Member, serves: boolean, now: Seconds): void {
    const { group, index, faults } = member;
    const service = group.serviceOf(index);
    const to = (next: Service, wait = 0): void => {
      group.setService(index, next);
      member.until = now + wait;
    };
    if (faults > 0) to(Service.dark);
    else if (serves) {
      if (service === Service.draining) to(Service.open);
      else if (service === Service.dark && this.times.startUp > 0) to(Service.starting, this.times.startUp);
      else if (service === Service.dark || (service === Service.starting && member.until <= now + SAME))
        to(Service.open);
    } else if (service === Service.starting || (service !== Service.dark && this.atOnce)) to(Service.dark);
    else if (service === Service.open) to(Service.draining, this.times.drain);
    else if (service === Service.draining && (group.isEmpty(index) || member.until <= now + SAME)) to(Service.dark);
  }
}

const servingOf = (members: readonly Member[]): Ratio =>
  members.length > 0
    ? members.filter(({ group, index }) => group.serviceOf(index) === Service.open).length / members.length
    : 1;
