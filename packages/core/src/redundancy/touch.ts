import type { Instant } from '../reading/reading.ts';
import { evaluateGroup, type GroupFacts, type GroupState } from './evaluate.ts';
import { type KnownRedundancy, memberKey, type RedundancyGroup, redundancyStates } from './group.ts';

/** Work that takes members out of their groups. `members` by `memberKey`; `until` null = open end. */
export interface PlannedWork {
  readonly id: string;
  readonly from: Instant;
  readonly until: Instant | null;
  readonly members: ReadonlySet<string>;
}

export interface WatchedGroup {
  readonly id: string;
  readonly group: RedundancyGroup;
  readonly facts: GroupFacts;
}

/** What a piece of work does to one group that it touches. */
export interface TouchedGroup {
  readonly id: string;
  readonly before: GroupState;
  /** With its members out, and with those of the other work that overlaps. */
  readonly after: GroupState;
  readonly members: readonly string[];
  /** Other work at the same time on the same group. */
  readonly overlaps: readonly string[];
  /** Falls to no margin or below by it. */
  readonly losesMargin: boolean;
  /** It takes both sides itself. No one person decides that: each side is work of its own. */
  readonly takesBothSides: boolean;
  /** Together with other work it takes both sides, or leaves too little: not without a second person. */
  readonly needsSecondPerson: boolean;
}

/**
 * Before-you-touch (features 96 and 102): what is left of each group while the work lasts. Health is that of now: the future may be worse, so the list is a
 * minimum. Groups that it does not touch are left out.
 */
export function beforeYouTouch(
  work: PlannedWork,
  groups: readonly WatchedGroup[],
  others: readonly PlannedWork[],
): readonly TouchedGroup[] {
  const atTheSameTime = others.filter((other) => other.id !== work.id && overlap(work, other));
  return groups.flatMap(({ id, group, facts }) => {
    const own = keysIn(group, work);
    if (own.length === 0) return [];
    const overlapping = atTheSameTime.filter((other) => keysIn(group, other).length > 0);
    const out = new Set([...own, ...overlapping.flatMap((other) => keysIn(group, other))]);
    const before = evaluateGroup(group, facts);
    const after = evaluateGroup(group, without(facts, out));
    return [
      {
        ...{ id, before, after, members: own },
        overlaps: overlapping.map((other) => other.id),
        losesMargin: isAtLeast(after.worst, 'no-margin') && after.worst !== before.worst,
        takesBothSides: sidesOf(group, new Set(own)) >= 2,
        needsSecondPerson: overlapping.length > 0 && (after.worst === 'insufficient' || sidesOf(group, out) >= 2),
      },
    ];
  });
}

const overlap = (a: PlannedWork, b: PlannedWork): boolean =>
  a.from < (b.until ?? Number.POSITIVE_INFINITY) && b.from < (a.until ?? Number.POSITIVE_INFINITY);

const keysIn = (group: RedundancyGroup, work: PlannedWork): readonly string[] =>
  group.members.map(memberKey).filter((key) => work.members.has(key));

const without = (facts: GroupFacts, out: ReadonlySet<string>): GroupFacts => ({
  ...facts,
  health: new Map([...facts.health, ...[...out].map((key) => [key, 'maintenance'] as const)]),
});

const sidesOf = (group: RedundancyGroup, out: ReadonlySet<string>): number =>
  group.scheme.by === 'sides' ? new Set(group.members.filter((one) => out.has(memberKey(one))).map(({ side }) => side)).size : 0;

const isAtLeast = (state: KnownRedundancy, limit: KnownRedundancy): boolean =>
  redundancyStates.indexOf(state) >= redundancyStates.indexOf(limit);

/** Each group once, at its worst; those that need a second person first, then by what is left. */
export function worstFirst(touched: readonly TouchedGroup[]): readonly TouchedGroup[] {
  const weight = ({ needsSecondPerson, after }: TouchedGroup) =>
    (needsSecondPerson ? redundancyStates.length : 0) + redundancyStates.indexOf(after.worst);
  const worst = new Map<string, TouchedGroup>();
  for (const one of touched) {
    const known = worst.get(one.id);
    if (!known || weight(one) > weight(known)) worst.set(one.id, one);
  }
  return [...worst.values()].toSorted((a, b) => weight(b) - weight(a));
}
