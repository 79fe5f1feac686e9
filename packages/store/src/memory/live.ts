import type { PathHealth } from '@wachter/core';
import type { LiveStore } from '@wachter/services/ports/index';
import { unfinishedOf } from './alarms.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

const silence = { ingestAliveAt: null, isBrokerConnected: false, lastReadingAt: null, readingsLastMinute: 0 };

const healthOf = ({ heartbeat, floods }: Tables): PathHealth => ({
  ...(heartbeat.value ?? silence),
  floods: [...floods.values()]
    .filter(({ endedAt }) => endedAt === null)
    .map(({ siteId, beganAt, alarmId, alarms }) => ({ siteId, beganAt, alarmId, alarms })),
});

export const memoryLiveStore = (database: Database): LiveStore => ({
  snapshot: async () => {
    const tables = database.read();
    return {
      version: tables.counters.version,
      serverNow: database.now(),
      points: [...tables.pointStates.values()],
      alarms: unfinishedOf(tables),
      devices: [...tables.deviceStates.values()],
      health: healthOf(tables),
    };
  },
  changesSince: async (version) => {
    const tables = database.read();
    const isNews = (row: { readonly version: number }) => row.version > version;
    return {
      version: tables.counters.version,
      points: [...tables.pointStates.values()].filter(isNews),
      alarms: [...tables.alarms.values()].filter(isNews),
      devices: [...tables.deviceStates.values()].filter(isNews),
    };
  },
  health: async () => ({ ...healthOf(database.read()), serverNow: database.now() }),
  listen: (onChange) => database.listen(onChange),
});
