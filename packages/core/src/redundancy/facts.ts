import { scopeKey } from '../alarm/withholding.ts';
import type { GroupFacts } from './evaluate.ts';
import { type GroupMember, type Health, memberKey, type RedundancyGroup } from './group.ts';
import { deviceHealth, equipmentHealth, type HealthEvidence, sensorHealth } from './health.ts';

/** What is known of the things of a site now, by their ids. */
export interface Present {
  /** The value of a point that speaks for the present; null without one. */
  readonly trustedValue: (pointId: string) => number | null;
  /** What the active points of a piece of equipment say. */
  readonly evidenceOf: (equipmentId: string) => readonly HealthEvidence[];
  /** Null = nobody knows. */
  readonly isOnline: (deviceId: string) => boolean | null;
  /** A member is under announced work: a window is open on it, or it is out of service. */
  readonly isPlanned: (member: Pick<GroupMember, 'kind' | 'id'>) => boolean;
}

/** Health of the members of a group and the load that flows, from the present of its site. */
export function factsOf({ need, members }: RedundancyGroup, present: Present): GroupFacts {
  const loads = need.by === 'load' ? need.points.map(present.trustedValue) : [];
  const isKnown = loads.length > 0 && loads.every((one) => one !== null);
  return {
    health: new Map(members.map((member) => [memberKey(member), healthOf(member, present)])),
    load: isKnown ? loads.reduce<number>((sum, one) => sum + (one ?? 0), 0) : null,
  };
}

function healthOf(member: GroupMember, { trustedValue, evidenceOf, isOnline, isPlanned }: Present): Health {
  const planned = isPlanned(member);
  if (member.kind === 'device') return deviceHealth(isOnline(member.id), planned);
  if (member.kind === 'equipment') return equipmentHealth(evidenceOf(member.id), planned);
  const value = trustedValue(member.id);
  return sensorHealth({ value, isTrusted: value !== null }, planned);
}

/** What hangs together on a member, as `scopeKey`s: itself and the places around it. */
export const memberScopes = (
  member: Pick<GroupMember, 'kind' | 'id'>,
  places: readonly (string | null)[],
  parentOf: (locationId: string) => string | null | undefined,
): readonly string[] => {
  const keys = new Set([scopeKey(member.kind, member.id)]);
  for (const place of places)
    for (let at: string | null | undefined = place; at && !keys.has(scopeKey('location', at)); at = parentOf(at))
      keys.add(scopeKey('location', at));
  return [...keys];
};
