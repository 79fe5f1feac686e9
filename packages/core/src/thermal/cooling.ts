import { quantityById } from '../quantity/index.ts';
import type { Instant } from '../reading/reading.ts';
import { evaluateGroup } from '../redundancy/evaluate.ts';
import { type Health, memberKey, type RedundancyGroup } from '../redundancy/group.ts';
import { equipmentHealth, type HealthEvidence } from '../redundancy/health.ts';
import type { CoolingStretch } from './episode.ts';

/** A point that tells whether a cooler cools. */
export interface CoolerPoint {
  readonly pointId: number;
  readonly equipmentId: string;
  readonly quantity: string;
  readonly staleMs: number;
}

/** Coolers of a room, and how much of them it needs. */
export interface CoolingPlan {
  readonly group: RedundancyGroup;
  readonly points: readonly CoolerPoint[];
}

/** `left`: the share of what is needed that runs for certain, 0 to 1. `unknown`: it hangs on coolers that nobody hears. */
export interface Cooling {
  readonly state: 'kept' | 'lost' | 'unknown';
  readonly left: number;
}

/** Quantities that tell of a cooler; the fan only where the unit does not say its state. */
export const coolerQuantities: readonly string[] = ['cooler-state', 'fan-speed'];

/** A fan below this share of its speed moves no air, %. */
const STANDING_FAN = 5;

/**
 * The coolers that a room hangs on: of its redundancy group, else all that stand in it, of which one must run. A cooler in hand cools: here it counts in full,
 * although nobody may lean on it. A need by load counts as designed for: what flows says nothing of what the coolers carry.
 */
export function coolingPlanOf(group: RedundancyGroup | null, points: readonly CoolerPoint[]): CoolingPlan | null {
  const own = [...new Set(points.map(({ equipmentId }) => equipmentId))];
  if (own.length === 0) return null;
  const isOwn = group?.members.every(({ kind, id }) => kind === 'equipment' && own.includes(id));
  const isDesigned = group !== null && (group.need.by === 'count' || group.need.design > 0);
  if (!group || !isOwn || !isDesigned) {
    const members = own.map((id) => ({ kind: 'equipment' as const, id, capacity: 1, derating: 1 }));
    return { group: { scheme: { by: 'spare', spare: 0 }, need: { by: 'count', units: 1 }, members }, points };
  }
  const { need, members } = group;
  const fixed = need.by === 'load' ? { ...need, points: [] } : need;
  return { group: { ...group, need: fixed, members: members.map((member) => ({ ...member, derating: 1 })) }, points };
}

/** Cooling by what the coolers say; `valueFor` gives the value that speaks for the instant, null without one. */
export function coolingBy({ group, points }: CoolingPlan, valueFor: (pointId: number) => number | null): Cooling {
  const health = new Map<string, Health>(
    group.members.map((member) => [memberKey(member), equipmentHealth(evidenceOf(points, member.id, valueFor), false)]),
  );
  const { state, worst, capacity, demand } = evaluateGroup(group, { health, load: null });
  const left = demand > 0 ? Math.min(1, capacity / demand) : 1;
  if (state === 'insufficient') return { state: 'lost', left };
  return { state: state === 'unverified' && worst === 'insufficient' ? 'unknown' : 'kept', left };
}

const codeOf = (id: string): number => quantityById('cooler-state')?.states?.find((state) => state.id === id)?.code ?? 0;

function evidenceOf(
  points: readonly CoolerPoint[],
  equipmentId: string,
  valueFor: (pointId: number) => number | null,
): readonly HealthEvidence[] {
  const own = points.filter((point) => point.equipmentId === equipmentId);
  const states = own.filter(({ quantity }) => quantity === 'cooler-state');
  return (states.length > 0 ? states : own).map(({ pointId, quantity }) => {
    const value = valueFor(pointId);
    const isFan = quantity === 'fan-speed' && value !== null;
    return {
      quantity: 'cooler-state',
      value: isFan ? codeOf(value < STANDING_FAN ? 'stopped' : 'running') : value,
      isTrusted: value !== null,
    };
  });
}

/** A value of a cooler as it is stored; null where it is not believed. */
export interface CoolerValue {
  readonly pointId: number;
  readonly at: Instant;
  readonly value: number | null;
}

/** Stretches without enough cooling, in order of time. The last is open where cooling was still lost at the end of the range. */
export interface FoundStretches {
  readonly closed: readonly CoolingStretch[];
  readonly open: CoolingStretch | null;
}

/**
 * Finds when cooling was lost from `values` up to `to`, in any order. A value holds until the next one and no longer than its stale time; what is unknown neither
 * begins nor ends a stretch.
 */
export function findStretches(plan: CoolingPlan, values: readonly CoolerValue[], to: Instant): FoundStretches {
  const present = new Map<number, number | null>();
  const found: { closed: CoolingStretch[]; open: CoolingStretch | null } = { closed: [], open: null };
  for (const { at, changes } of momentsOf(plan, values, to)) {
    for (const { pointId, value } of changes) present.set(pointId, value);
    const { state, left } = coolingBy(plan, (pointId) => present.get(pointId) ?? null);
    const { open } = found;
    if (state === 'lost') found.open = { from: open?.from ?? at, to, coolingLeft: Math.max(open?.coolingLeft ?? 0, left) };
    if (state !== 'kept' || open === null) continue;
    found.closed.push({ ...open, to: at });
    found.open = null;
  }
  return found;
}

interface Moment {
  readonly at: Instant;
  readonly changes: readonly CoolerValue[];
}

/** Only what changes what is known: a cooler that says the same again says nothing. */
function momentsOf({ points }: CoolingPlan, values: readonly CoolerValue[], to: Instant): readonly Moment[] {
  const byTime = new Map<Instant, CoolerValue[]>();
  const note = (change: CoolerValue) => byTime.set(change.at, [...(byTime.get(change.at) ?? []), change]);
  for (const { pointId, staleMs } of points) {
    const own = values.filter((one) => one.pointId === pointId).sort((a, b) => a.at - b.at);
    let said: number | null = null;
    own.forEach((one, index) => {
      if (one.value !== said) note(one);
      said = one.value;
      const staleAt = one.at + staleMs;
      if ((own[index + 1]?.at ?? to) <= staleAt) return;
      note({ pointId, at: staleAt, value: null });
      said = null;
    });
  }
  return [...byTime].sort(([a], [b]) => a - b).map(([at, changes]) => ({ at, changes }));
}
