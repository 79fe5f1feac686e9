import type { Instant, LiveDelta, LiveSnapshot, PathHealth } from '@wachter/core';
import type { LiveStore } from '@wachter/services/ports/live-store';
import type { Heartbeat } from '../../live/frames.ts';
import { applyDeltas, fromSnapshot, withoutSettled } from '../../live/live-state.ts';

/** A database that has not answered for this long is told to be away. */
const awayAfterMs = 3_000;

export interface PresentDeps {
  readonly live: Pick<LiveStore, 'snapshot' | 'changesSince' | 'health'>;
  /** Revision of the site model, to tell pages that it was edited. */
  readonly modelRevision: () => Promise<string>;
  readonly now: () => Instant;
}

/** What the database said last. Remembers, so that a new client needs no query. */
export interface Present {
  /** Asks the database. The first time everything; afterwards what is newer, or null when nothing is. */
  readonly read: () => Promise<LiveDelta | null>;
  /** Null until the first read has answered. */
  readonly snapshot: () => LiveSnapshot | null;
  /** Also while the database is away: then it says so, and since when. */
  readonly heartbeat: () => Heartbeat;
}

export function createPresent({ live, modelRevision, now }: PresentDeps): Present {
  let data: ReturnType<typeof fromSnapshot> | null = null;
  let version = -1;
  let health: PathHealth = {
    ingestAliveAt: null,
    isBrokerConnected: false,
    lastReadingAt: null,
    readingsLastMinute: 0,
    floods: [],
  };
  let revision: string | null = null;
  let clockOffsetMs = 0;
  let answeredAt = now();

  const serverNow = () => now() + clockOffsetMs;
  const stamp = () => ({ version, serverNow: serverNow() });
  const newer = async (known: NonNullable<typeof data>): Promise<LiveDelta | null> => {
    const changes = await live.changesSince(version);
    const { points, alarms, devices } = changes;
    version = Math.max(version, changes.version);
    const delta = { ...stamp(), points, alarms, devices };
    const next = applyDeltas(known, [delta]);
    data = { ...next, alarms: withoutSettled(next.alarms, serverNow()) };
    const isSame = next.points === known.points && next.alarms === known.alarms && next.devices === known.devices;
    return isSame ? null : delta;
  };

  return {
    read: async () => {
      const { serverNow: at, ...path } = await live.health();
      revision = await modelRevision();
      clockOffsetMs = at - now();
      health = path;
      let delta: LiveDelta | null = null;
      if (data) delta = await newer(data);
      else {
        const first = await live.snapshot();
        data = fromSnapshot(first);
        version = first.version;
      }
      answeredAt = now();
      return delta;
    },
    snapshot: () =>
      data && {
        ...stamp(),
        points: [...data.points.values()],
        alarms: [...data.alarms.values()],
        devices: [...data.devices.values()],
        health,
      },
    heartbeat: () => ({
      ...stamp(),
      health,
      databaseAwaySince: now() - answeredAt >= awayAfterMs ? answeredAt + clockOffsetMs : null,
      modelRevision: revision,
    }),
  };
}
