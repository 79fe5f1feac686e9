import { type Alarm, defaultAlarmSettings, type Point, type Reading, type RuleProblem } from '@wachter/core';
import type { AlarmWrite, CommitOutcome, IngestBatch, IngestStore, NewDevice, NewPoint } from '@wachter/services/ports/index';
import { unfinishedOf } from './alarms.ts';
import { type Database, nextRow, nextVersion } from './database.ts';
import { appendJournal, isInJournal } from './journal-rows.ts';
import { holdFence } from './lease.ts';
import { monthOf } from './maintenance.ts';
import type { Tables } from './tables.ts';
import { testReads } from './tests.ts';

const quarter = 15 * 60_000;

function registerDevice(draft: Tables, device: NewDevice): boolean {
  if (draft.devices.has(device.id)) return false;
  const decided = { siteId: null, locationId: null, fedById: null, mapping: null, approvedAt: null, approvedBy: null };
  draft.devices.set(device.id, { ...device, ...decided, status: 'new' });
  return true;
}

function freeTag(draft: Tables, wanted: string): string {
  const tags = new Set([...draft.points.values()].map((point) => point.tag));
  let tag = wanted;
  for (let n = 2; tags.has(tag); n++) tag = `${wanted}-${n}`;
  return tag;
}

function registerPoint(draft: Tables, point: NewPoint): Point {
  const known = [...draft.points.values()].find((row) => row.deviceId === point.deviceId && row.channel === point.channel);
  if (known) return known;
  if (!draft.devices.has(point.deviceId)) throw new Error(`Point ${point.tag} names a device that is not there.`);
  draft.counters.point += 1;
  const decided = { siteId: null, locationId: null, equipmentId: null, place: {}, derivedFrom: null };
  const added: Point = { ...point, ...decided, id: draft.counters.point, tag: freeTag(draft, point.tag), status: 'new' };
  draft.points.set(added.id, added);
  return added;
}

function storeReading(draft: Tables, reading: Reading): boolean {
  const known = draft.readings.get(reading.pointId);
  if (known?.has(reading.observedAt)) return false;
  if (!draft.points.has(reading.pointId)) throw new Error(`Reading of point ${reading.pointId}, which is not there.`);
  const rows = known ?? new Map();
  rows.set(reading.observedAt, reading);
  draft.readings.set(reading.pointId, rows);
  draft.undo.push(() => rows.delete(reading.observedAt));
  draft.partitions.add(monthOf(reading.observedAt));
  const key = `${reading.pointId}/${Math.floor(reading.observedAt / quarter) * quarter}`;
  if (!draft.dirty.has(key)) draft.undo.push(() => draft.dirty.delete(key));
  draft.dirty.add(key);
  return true;
}

const untouched = {
  acknowledgedActivation: 0,
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgeComment: null,
  acknowledgedUntil: null,
  resetActivation: 0,
  resetAt: null,
  resetBy: null,
} as const;

function writeAlarm(draft: Tables, write: AlarmWrite, version: number): void {
  const known = draft.alarms.get(write.id);
  if (write.kind === 'update') {
    if (!known) throw new Error(`Alarm ${write.id} is not there.`);
    draft.alarms.set(write.id, { ...known, ...write.columns, priority: write.priority, version });
    return;
  }
  if (known) return;
  if (!draft.rules.has(write.ruleId)) throw new Error(`Alarm ${write.id} names a rule that is not there.`);
  const { kind: _, columns, ...identity } = write;
  const isDouble = (alarm: Alarm) => alarm.ruleId === write.ruleId && alarm.clearedAt === null && !alarm.isLate;
  if (columns.clearedAt === null && !columns.isLate && [...draft.alarms.values()].some(isDouble)) {
    throw new Error(`Rule ${write.ruleId} has an active occurrence already.`);
  }
  draft.alarms.set(write.id, { ...identity, ...columns, ...untouched, version });
}

function quarantine(draft: Tables, batch: IngestBatch): void {
  for (const message of batch.quarantined) {
    const id = nextRow(draft);
    draft.quarantine.set(id, { ...message, payload: message.payload.slice(), id });
    const key = JSON.stringify([message.deviceId ?? '', message.kind]);
    const count = (draft.quarantineCounts.get(key)?.count ?? 0) + 1;
    draft.quarantineCounts.set(key, { count, lastAt: message.receivedAt });
  }
}

function sinceKnown(draft: Tables, problem: RuleProblem): RuleProblem {
  const known = draft.ruleProblems.list.find(({ ruleId }) => ruleId === problem.ruleId);
  return known?.kind === problem.kind && known.detail === problem.detail ? known : problem;
}

