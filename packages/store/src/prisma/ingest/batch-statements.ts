import { qualityCode } from '@wachter/core';
import type { AlarmWrite, IngestBatch } from '@wachter/services';
import {
  boolArray,
  byteaArray,
  float8Array,
  instantArray,
  int2Array,
  int4Array,
  int8Array,
  storableJson,
  textArray,
} from '../connect/binary-array.ts';
import { type Bound, bind } from './bound.ts';
import * as sql from './commit-sql.ts';

/** The ingestor refuses larger messages before they come here. */
const largestPayloadBytes = 1_048_576;
const payloadExcerptLength = 4_000;

/** The last entry of each key, in the order of their first appearance: one statement may touch a row only once. */
const lastOf = <T>(items: readonly T[], key: (item: T) => string | number): readonly T[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
];

function pointStates(batch: IngestBatch): readonly Bound[] {
  const states = lastOf(batch.pointStates, (state) => state.pointId);
  if (states.length === 0) return [];
  return [
    bind(
      sql.upsertPointStates,
      int4Array(states.map((state) => state.pointId)),
      float8Array(states.map((state) => state.value)),
      int2Array(states.map((state) => qualityCode(state.quality))),
      instantArray(states.map((state) => state.observedAt)),
      instantArray(states.map((state) => state.receivedAt)),
      int8Array(states.map((state) => state.skewMs ?? null)),
    ),
  ];
}

function deviceStates(batch: IngestBatch): readonly Bound[] {
  const states = lastOf(batch.deviceStates, (state) => state.deviceId);
  if (states.length === 0) return [];
  const counters = (['messages', 'readings', 'duplicates', 'quarantined', 'lost'] as const).map((name) =>
    int8Array(states.map((state) => state[name])),
  );
  return [
    bind(
      sql.upsertDeviceStates,
      textArray(states.map((state) => state.deviceId)),
      instantArray(states.map((state) => state.lastSeenAt)),
      boolArray(states.map((state) => state.isOnline)),
      instantArray(states.map((state) => state.onlineChangedAt)),
      int4Array(states.map((state) => (state.skewMs === null ? null : clampToInt4(state.skewMs)))),
      textArray(states.map((state) => state.boot)),
      int8Array(states.map((state) => state.contiguousSeq)),
      int4Array(states.map((state) => state.openGaps)),
      ...counters,
      textArray(states.map((state) => state.lastTopic)),
      textArray(
        states.map((state) => state.lastPayload),
        payloadExcerptLength,
      ),
    ),
  ];
}

/** A clock that is off by more than 24 days is off by "more than 24 days". */
const clampToInt4 = (value: number): number => Math.max(-2_147_483_648, Math.min(2_147_483_647, Math.round(value)));

function sessions(batch: IngestBatch): readonly Bound[] {
  const list = lastOf(batch.sessions, (session) => `${session.deviceId}\n${session.boot}`);
  if (list.length === 0) return [];
  return [
    bind(
      sql.upsertSessions,
      textArray(list.map((session) => session.deviceId)),
      textArray(list.map((session) => session.boot)),
      int8Array(list.map((session) => session.contiguousSeq)),
      int8Array(list.map((session) => session.highestSeq)),
      instantArray(list.map((session) => session.startedAt)),
    ),
  ];
}

function gaps(batch: IngestBatch): readonly Bound[] {
  const list = lastOf(batch.gaps, (gap) => `${gap.deviceId}\n${gap.boot}\n${gap.fromSeq}`);
  if (list.length === 0) return [];
  const key = [
    textArray(list.map((gap) => gap.deviceId)),
    textArray(list.map((gap) => gap.boot)),
    int8Array(list.map((gap) => gap.fromSeq)),
  ];
  return [
    bind(
      sql.upsertGaps,
      ...key,
      int8Array(list.map((gap) => gap.toSeq)),
      instantArray(list.map((gap) => gap.openedAt)),
      instantArray(list.map((gap) => gap.closedAt)),
      textArray(list.map((gap) => gap.outcome)),
    ),
    bind(sql.closeUnlistedGaps, ...key),
  ];
}

function quarantined({ quarantined: messages }: IngestBatch): readonly Bound[] {
  if (messages.length === 0) return [];
  return [
    bind(
      sql.insertQuarantine,
      instantArray(messages.map((message) => message.receivedAt)),
      textArray(
        messages.map((message) => message.deviceId),
        200,
      ),
      textArray(
        messages.map((message) => message.channel),
        200,
      ),
      textArray(
        messages.map((message) => message.topic),
        500,
      ),
      textArray(
        messages.map((message) => message.kind),
        60,
      ),
      textArray(
        messages.map((message) => message.detail),
        500,
      ),
      byteaArray(messages.map((message) => message.payload.subarray(0, largestPayloadBytes))),
    ),
  ];
}

type Open = Extract<AlarmWrite, { kind: 'open' }>;

/** Writes of one occurrence folded into one: an `open` takes the columns of the updates that follow it in the batch. */
function foldAlarms(writes: readonly AlarmWrite[]): { readonly opens: readonly Open[]; readonly updates: readonly AlarmWrite[] } {
  const folded = new Map<string, AlarmWrite>();
  for (const write of writes) {
    const before = folded.get(write.id);
    folded.set(write.id, before?.kind === 'open' ? { ...before, priority: write.priority, columns: write.columns } : write);
  }
  const all = [...folded.values()];
  return { opens: all.filter((write) => write.kind === 'open'), updates: all.filter((write) => write.kind === 'update') };
}

