import { z } from 'zod';

/** What a member of a group is: a cooler, genset, UPS or line; a gateway; a sensor. `id` is that of the thing. */
export const memberKinds = ['equipment', 'device', 'point'] as const;
export type MemberKind = (typeof memberKinds)[number];

const GroupMember = z.strictObject({
  kind: z.enum(memberKinds),
  id: z.string().min(1).max(100),
  /** What it can carry, in the unit of the group: kW, or 1 where units are counted. */
  capacity: z.number().positive().max(1e9).default(1),
  /** Share of its capacity that still counts while it is degraded (in hand, not in Auto, on bypass): none unless somebody knows better. */
  derating: z.number().min(0).max(1).default(0),
  /** Which side of a 2N it is. */
  side: z.string().min(1).max(40).optional(),
});
export type GroupMember = z.output<typeof GroupMember>;

/**
 * Units that stand in for each other (domain.md 7). `need` is what must be carried: a number of units or an amount of load. A load is the greater of what flows now
 * (the sum of the points named) and the design value. N+R has a `spare` of R: so many units may fail when all is well. In a 2N each side must carry the whole
 * load alone, and may have a spare of its own: 2(N+1) has an `innerSpare` of 1.
 */
export const RedundancyGroup = z
  .strictObject({
    scheme: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('spare'), spare: z.number().int().min(0).max(20).default(1) }),
      z.strictObject({ by: z.literal('sides'), innerSpare: z.number().int().min(0).max(20).default(0) }),
    ]),
    need: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('count'), units: z.number().int().min(1).max(1000) }),
      z.strictObject({
        by: z.literal('load'),
        design: z.number().min(0).max(1e9).default(0),
        /** Points whose values together are the load that flows now; without them the design value is all that counts. */
        points: z.array(z.string().min(1).max(100)).max(50).default([]),
      }),
    ]),
    members: z.array(GroupMember).min(1).max(100),
  })
  .superRefine((group, context) => {
    const refuse = (message: string, path: (string | number)[]) => context.addIssue({ code: 'custom', message, path });
    const keys = group.members.map(({ kind, id }) => `${kind} ${id}`);
    keys.forEach((key, index) => {
      if (keys.indexOf(key) !== index) refuse('is in the group twice', ['members', index, 'id']);
    });
    if (group.need.by === 'count' && group.members.some(({ capacity }) => capacity !== 1))
      refuse('counted units all have the capacity 1: choose a load where they differ', ['need', 'by']);
    if (group.need.by === 'load' && group.need.design === 0 && group.need.points.length === 0)
      refuse('a need by load has a design value, or points that say what flows', ['need', 'design']);
    if (group.scheme.by !== 'sides') return;
    group.members.forEach(({ side }, index) => {
      if (side === undefined) refuse('says which side it is', ['members', index, 'side']);
    });
    if (new Set(group.members.map(({ side }) => side)).size < 2) refuse('has two sides or more', ['members']);
  });
export type RedundancyGroup = z.output<typeof RedundancyGroup>;

/** Health of a member now. `degraded` runs, but not by itself: it counts with its derating only. `maintenance` is a failure that was planned. */
export const healths = ['ok', 'degraded', 'maintenance', 'failed', 'unknown'] as const;
export type Health = (typeof healths)[number];

/** From well to worse. `unverified`: what is not known decides the outcome. */
export const redundancyStates = ['redundant', 'reduced', 'no-margin', 'insufficient'] as const;
export type KnownRedundancy = (typeof redundancyStates)[number];
export type RedundancyState = KnownRedundancy | 'unverified';

export const memberKey = ({ kind, id }: Pick<GroupMember, 'kind' | 'id'>): string => `${kind}:${id}`;

/** The same group with other names for its members and points: ids of storage become names of a file, and back. What has no other name keeps its own. */
export function renamed(group: RedundancyGroup, nameOf: (kind: MemberKind, id: string) => string | null): RedundancyGroup {
  const { need } = group;
  return {
    ...group,
    need: need.by === 'load' ? { ...need, points: need.points.map((id) => nameOf('point', id) ?? id) } : need,
    members: group.members.map((member) => ({ ...member, id: nameOf(member.kind, member.id) ?? member.id })),
  };
}

/** Everything that a group names: its members, and the points that tell its load. */
export const namedBy = ({ need, members }: RedundancyGroup): readonly Pick<GroupMember, 'kind' | 'id'>[] => [
  ...members.map(({ kind, id }) => ({ kind, id })),
  ...(need.by === 'load' ? need.points.map((id) => ({ kind: 'point', id }) as const) : []),
];
