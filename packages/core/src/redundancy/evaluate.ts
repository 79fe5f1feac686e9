import {
  type GroupMember,
  type Health,
  type KnownRedundancy,
  memberKey,
  type RedundancyGroup,
  type RedundancyState,
} from './group.ts';

/** What is known of a group now: health by `memberKey` (absent = unknown), and the load that flows, in the unit of the group; null when not known. */
export interface GroupFacts {
  readonly health: ReadonlyMap<string, Health>;
  readonly load: number | null;
}

/** One side of a 2N against the whole load: `spare` as in `GroupState`, for this side alone. */
export interface SideState {
  readonly side: string;
  readonly capacity: number;
  readonly spare: number;
}

/**
 * State of a group. `worst` is what it may be in truth: equal to `state` unless that is unverified. `spare` counts what may fail still, largest first, at
 * the worst; negative = units missing. `isPlanned`: without the planned work all would be as designed; it changes the colour, not the arithmetic.
 */
export interface GroupState {
  readonly state: RedundancyState;
  readonly worst: KnownRedundancy;
  readonly spare: number;
  readonly capacity: number;
  readonly demand: number;
  readonly sides: readonly SideState[];
  readonly isPlanned: boolean;
  /** Members that do not count in full, with their health. */
  readonly missing: readonly { readonly key: string; readonly health: Health }[];
}

interface Tally {
  readonly state: KnownRedundancy;
  readonly spare: number;
  readonly capacity: number;
  readonly sides: readonly SideState[];
}

/** Pure, by the rules of domain.md 7. What is unknown is taken twice, as well and as failed; where that makes a difference, nobody can vouch for the state. */
export function evaluateGroup(group: RedundancyGroup, facts: GroupFacts): GroupState {
  const of = (member: GroupMember): Health => facts.health.get(memberKey(member)) ?? 'unknown';
  const needed = demandOf(group, facts.load);
  const as = (assume: Partial<Record<Health, Health>>): Tally =>
    tally(group, needed.demand, (member) => {
      const health = of(member);
      return assume[health] ?? health;
    });
  const [best, least] = [as({ unknown: 'ok' }), as({ unknown: 'failed' })];
  const isVerified = best.state === least.state && needed.isKnown;
  return {
    state: isVerified ? least.state : 'unverified',
    worst: least.state,
    ...{ spare: least.spare, capacity: least.capacity, sides: least.sides, demand: needed.demand },
    isPlanned: least.state !== 'redundant' && as({ unknown: 'failed', maintenance: 'ok' }).state === 'redundant',
    missing: group.members.map((one) => ({ key: memberKey(one), health: of(one) })).filter(({ health }) => health !== 'ok'),
  };
}

/** The greater of what flows and what was designed for. A flow that nobody can tell leaves the design value, and doubt. */
function demandOf({ need }: RedundancyGroup, load: number | null): { readonly demand: number; readonly isKnown: boolean } {
  if (need.by === 'count') return { demand: need.units, isKnown: true };
  if (need.points.length === 0) return { demand: need.design, isKnown: true };
  return { demand: Math.max(need.design, load ?? 0), isKnown: load !== null };
}

function tally(group: RedundancyGroup, demand: number, health: (member: GroupMember) => Health): Tally {
  const counts = (member: GroupMember): number => {
    const now = health(member);
    return now === 'ok' ? member.capacity : now === 'degraded' ? member.capacity * member.derating : 0;
  };
  const stand = (members: readonly GroupMember[]) => {
    const capacities = members.map(counts);
    const unit = Math.max(...members.map((one) => one.capacity));
    return { capacity: sum(capacities), spare: spareOf(capacities, { demand, unit }) };
  };
  const whole = stand(group.members);
  if (group.scheme.by === 'spare') return { ...whole, state: stateOf(whole.spare, group.scheme.spare), sides: [] };
  const names = [...new Set(group.members.map(({ side }) => side ?? ''))];
  const sides = names.map((side) => ({ side, ...stand(group.members.filter((one) => (one.side ?? '') === side)) }));
  const carrying = sides.filter((side) => side.spare >= 0);
  const { innerSpare } = group.scheme;
  const isAsDesigned = carrying.length === sides.length && carrying.every((side) => side.spare >= innerSpare);
  if (carrying.length >= 2) return { state: isAsDesigned ? 'redundant' : 'reduced', ...whole, spare: carrying.length - 1, sides };
  return { state: whole.spare >= 0 ? 'no-margin' : 'insufficient', ...whole, spare: Math.min(0, whole.spare), sides };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** A hair of load is no unit: capacities and loads are measured, and added up in binary. */
const HAIR = 1e-9;

/**
 * How many units may fail, the largest first, before the rest is too little. Equal units: those that count less those that are needed. Where it is too
 * little already: minus the number of units of the size `unit` that are missing.
 */
export function spareOf(capacities: readonly number[], need: { readonly demand: number; readonly unit: number }): number {
  const enough = need.demand - HAIR * Math.max(1, need.demand);
  const alive = capacities.filter((one) => one > 0).toSorted((a, b) => b - a);
  let left = sum(alive);
  if (left < enough) return -Math.max(1, Math.ceil((enough - left) / need.unit));
  const fatal = alive.findIndex((one) => {
    left -= one;
    return left < enough;
  });
  return fatal === -1 ? alive.length : fatal;
}

/** With no spare designed there is no margin at best. */
const stateOf = (spare: number, designed: number): KnownRedundancy => {
  if (spare < 0) return 'insufficient';
  if (spare === 0) return 'no-margin';
  return spare >= designed ? 'redundant' : 'reduced';
};
