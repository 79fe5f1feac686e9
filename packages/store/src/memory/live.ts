import type { PathHealth } from '@wachter/core';
import type { LiveStore } from '@wachter/services/ports/index';
import { unfinishedOf } from './alarms.ts';
import type { Database } from './database.ts';

const silence: PathHealth = { ingestAliveAt: null, isBrokerConnected: false, lastReadingAt: null, readingsLastMinute: 0 };

export const memoryLiveStore = (database: Database): LiveStore => ({
  snapshot: async () => {
    const tables = database.read();
    return {
      version: tables.counters.version,
      serverNow: database.now(),
      points: [...tables.pointStates.values()],
      alarms: unfinishedOf(tables),
      devices: [...tables.deviceStates.values()],
      health: tables.heartbeat.value ?? silence,
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
  health: async () => ({ ...(database.read().heartbeat.value ?? silence), serverNow: database.now() }),
  listen: (onChange) => database.listen(onChange),
});
