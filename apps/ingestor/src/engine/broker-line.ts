import { type Instant, isLineSilent, type LineSpeaker } from '@wachter/core';
import type { DeviceEntry } from '../pipeline/entries.ts';
import type { World } from '../pipeline/world.ts';

/** The broker is restarted, or a cable is changed: shorter than this it is no alarm. */
const AWAY_MS = 30_000;

interface Group {
  readonly lastHeardAt: Instant | null;
  readonly lastSeenAt: Instant | null;
  readonly intervalMs: number;
}

/**
 * Does the line between the devices of a site and us carry anything? False: we have no broker for half a minute, or all that should speak are silent.
 * Null: that cannot be said, so an alarm neither begins nor ends. Once lost since `lostAt`, it is back when somebody was heard.
 */
export function lineWorks(
  world: World,
  siteId: string,
  { now, lostAt }: { now: Instant; lostAt: Instant | null },
): boolean | null {
  const { ears } = world;
  const closedAt = ears.closedAt();
  if (closedAt !== null && now - closedAt >= AWAY_MS) return false;
  const hearsSince = ears.hearsSince(now);
  if (hearsSince === null) return null;
  const groups = groupsOf(world, siteId, now);
  const speakers = groups.flatMap(({ device, group: { lastHeardAt, intervalMs } }): LineSpeaker[] =>
    lastHeardAt === null || intervalMs === Number.POSITIVE_INFINITY
      ? []
      : [{ lastHeardAt, intervalMs, isGone: device.state.isOnline === false }],
  );
  if (isLineSilent(speakers, hearsSince, now)) return false;
  const isHeard = lostAt === null || groups.length === 0 || groups.some(({ group }) => (group.lastSeenAt ?? 0) > lostAt);
  return isHeard ? true : null;
}

/** Devices that speak to the broker themselves, each with what comes by it. */
function groupsOf(world: World, siteId: string, now: Instant) {
  const deaf = world.ears.deafMs(now);
  const of = (entry: DeviceEntry): Group => {
    const { device, state, channels, children, deafMsAtSeen } = entry;
    if (device.status !== 'approved') return { lastHeardAt: null, lastSeenAt: null, intervalMs: Number.POSITIVE_INFINITY };
    const { lastSeenAt } = state;
    let own: Group = {
      ...{ lastSeenAt, lastHeardAt: lastSeenAt === null ? null : Math.min(now, lastSeenAt + deaf - deafMsAtSeen) },
      intervalMs: Math.min(
        Number.POSITIVE_INFINITY,
        ...[...channels.values()].filter(({ isGuarded }) => isGuarded).map(intervalOf),
      ),
    };
    for (const child of children) own = together(own, of(child));
    return own;
  };
  return [...world.devices.values()]
    .filter(({ device }) => device.siteId === siteId && device.parentId === null && device.status === 'approved')
    .map((device) => ({ device, group: of(device) }));
}

const intervalOf = ({ point }: { readonly point: { readonly intervalSeconds: number } }): number => point.intervalSeconds * 1000;

const together = (a: Group, b: Group): Group => ({
  lastHeardAt: later(a.lastHeardAt, b.lastHeardAt),
  lastSeenAt: later(a.lastSeenAt, b.lastSeenAt),
  intervalMs: Math.min(a.intervalMs, b.intervalMs),
});

const later = (a: Instant | null, b: Instant | null): Instant | null => (a === null ? b : b === null ? a : Math.max(a, b));