const engineColumns = (writes: readonly AlarmWrite[]): readonly Buffer[] => [
  textArray(writes.map((write) => write.id)),
  textArray(writes.map((write) => write.priority)),
  instantArray(writes.map((write) => write.columns.raisedAt)),
  instantArray(writes.map((write) => write.columns.recordedAt)),
  instantArray(writes.map((write) => write.columns.activatedAt)),
  int4Array(writes.map((write) => write.columns.activation)),
  instantArray(writes.map((write) => write.columns.clearedAt)),
  textArray(writes.map((write) => write.columns.level)),
  textArray(writes.map((write) => write.columns.direction)),
  float8Array(writes.map((write) => write.columns.value)),
  float8Array(writes.map((write) => write.columns.limit)),
  float8Array(writes.map((write) => write.columns.peak)),
  boolArray(writes.map((write) => write.columns.isLate)),
  textArray(writes.map((write) => write.columns.withheld)),
  textArray(writes.map((write) => write.columns.withheldBy)),
  instantArray(writes.map((write) => write.columns.withheldUntil)),
  textArray(writes.map((write) => write.columns.incidentId)),
  instantArray(writes.map((write) => write.columns.chatteringSince)),
];

/** Updates go first: a rule's old occurrence must be cleared before its new one may be opened. */
function alarms(batch: IngestBatch): readonly Bound[] {
  const { opens, updates } = foldAlarms(batch.alarms);
  const statements: Bound[] = [];
  if (updates.length > 0) statements.push(bind(sql.updateAlarms, ...engineColumns(updates)));
  if (opens.length > 0) {
    statements.push(
      bind(
        sql.openAlarms,
        ...engineColumns(opens),
        textArray(opens.map((open) => open.siteId)),
        textArray(opens.map((open) => open.ruleId)),
        int4Array(opens.map((open) => open.pointId)),
        textArray(opens.map((open) => open.deviceId)),
        boolArray(opens.map((open) => open.isLatching)),
      ),
    );
  }
  return statements;
}

function journal({ journal: entries }: IngestBatch): readonly Bound[] {
  if (entries.length === 0) return [];
  return [
    bind(
      sql.appendJournal,
      textArray(entries.map((entry) => entry.alarmId)),
      textArray(entries.map((entry) => entry.kind)),
      instantArray(entries.map((entry) => entry.conditionAt)),
      instantArray(entries.map((entry) => entry.recordedAt)),
      textArray(entries.map((entry) => entry.actor)),
      float8Array(entries.map((entry) => entry.value)),
      float8Array(entries.map((entry) => entry.limit)),
      textArray(entries.map((entry) => entry.level)),
      textArray(entries.map((entry) => entry.quality)),
      textArray(
        entries.map((entry) => entry.comment),
        4_000,
      ),
      textArray(entries.map((entry) => entry.source)),
    ),
  ];
}

const heartbeat = ({ heartbeat: now }: IngestBatch): readonly Bound[] =>
  now ? [bind(sql.beat, now.isBrokerConnected, now.lastReadingAt, now.readingsLastMinute, storableJson(now.details))] : [];

const ruleProblems = ({ ruleProblems: list }: IngestBatch): readonly Bound[] =>
  list
    ? [
        bind(
          sql.replaceRuleProblems,
          textArray(list.map((problem) => problem.ruleId)),
          textArray(list.map((problem) => problem.kind)),
          textArray(
            list.map((problem) => problem.detail),
            4_000,
          ),
          instantArray(list.map((problem) => problem.since)),
        ),
      ]
    : [];

function floods(batch: IngestBatch): readonly Bound[] {
  const list = lastOf(batch.floods ?? [], (flood) => flood.id);
  if (list.length === 0) return [];
  return [
    bind(
      sql.putFloods,
      textArray(list.map((flood) => flood.id)),
      textArray(list.map((flood) => flood.siteId)),
      instantArray(list.map((flood) => flood.beganAt)),
      instantArray(list.map((flood) => flood.endedAt)),
      textArray(list.map((flood) => flood.alarmId)),
      int4Array(list.map((flood) => flood.alarms)),
    ),
  ];
}

const lateReadings = ({ lateReadings: list }: IngestBatch): readonly Bound[] =>
  list
    ? [
        bind(
          sql.replaceLateReadings,
          int4Array(list.map(({ pointId }) => pointId)),
          instantArray(list.map(({ from }) => from)),
          instantArray(list.map(({ to }) => to)),
        ),
      ]
    : [];

/** Everything a batch writes besides its readings, as few statements as it needs; none for what it does not hold. */
export const batchStatements = (batch: IngestBatch): readonly Bound[] => [
  ...pointStates(batch),
  ...deviceStates(batch),
  ...sessions(batch),
  ...gaps(batch),
  ...quarantined(batch),
  ...alarms(batch),
  ...journal(batch),
  ...ruleProblems(batch),
  ...floods(batch),
  ...lateReadings(batch),
  ...heartbeat(batch),
];
