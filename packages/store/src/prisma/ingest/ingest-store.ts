import type { IngestStore } from '@wachter/services';
import type pg from 'pg';
import type { WriterConnection } from '../connect/writer-connection.ts';
import { ensureMonths } from '../maintenance/partitions.ts';
import { commitBatch } from './commit.ts';
import {
  alarmsChangedSince,
  alarmsOverlapping,
  directoryRevision,
  loadDeviceStates,
  loadDirectory,
  loadFloods,
  loadLateReadings,
  loadPointStates,
  loadSessions,
  loadTransitions,
  loadUnfinishedAlarms,
  loadWindow,
} from './load.ts';
import { register } from './register.ts';

export const ingestStore = (pool: pg.Pool, writer: WriterConnection): IngestStore => ({
  loadDirectory: loadDirectory(pool),
  directoryRevision: directoryRevision(pool),
  register: register(writer, pool),
  loadPointStates: loadPointStates(pool),
  loadDeviceStates: loadDeviceStates(pool),
  loadSessions: loadSessions(pool),
  loadUnfinishedAlarms: loadUnfinishedAlarms(pool),
  loadLateReadings: loadLateReadings(pool),
  loadTransitions: loadTransitions(pool),
  loadFloods: loadFloods(pool),
  alarmsChangedSince: alarmsChangedSince(pool),
  loadWindow: loadWindow(pool),
  alarmsOverlapping: alarmsOverlapping(pool),
  commit: commitBatch(writer, ensureMonths(pool)),
});
