import { type DeviceState, mergeAlarmWrites } from '@wachter/core';
import type { DeviceGap, DeviceSession, IngestBatch, LateReadings } from '@wachter/services';
import type { Delivery } from '../mqtt/delivery.ts';
import type { Batch } from './batch.ts';
import type { BootEntry, DeviceEntry, PointEntry } from './entries.ts';
import { contiguousOf } from './numbering.ts';
import { excerptOf } from './text.ts';
import type { World } from './world.ts';

/** How far a native device may forget: everything of this boot up to and including `seq` is stored once the batch is. */
export interface AckLevel {
  readonly deviceId: string;
  readonly boot: string;
  readonly seq: number;
}

/** A batch with all state it touched copied out, so that the pipeline may go on while it is being committed. */
export interface Sealed {
  readonly batch: Batch;
  readonly acks: readonly AckLevel[];
  /** Memories of the dialects after the last message of the batch. */
  readonly memories: ReadonlyMap<string, unknown>;
  /** Call when new points have their keys. */
  readonly rows: (fence: bigint) => IngestBatch;
}

/** Copies the touched state and marks it clean. */
export function seal(world: Pick<World, 'batch' | 'memories' | 'lateWaiting' | 'lateWritten'>): Sealed {
  const { batch, memories } = world;
  const lateReadings = lateReadingsOf(world);
  const points = [...batch.points].flatMap((entry) => (entry.latest ? [{ entry, latest: entry.latest }] : []));
  const sessions: DeviceSession[] = [];
  const gaps: DeviceGap[] = [];
  const acks: AckLevel[] = [];
  for (const [boot, device] of batch.boots) {
    const contiguous = contiguousOf(boot.numbering);
    acks.push({ deviceId: device.device.id, boot: boot.boot, seq: contiguous });
    if (!boot.isDirty) continue;
    boot.isDirty = false;
    sessions.push({
      deviceId: device.device.id,
      boot: boot.boot,
      contiguousSeq: contiguous,
      highestSeq: boot.numbering.highest,
      startedAt: boot.startedAt,
    });
    gaps.push(...gapsOf(boot, device));
  }
  const deviceStates = [...batch.devices].map(([device, delivery]) => copyState(device, delivery));
  return {
    batch,
    memories: new Map(memories),
    acks,
    rows: (fence) => {
      for (const { row, entry } of batch.unkeyed) row.pointId = keyOf(entry);
      return {
        fence,
        readings: batch.rows,
        pointStates: points.map(({ entry, latest }) => ({
          pointId: keyOf(entry),
          value: latest.value,
          quality: latest.quality,
          observedAt: latest.observedAt,
          receivedAt: latest.receivedAt,
          skewMs: latest.skewMs,
        })),
        deviceStates,
        sessions,
        gaps,
        quarantined: batch.quarantined,
        alarms: mergeAlarmWrites(batch.alarms),
        journal: batch.journal,
        ...(batch.floods.length > 0 ? { floods: batch.floods } : {}),
        ...(batch.ruleProblems ? { ruleProblems: batch.ruleProblems } : {}),
        ...(lateReadings ? { lateReadings } : {}),
        ...(batch.heartbeat ? { heartbeat: batch.heartbeat } : {}),
      };
    },
  };
}

/** What waits to be looked over once this batch is stored; null when storage has the list already. */
function lateReadingsOf(world: Pick<World, 'batch' | 'lateWaiting' | 'lateWritten'>): readonly LateReadings[] | null {
  const waiting = new Map(world.lateWaiting());
  for (const [{ point }, { from, to }] of world.batch.late) {
    const before = waiting.get(point.id);
    waiting.set(point.id, { from: Math.min(from, before?.from ?? from), to: Math.max(to, before?.to ?? to) });
  }
  const list = [...waiting].map(([pointId, { from, to }]) => ({ pointId, from, to }));
  const text = JSON.stringify(list);
  if (text === world.lateWritten) return null;
  world.lateWritten = text;
  return list;
}

/** The same without what the rules wrote: readings must not be lost for a fault of the engine. */
export const withoutAlarms = (sealed: Sealed): Sealed => ({
  ...sealed,
  batch: { ...sealed.batch, isWithoutAlarms: true },
  rows: (fence) => ({ ...sealed.rows(fence), alarms: [], journal: [] }),
});

function keyOf({ point }: PointEntry): number {
  if (point.id === 0) throw new Error(`the point of ${point.deviceId} ${point.channel} has no key yet`);
  return point.id;
}

function copyState(device: DeviceEntry, delivery: Delivery | null): Omit<DeviceState, 'version'> {
  const { state } = device;
  device.isDirty = false;
  if (delivery) {
    state.lastTopic = delivery.topic;
    state.lastPayload = excerptOf(delivery.payload);
  }
  state.skewMs = device.skew.skewMs();
  const boot = state.boot === null ? undefined : device.boots.get(state.boot);
  if (boot) state.contiguousSeq = contiguousOf(boot.numbering);
  state.openGaps = 0;
  for (const { numbering } of device.boots.values()) state.openGaps += numbering.missing.length;
  return { ...state };
}

/** Holes of a boot that are open now, and those that this batch closed; neighbours closed the same way are one. */
function gapsOf(boot: BootEntry, device: DeviceEntry): readonly DeviceGap[] {
  const of = { deviceId: device.device.id, boot: boot.boot };
  const open = boot.numbering.missing.map(({ from, to }) => ({
    ...of,
    fromSeq: from,
    toSeq: to,
    openedAt: boot.openedAt.get(from) ?? boot.startedAt,
    closedAt: null,
    outcome: null,
  }));
  const closed: { -readonly [Key in keyof DeviceGap]: DeviceGap[Key] }[] = [];
  for (const { from, to, outcome, openedAt, closedAt } of boot.closed.sort((a, b) => a.from - b.from)) {
    const last = closed.at(-1);
    if (last && last.toSeq + 1 === from && last.outcome === outcome) last.toSeq = to;
    else closed.push({ ...of, fromSeq: from, toSeq: to, openedAt, closedAt, outcome });
  }
  boot.closed = [];
  return [...closed, ...open];
}
