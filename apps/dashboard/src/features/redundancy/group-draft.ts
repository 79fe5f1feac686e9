import type { RedundancyGroup } from '@wachter/core';
import type { ListedGroup } from '@wachter/services/redundancy/list';
import type { PutRedundancyGroup } from '@wachter/services/redundancy/put';
import type { z } from 'zod';

/** A group while it is being typed. `thing` is kind and id of a member with a space between; keys tell rows apart. */
export interface GroupDraft {
  readonly name: string;
  readonly tag: string;
  readonly locationId: string;
  readonly scheme: RedundancyGroup['scheme']['by'];
  readonly spare: number;
  readonly need: RedundancyGroup['need']['by'];
  readonly units: number;
  readonly design: number;
  readonly loadPoints: readonly { readonly key: number; readonly id: string }[];
  readonly members: readonly MemberDraft[];
}

interface MemberDraft {
  readonly key: number;
  readonly thing: string;
  readonly capacity: number;
  readonly side: string;
  readonly derating: number;
}

export const newMember = (members: readonly MemberDraft[]): MemberDraft => ({
  ...{ key: Math.max(0, ...members.map(({ key }) => key)) + 1, thing: '', capacity: 1, derating: 0 },
  side: String.fromCharCode(65 + Math.min(25, members.length)),
});

export function draftOf(listed: ListedGroup | null): GroupDraft {
  if (!listed) {
    const blank = { scheme: 'spare', spare: 1, need: 'count', units: 1, design: 0, loadPoints: [] } as const;
    return { name: '', tag: '', locationId: '', ...blank, members: [newMember([])] };
  }
  const { name, tag, locationId, group } = listed;
  const { scheme, need } = group;
  return {
    ...{ name, tag, locationId: locationId ?? '', scheme: scheme.by, need: need.by },
    spare: scheme.by === 'spare' ? scheme.spare : scheme.innerSpare,
    units: need.by === 'count' ? need.units : 1,
    design: need.by === 'load' ? need.design : 0,
    loadPoints: need.by === 'load' ? need.points.map((id, key) => ({ key, id })) : [],
    members: group.members.map(({ kind, id, capacity, derating, side = '' }, key) => ({
      key,
      thing: `${kind} ${id}`,
      capacity,
      derating,
      side,
    })),
  };
}

/** What is typed as the verb takes it; rows left empty are left out. */
export function groupOf(draft: GroupDraft): z.input<typeof PutRedundancyGroup>['group'] {
  const { scheme, spare, need, units, design } = draft;
  return {
    scheme: scheme === 'spare' ? { by: scheme, spare } : { by: scheme, innerSpare: spare },
    need:
      need === 'count'
        ? { by: need, units }
        : { by: need, design, points: draft.loadPoints.map(({ id }) => id).filter((id) => id !== '') },
    members: draft.members.flatMap(({ thing, capacity, derating, side }) => {
      const [kind = '', ...id] = thing.split(' ');
      const known = (['equipment', 'device', 'point'] as const).find((one) => one === kind);
      if (!known) return [];
      const plain = { kind: known, id: id.join(' '), capacity: need === 'count' ? 1 : capacity, derating };
      return [scheme === 'sides' ? { ...plain, side } : plain];
    }),
  };
}

export const isTag = (tag: string): boolean => /^[a-z0-9][a-z0-9./_-]*$/.test(tag);
