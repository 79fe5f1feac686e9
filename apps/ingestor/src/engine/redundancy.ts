import {
  chainStateOf,
  evaluateGroup,
  factsOf,
  GOOD,
  type GroupState,
  type Instant,
  inForce,
  isWorkedOn,
  memberScopes,
  type Present,
  redundancyCode,
  testedAt,
} from '@wachter/core';
import type { PointEntry } from '../pipeline/entries.ts';
import { setLatest, store } from '../pipeline/keep-reading.ts';
import type { World } from '../pipeline/world.ts';
import { stepLive } from './step-reading.ts';

/**
 * Looks at every redundancy group, and at the chains made of them, and writes its state as a value of its point: when it changes, and once an interval, so that a gap in it means that nobody
 * was watching. It is a judgement of the present: late values do not change what was known then.
 */
export function watchRedundancy(world: World, now: Instant): void {
  const groups = [...world.points.values()].filter(
    ({ point }) => point.derivedFrom?.kind === 'redundancy' && point.status === 'active',
  );
  if (groups.length === 0) return;
  const present = presentOf(world, now);
  const states = new Map<string, GroupState>();
  for (const entry of groups) {
    const { id, derivedFrom } = entry.point;
    if (derivedFrom?.kind !== 'redundancy') continue;
    const state = evaluateGroup(derivedFrom.group, factsOf(derivedFrom.group, present));
    states.set(String(id), state);
    write(world, entry, { value: redundancyCode(state), now });
  }
  for (const entry of world.points.values()) {
    const { derivedFrom, status } = entry.point;
    if (derivedFrom?.kind !== 'redundancy-chain' || status !== 'active') continue;
    write(world, entry, { value: redundancyCode(chainStateOf(derivedFrom.chain, states)), now });
  }
}

function write(world: World, entry: PointEntry, { value, now }: { readonly value: number; readonly now: Instant }): void {
  const { latest, point } = entry;
  const isDue = latest === null || latest.value !== value || now - latest.observedAt >= point.intervalSeconds * 1000;
  if (!isDue || (latest !== null && now <= latest.observedAt)) return;
  const row = { pointId: point.id, value, quality: GOOD, observedAt: now, receivedAt: now };
  store(world, entry, row);
  setLatest(world, entry, row);
  stepLive(world, entry, row);
}

function byEquipment(world: World): ReadonlyMap<string, readonly PointEntry[]> {
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

function presentOf(world: World, now: Instant): Present {
  const { facts } = world.withheld;
  const force = inForce(facts, now);
  const tested = testedAt(facts.tests, now);
  const things = byEquipment(world);
  const placesOf = ({ kind, id }: Parameters<Present['isPlanned']>[0]): readonly (string | null)[] => {
    if (kind === 'device') return [world.devices.get(id)?.device.locationId ?? null];
    if (kind === 'point') return [world.points.get(Number(id))?.point.locationId ?? null];
    return (things.get(id) ?? []).map(({ point }) => point.locationId);
  };
  return {
    trustedValue: (id) => trusted(world.points.get(Number(id)), now),
    evidenceOf: (id) =>
      (things.get(id) ?? []).map((entry) => {
        const value = trusted(entry, now);
        return { quantity: entry.point.quantity ?? '', value, isTrusted: value !== null };
      }),
    isOnline: (id) => world.devices.get(id)?.state.isOnline ?? null,
    isPlanned: (member) =>
      (member.kind === 'equipment' && tested.has(member.id)) ||
      isWorkedOn(
        force,
        memberScopes(member, placesOf(member), (id) => world.withheld.parents.get(id)),
      ),
  };
}

/** The value that speaks for the present; null without one. */
export function trusted(entry: PointEntry | undefined, now: Instant): number | null {
  const latest = entry?.latest;
  if (!entry || !latest || latest.value === null || latest.quality.level === 'bad') return null;
  return now - latest.freshAt <= entry.staleMs ? latest.value : null;
}
