import { type Alarm, freshAt, type Instant } from '@wachter/core';
import type { IngestStore } from '@wachter/services';
import { noFloods, restoreFloods } from '../engine/floods.ts';
import { reconcile } from '../engine/guard.ts';
import { restoreIncidents } from '../engine/incidents.ts';
import { startRules } from '../engine/rebuild.ts';
import { changesOf, loadRecorded } from '../engine/recorded.ts';
import { nothingWithheld } from '../engine/withheld-by.ts';
import { applyWithholding } from '../engine/withholding.ts';
import type { Logger } from '../log.ts';
import { applyDirectory } from './apply-directory.ts';
import { emptyBatch, type LateRange } from './batch.ts';
import type { PointEntry } from './entries.ts';
import { createLasting, type Lasting } from './lasting.ts';
import { createBoot } from './sequence.ts';
import { createSkewMeter } from './skew-meter.ts';
import type { World } from './world.ts';

export interface WorldSettings extends Pick<World, 'counts' | 'newId' | 'dialectFor' | 'askRebirth' | 'lateWaiting'> {
  readonly store: IngestStore;
  readonly log: Logger;
  /** Memories of the dialects as of the last stored batch. */
  readonly memories: () => ReadonlyMap<string, unknown>;
  readonly keep?: Partial<Lasting>;
}

export interface Loaded {
  readonly world: World;
  readonly revision: string;
  /** Newest version of an alarm seen: changes by people are asked for from here. */
  readonly alarmVersion: number;
  /** What a process that died had not looked over yet. */
  readonly late: ReadonlyMap<PointEntry, LateRange>;
}

/** The whole state from storage, as any ingestor that takes over would see it: nothing else is needed to go on. */
export async function loadWorld(settings: WorldSettings, now: Instant): Promise<Loaded> {
  const { store, keep = {} } = settings;
  const directory = await store.loadDirectory();
  const [pointStates, deviceStates, { sessions, openGaps }, unfinished] = await Promise.all([
    store.loadPointStates(),
    store.loadDeviceStates(),
    store.loadSessions(),
    store.loadUnfinishedAlarms(),
  ]);
  const world: World = {
    devices: new Map(),
    points: new Map(),
    sites: new Map(),
    posts: new Map(),
    withheld: nothingWithheld(),
    floods: noFloods(),
    unstarted: new Map(),
    needs: [],
    problems: null,
    toDerive: new Map(),
    mappings: [],
    memories: new Map(settings.memories()),
    ...createLasting(now),
    ...keep,
    counts: settings.counts,
    newId: settings.newId,
    dialectFor: settings.dialectFor,
    askRebirth: settings.askRebirth,
    lateWaiting: settings.lateWaiting,
    lateWritten: '[]',
    batch: emptyBatch(),
  };
  applyDirectory(world, directory);
  for (const { pointId, version: _, ...state } of pointStates) {
    const entry = world.points.get(pointId);
    if (!entry) continue;
    entry.latest = { ...state, freshAt: freshAt(state) };
    if (state.value !== null) entry.previous = { value: state.value, observedAt: state.observedAt };
  }
  for (const { version: _, ...state } of deviceStates) {
    const entry = world.devices.get(state.deviceId);
    if (!entry) continue;
    entry.state = state;
    entry.skew = createSkewMeter(state.skewMs);
  }
  restoreBoots(world, sessions, openGaps);
  const starts = reconcile(world, directory.rules, { now, unfinished: latestByRule(unfinished) });
  const recorded = await loadRecorded(store, directory, now);
  await startRules(world, starts, { store, log: settings.log, now, changes: changesOf(recorded) });
  restoreIncidents(world, unfinished);
  restoreFloods(world, await store.loadFloods(), recorded);
  applyWithholding(world, now);
  return {
    ...{ world, revision: directory.revision, late: await loadLate(world, store) },
    alarmVersion: Math.max(0, ...unfinished.map(({ version }) => version)),
  };
}

async function loadLate(world: World, store: IngestStore): Promise<Loaded['late']> {
  const list = await store.loadLateReadings();
  world.lateWritten = JSON.stringify(list);
  return new Map(
    list.flatMap(({ pointId, from, to }) => {
      const entry = world.points.get(pointId);
      return entry ? [[entry, { from, to }] as const] : [];
    }),
  );
}

type Sessions = Awaited<ReturnType<IngestStore['loadSessions']>>;

function restoreBoots(world: World, sessions: Sessions['sessions'], openGaps: Sessions['openGaps']): void {
  for (const { deviceId, boot, highestSeq, startedAt } of sessions) {
    const holes = openGaps.filter((gap) => gap.deviceId === deviceId && gap.boot === boot).sort((a, b) => a.fromSeq - b.fromSeq);
    const missing = holes.map(({ fromSeq, toSeq }) => ({ from: fromSeq, to: toSeq }));
    const entry = createBoot(boot, startedAt);
    entry.isDirty = false;
    entry.numbering = { highest: highestSeq, missing, lostCredit: 0 };
    entry.openedAt = new Map(holes.map(({ fromSeq, openedAt }) => [fromSeq, openedAt]));
    world.devices.get(deviceId)?.boots.set(boot, entry);
  }
}

/** The occurrence a rule goes on with: the active one, else the newest that waits for people. Late evidence that has ended stays as it is. */
function latestByRule(alarms: readonly Alarm[]): ReadonlyMap<string, Alarm> {
  const byRule = new Map<string, Alarm>();
  for (const alarm of alarms) {
    if (alarm.isLate && alarm.clearedAt !== null) continue;
    const other = byRule.get(alarm.ruleId);
    const isBetter = !other || (other.clearedAt !== null && (alarm.clearedAt === null || alarm.raisedAt > other.raisedAt));
    if (isBetter) byRule.set(alarm.ruleId, alarm);
  }
  return byRule;
}
