import {
  type DeviceState,
  freshAt,
  type Instant,
  inForce,
  isWorkedOn,
  type LiveSnapshot,
  type Location,
  memberScopes,
  type Point,
  type PointState,
  type Present,
  testedAt,
  type WithholdingFacts,
} from '@wachter/core';
import type { DeviceRow, SiteReads } from '../ports/site-store.ts';

/** Rows of one site that say what hangs where. */
export interface SiteThings {
  readonly points: readonly Point[];
  readonly devices: readonly DeviceRow[];
  readonly locations: readonly Location[];
  readonly facts: WithholdingFacts;
}

export async function readThings(reads: SiteReads, now: Instant): Promise<SiteThings> {
  const [points, devices, locations, sites, withholdings, windows, tests] = await Promise.all([
    reads.points({ status: 'active' }),
    reads.devices(),
    reads.locations(),
    reads.sites(),
    reads.withholdings({ since: now }),
    reads.windows(),
    reads.announcedTests(),
  ]);
  const timeZones = new Map(sites.map(({ id, timeZone }) => [id, timeZone]));
  return { points, devices, locations, facts: { withholdings, windows, tests, timeZones } };
}

/** The present of the things, as the ingestor sees it in its own memory. */
export function presentOf(things: SiteThings, live: Pick<LiveSnapshot, 'points' | 'devices'>, now: Instant): Present {
  const states = new Map<number, PointState>(live.points.map((state) => [state.pointId, state]));
  const online = new Map<string, DeviceState>(live.devices.map((state) => [state.deviceId, state]));
  const force = inForce(things.facts, now);
  const tested = testedAt(things.facts.tests, now);
  const parents = new Map(things.locations.map(({ id, parentId }) => [id, parentId]));
  const trusted = (point: Point | undefined): number | null => {
    const state = point && states.get(point.id);
    if (!state || state.value === null || state.quality.level === 'bad') return null;
    return now - freshAt(state) <= point.staleSeconds * 1000 ? state.value : null;
  };
  const pointOf = (id: string) => things.points.find((point) => String(point.id) === id);
  const ofEquipment = (id: string) => things.points.filter(({ equipmentId }) => equipmentId === id);
  const placesOf = ({ kind, id }: Parameters<Present['isPlanned']>[0]): readonly (string | null)[] => {
    if (kind === 'device') return [things.devices.find((device) => device.id === id)?.locationId ?? null];
    if (kind === 'point') return [pointOf(id)?.locationId ?? null];
    return ofEquipment(id).map(({ locationId }) => locationId);
  };
  return {
    trustedValue: (id) => trusted(pointOf(id)),
    evidenceOf: (id) =>
      ofEquipment(id).map((point) => {
        const value = trusted(point);
        return { quantity: point.quantity ?? '', value, isTrusted: value !== null };
      }),
    isOnline: (id) => online.get(id)?.isOnline ?? null,
    isPlanned: (member) =>
      (member.kind === 'equipment' && tested.has(member.id)) ||
      isWorkedOn(
        force,
        memberScopes(member, placesOf(member), (id) => parents.get(id)),
      ),
  };
}
