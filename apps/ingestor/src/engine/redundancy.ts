import {
  deviceHealth,
  equipmentHealth,
  evaluateGroup,
  GOOD,
  type GroupMember,
  type Health,
  type Instant,
  inForce,
  memberKey,
  type RedundancyGroup,
  redundancyCode,
  scopeKey,
  sensorHealth,
  type WithholdingDecision,
} from '@wachter/core';
import type { PointEntry } from '../pipeline/entries.ts';
import { setLatest, store } from '../pipeline/keep-reading.ts';
import type { World } from '../pipeline/world.ts';
import { stepLive } from './step-reading.ts';

/**
 * Looks at every redundancy group and writes its state as a value of its point: when it changes, and once an interval, so that a gap in it means that nobody
 * was watching. It is a judgement of the present: late values do not change what was known then.
 */
export function watchRedundancy(world: World, now: Instant): void {
  const groups = [...world.points.values()].filter(
    ({ point }) => point.derivedFrom?.kind === 'redundancy' && point.status === 'active',
  );
  if (groups.length === 0) return;
  const present: Present = { now, force: inForce(world.withheld.facts, now), byEquipment: byEquipment(world) };
  for (const entry of groups) {
    const { derivedFrom, intervalSeconds } = entry.point;
    if (derivedFrom?.kind !== 'redundancy') continue;
    const value = redundancyCode(evaluateGroup(derivedFrom.group, factsOf(world, derivedFrom.group, present)));
    const { latest } = entry;
    const isDue = latest === null || latest.value !== value || now - latest.observedAt >= intervalSeconds * 1000;
    if (!isDue || (latest !== null && now <= latest.observedAt)) continue;
    const row = { pointId: entry.point.id, value, quality: GOOD, observedAt: now, receivedAt: now };
    store(world, entry, row);
    setLatest(world, entry, row);
    stepLive(world, entry, row);
  }
}

interface Present {
  readonly now: Instant;
  readonly force: ReadonlyMap<string, readonly WithholdingDecision[]>;
  readonly byEquipment: ReadonlyMap<string, readonly PointEntry[]>;
}

function byEquipment(world: World): Present['byEquipment'] {
  const found = new Map<string, PointEntry[]>();
  for (const entry of world.points.values()) {
    const { equipmentId, status } = entry.point;
    if (equipmentId === null || status !== 'active') continue;
    const list = found.get(equipmentId);
    if (list) list.push(entry);
    else found.set(equipmentId, [entry]);
  }
  return found;
}

function factsOf(world: World, { need, members }: RedundancyGroup, present: Present) {
  const loads = need.by === 'load' ? need.points.map((id) => trusted(world.points.get(Number(id)), present.now)) : [];
  const isKnown = loads.length > 0 && loads.every((one) => one !== null);
  return {
    health: new Map(members.map((member) => [memberKey(member), healthOf(world, member, present)])),
    load: isKnown ? loads.reduce<number>((sum, one) => sum + (one ?? 0), 0) : null,
  };
}

/** The value that speaks for the present; null without one. */
function trusted(entry: PointEntry | undefined, now: Instant): number | null {
  const latest = entry?.latest;
  if (!entry || !latest || latest.value === null || latest.quality.level === 'bad') return null;
  return now - latest.freshAt <= entry.staleMs ? latest.value : null;
}

function healthOf(world: World, member: GroupMember, { now, force, byEquipment: things }: Present): Health {
  const isPlanned = (keys: readonly string[]) =>
    keys.some((key) => force.get(key)?.some(({ kind }) => kind === 'suppressed' || kind === 'out-of-service') ?? false);
  const above = (locationId: string | null): readonly string[] => {
    const keys: string[] = [];
    for (let at = locationId; at && !keys.includes(scopeKey('location', at)); at = world.withheld.parents.get(at) ?? null)
      keys.push(scopeKey('location', at));
    return keys;
  };
  if (member.kind === 'device') {
    const entry = world.devices.get(member.id);
    if (!entry) return 'unknown';
    return deviceHealth(entry.state.isOnline, isPlanned([scopeKey('device', member.id), ...above(entry.device.locationId)]));
  }
  if (member.kind === 'point') {
    const entry = world.points.get(Number(member.id));
    const keys = [scopeKey('point', member.id), ...above(entry?.point.locationId ?? null)];
    const value = trusted(entry, now);
    return sensorHealth({ value, isTrusted: value !== null }, isPlanned(keys));
  }
  const own = things.get(member.id) ?? [];
  const evidence = own.map((entry) => {
    const value = trusted(entry, now);
    return { quantity: entry.point.quantity ?? '', value, isTrusted: value !== null };
  });
  const places = new Set(own.flatMap(({ point }) => above(point.locationId)));
  return equipmentHealth(evidence, isPlanned([scopeKey('equipment', member.id), ...places]));
}
