import type { Touched } from './touch.ts';

/**
 * Nobody takes both sides of a group alone: the other work was planned by the same person, or this one has not said that they know. `other` null:
 * the work takes both by itself.
 */
export interface NeedsSecondPerson {
  readonly kind: 'needs-second-person';
  readonly group: string;
  readonly other: string | null;
  readonly by: string;
}

/** The first group that this work may not touch without a second person; null when it may. */
export function secondPersonFor({ groups }: Touched, planner: string, takesBothSides: boolean): NeedsSecondPerson | null {
  for (const { name, needsSecondPerson, overlapping } of groups) {
    if (!needsSecondPerson) continue;
    const own = overlapping.find(({ createdBy }) => createdBy === planner);
    const other = own ?? (takesBothSides ? undefined : overlapping[0]);
    if (other) return { kind: 'needs-second-person', group: name, other: other.name, by: other.createdBy };
  }
  return null;
}

/** Work that takes both sides of a group by itself is planned as two, by two people. A test that exercises both is no such work. */
export function takenWhole({ groups }: Touched, planner: string): NeedsSecondPerson | null {
  const whole = groups.find(({ takesBothSides }) => takesBothSides);
  return whole ? { kind: 'needs-second-person', group: whole.name, other: null, by: planner } : null;
}