function commit(draft: Tables, batch: IngestBatch, now: number): CommitOutcome {
  holdFence(draft, batch.fence);
  const version = nextVersion(draft);
  const stored = batch.readings.filter((reading) => storeReading(draft, reading)).length;
  for (const state of batch.pointStates) draft.pointStates.set(state.pointId, { ...state, version });
  for (const state of batch.deviceStates) draft.deviceStates.set(state.deviceId, { ...state, version });
  for (const session of batch.sessions) draft.sessions.set(`${session.deviceId}/${session.boot}`, session);
  for (const gap of batch.gaps) draft.gaps.set(`${gap.deviceId}/${gap.boot}/${gap.fromSeq}`, gap);
  for (const write of batch.alarms) writeAlarm(draft, write, version);
  for (const entry of batch.journal) if (!isInJournal(draft, entry)) appendJournal(draft, entry);
  quarantine(draft, batch);
  for (const flood of batch.floods ?? []) draft.floods.set(flood.id, flood);
  if (batch.ruleProblems) draft.ruleProblems.list = batch.ruleProblems.map((problem) => sinceKnown(draft, problem));
  if (batch.lateReadings) draft.lateReadings.list = batch.lateReadings.toSorted((a, b) => a.pointId - b.pointId);
  if (batch.heartbeat) {
    const { isBrokerConnected, lastReadingAt, readingsLastMinute } = batch.heartbeat;
    draft.heartbeat.value = { ingestAliveAt: now, isBrokerConnected, lastReadingAt, readingsLastMinute };
  }
  return { version, stored };
}

const byTime = (a: Reading, b: Reading): number => a.pointId - b.pointId || a.observedAt - b.observedAt;

const loads = (database: Database): Omit<IngestStore, 'register' | 'commit'> => ({
  loadDirectory: async () => {
    const { devices, points, rules, locations, equipment, sites, withholdings, windows, alarmSettings, counters } =
      database.read();
    const yesterday = database.now() - 86_400_000;
    return {
      revision: String(counters.revision),
      devices: [...devices.values()],
      points: [...points.values()],
      rules: [...rules.values()],
      locations: [...locations.values()].map(({ id, parentId }) => ({ id, parentId })),
      equipment: [...equipment.values()].map(({ id, kind, name, rating, fedBy }) => ({ id, kind, name, rating, fedBy })),
      sites: [...sites.values()].map(({ id, timeZone }) => ({
        ...{ id, timeZone, settings: alarmSettings.get(id) ?? defaultAlarmSettings },
      })),
      withholdings: [...withholdings.values()].filter(({ endedAt, untilAt }) => (endedAt ?? untilAt) > yesterday),
      windows: [...windows.values()],
      tests: (await testReads(database.read).announcedTests()).filter(({ until }) => until > yesterday),
    };
  },
  directoryRevision: async () => String(database.read().counters.revision),
  loadPointStates: async () => [...database.read().pointStates.values()],
  loadDeviceStates: async () => [...database.read().deviceStates.values()],
  loadSessions: async () => {
    const { sessions, gaps } = database.read();
    return { sessions: [...sessions.values()], openGaps: [...gaps.values()].filter((gap) => gap.closedAt === null) };
  },
  loadUnfinishedAlarms: async () => unfinishedOf(database.read()),
  loadLateReadings: async () => database.read().lateReadings.list,
  loadTransitions: async (since) => {
    const { journal, alarms } = database.read();
    return journal.flatMap(({ alarmId, kind, recordedAt }) => {
      const alarm = recordedAt < since ? undefined : alarms.get(alarmId);
      return alarm ? [{ alarmId, kind, recordedAt, siteId: alarm.siteId, ruleId: alarm.ruleId }] : [];
    });
  },
  loadFloods: async () => [...database.read().floods.values()].filter(({ endedAt }) => endedAt === null),
  alarmsChangedSince: async (version) => [...database.read().alarms.values()].filter((alarm) => alarm.version > version),
  loadWindow: async (pointIds, from, to) => {
    const found: Reading[] = [];
    for (const id of new Set(pointIds)) {
      for (const reading of database.read().readings.get(id)?.values() ?? [])
        if (reading.observedAt >= from && reading.observedAt < to) found.push(reading);
    }
    return found.sort(byTime);
  },
  alarmsOverlapping: async (ruleId, from, to) =>
    [...database.read().alarms.values()].filter(
      (alarm) => alarm.ruleId === ruleId && alarm.raisedAt <= to && (alarm.clearedAt === null || alarm.clearedAt >= from),
    ),
});

export const memoryIngestStore = (database: Database): IngestStore => ({
  ...loads(database),
  register: (fence, devices, points) =>
    database.write((draft) => {
      holdFence(draft, fence);
      const before = draft.devices.size + draft.points.size;
      for (const device of devices) registerDevice(draft, device);
      const registered = points.map((point) => registerPoint(draft, point));
      if (draft.devices.size + draft.points.size > before) draft.counters.revision += 1;
      return registered;
    }),
  commit: (batch) => database.write((draft) => commit(draft, batch, database.now())),
});
