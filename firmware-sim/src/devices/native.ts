import type { Random } from '../random/prng.ts';
import { type Buffer, createBuffer } from './buffer.ts';
import type { DeviceClock } from './clock.ts';
import { createDoorWatch } from './door-watch.ts';
import { type Firmware, json, type Publication } from './firmware.ts';
import { createOutbox, type Outbox, type OutboxParams, outboxDefaults } from './outbox.ts';
import type { Probe } from './probe.ts';
import type { Witness } from './witness.ts';

export interface NativeParams {
  readonly probe: Probe;
  readonly clock: DeviceClock;
  readonly random: Random;
  /** A fresh boot id at each start: eight hexadecimal digits. */
  readonly newBoot: () => string;
  readonly bufferMessages: number;
  readonly startAt: number;
  readonly witness?: Witness | undefined;
  readonly outbox?: OutboxParams;
}

const SCAN_MS = 1000;
const decoder = new TextDecoder();

/** A node that speaks the Wachter device protocol, version 1: nothing leaves its buffer before an `ack` covers it. */
export function createNative(params: NativeParams): Firmware {
  const { probe, clock } = params;
  const device = probe.spec.id;
  const topic = (kind: string) => `wachter/v1/${device}/${kind}`;
  const intervalMs = probe.spec.intervalSeconds * 1000;
  const scans = probe.spec.channels.some((channel) => channel.isUrgent) || (probe.spec.doors ?? []).length > 0;
  const doors = createDoorWatch(probe.spec.doors ?? [], params.random.fork('holders'));
  let link: Parameters<Firmware['connected']>[0] | null = null;
  let sampleAt = params.startAt + Math.floor(params.random.next() * Math.min(intervalMs, 10_000));
  let scanAt = params.startAt + Math.floor(params.random.next() * SCAN_MS);
  let told = '';
  let run = startRun(params);

  const status = (online: boolean, now: number): Publication => ({
    topic: topic('status'),
    payload: json({ online, t: clock.read(now) }),
    qos: 1,
    retain: true,
  });

  const write = (kind: 'data' | 'event', body: Readonly<Record<string, unknown>>) => {
    run.buffer.add(({ seq, lost }) => ({
      topic: topic(kind),
      bytes: json({ boot: run.boot, seq, ...(lost > 0 ? { lost } : {}), ...body }),
    }));
  };

  const takeSample = (now: number) => {
    const { values, faulty } = probe.sample(now);
    const known = Object.entries(values).filter(([, value]) => value !== null);
    const q = Object.fromEntries(faulty.map((channel) => [channel, 'sensor-fault']));
    write('data', {
      samples: [{ t: clock.read(now), v: Object.fromEntries(known), ...(faulty.length > 0 ? { q } : {}) }],
    });
    told = probe.urgent(now);
  };

  const scan = (now: number) => {
    for (const event of doors.look(probe.plant())) write('event', { t: clock.read(now), ...event });
    if (probe.urgent(now) !== told) takeSample(now);
  };

  return {
    account: probe.spec.account,
    devices: [device],
    onLine: [device],
    subscriptions: [topic('ack')],
    will: (now) => status(false, now),
    tick: (now) => {
      if (now >= sampleAt) {
        takeSample(now);
        sampleAt += intervalMs * Math.max(1, Math.ceil((now - sampleAt + 1) / intervalMs));
      }
      if (scans && now >= scanAt) {
        scan(now);
        scanAt += SCAN_MS * Math.max(1, Math.ceil((now - scanAt + 1) / SCAN_MS));
      }
      return Math.min(sampleAt, scans ? scanAt : Number.POSITIVE_INFINITY, run.outbox.pump(now));
    },
    connected: (opened, now) => {
      link = opened;
      opened.publish({ topic: topic('birth'), payload: birth(probe, run.boot), qos: 1, retain: true });
      opened.publish(status(true, now));
      run.outbox.connected(opened, now);
    },
    disconnected: () => {
      link = null;
      run.outbox.disconnected();
    },
    received: (message, now) => {
      const ack = message.topic === topic('ack') ? readAck(message.payload) : null;
      if (ack !== null && ack.boot === run.boot) run.outbox.acknowledged(ack.seq, now);
    },
    stop: (now) => link?.publish(status(false, now)),
    reboot: () => {
      run.outbox.disconnected();
      run = startRun(params);
    },
    report: () => ({
      ...run.outbox.counts(),
      buffered: run.buffer.size(),
      lost: run.buffer.dropped(),
      seq: run.buffer.highest(),
      acknowledged: run.buffer.lowest() - 1,
    }),
  };
}

interface Run {
  readonly boot: string;
  readonly buffer: Buffer;
  readonly outbox: Outbox;
}

function startRun(params: NativeParams): Run {
  const boot = params.newBoot();
  const buffer = createBuffer(params.bufferMessages);
  const device = params.probe.spec.id;
  const { witness } = params;
  const outbox = createOutbox(buffer, params.outbox ?? outboxDefaults, {
    sending: (entry, isAgain) => witness?.sending({ device, boot, entry, isAgain }),
    taken: (entry) => witness?.taken({ device, boot, seq: entry.seq }),
    stored: (seq) => witness?.stored({ device, boot, seq }),
  });
  return { boot, buffer, outbox };
}

function birth(probe: Probe, boot: string): Uint8Array {
  const { spec } = probe;
  return json({
    model: spec.model,
    firmware: spec.firmware,
    boot,
    channels: spec.channels.map((channel) => ({
      channel: channel.channel,
      quantity: channel.says ?? channel.quantity,
      ...(channel.unit === undefined ? {} : { unit: channel.unit }),
      intervalSeconds: spec.intervalSeconds,
    })),
  });
}

function readAck(payload: Uint8Array): { readonly boot: string; readonly seq: number } | null {
  try {
    const ack: unknown = JSON.parse(decoder.decode(payload));
    if (typeof ack !== 'object' || ack === null || !('boot' in ack) || !('seq' in ack)) return null;
    return typeof ack.boot === 'string' && typeof ack.seq === 'number' ? { boot: ack.boot, seq: ack.seq } : null;
  } catch {
    return null;
  }
}
