import { ok, type Result, type RuleInstance, refuse } from '@wachter/core';
import type { Store } from '@wachter/services';
import type { Channel, ChannelRefusal, Notice, Sent } from '@wachter/services/ports/channel';
import { nodeCrypto } from '@wachter/store/node-crypto';
import { z } from 'zod';
import { silentLog } from '../src/log.ts';
import { createNotifier, type Notifier, type NotifierSettings } from '../src/notify/notifier.ts';
import { type Bench, SITE } from './bench.ts';

export interface Heard {
  readonly deliveryId: string;
  readonly to: string;
  readonly notice: Notice;
}

/** A channel without a network. `answer` decides what the other side says. */
export function fakeChannel(
  id: string,
  answer: () => Promise<Result<Sent, ChannelRefusal>> = async () => ok({ providerId: 'p' }),
) {
  const heard: Heard[] = [];
  const channel: Channel = {
    ...{ id, name: { en: id, nl: id }, audience: 'person', secretFields: [] },
    ...{ config: z.looseObject({}), address: z.looseObject({}) },
    addressOf: ({ email }) => ({ email }),
    render: ({ sentence }) => ({ title: sentence, text: sentence }),
    send: async ({ address, notice, deliveryId }) => {
      const result = await answer();
      if (result.ok) heard.push({ deliveryId, notice, to: z.object({ email: z.string() }).parse(address).email });
      return result;
    },
  };
  return { channel, heard };
}

export const no = (retryable = true): Result<Sent, ChannelRefusal> =>
  refuse({ kind: retryable ? 'unreachable' : 'address-gone', retryable, detail: 'nobody there' });

export const channelIds: Readonly<Record<string, string>> = {
  mail: '00000000-0000-7000-8000-00000000c001',
  push: '00000000-0000-7000-8000-00000000c002',
};

/** People of each role, and one channel of each kind that is given. */
export async function peopleAndChannels(store: Store, channels: readonly Channel[], now: number): Promise<void> {
  const audit = { actor: 'bench', action: 'bench.make', objectKind: 'user', objectId: 'bench' };
  for (const [id, role] of [
    ['tess', 'technician'],
    ['mark', 'manager'],
    ['ada', 'administrator'],
  ] as const) {
    const user = { id, role, name: id, email: `${id}@example.org`, passwordHash: 'x', mustChangePassword: false, now };
    await store.people.createUser(user, audit);
  }
  for (const [index, { id }] of channels.entries()) {
    const row = { id: channelIds[id] ?? '', type: id, name: id, config: {}, sealedSecrets: null, isEnabled: true };
    await store.notify.putChannel({ ...row, createdAt: now - 1_000 + index }, audit);
  }
}

let ids = 0;
const newId = (): string => `00000000-0000-7000-a000-${(++ids).toString(16).padStart(12, '0')}`;

export const makeNotifier = (store: Store, channels: readonly Channel[], more: Partial<NotifierSettings> = {}): Notifier =>
  createNotifier({
    ...{ store, log: silentLog, crypto: nodeCrypto, origin: 'http://wachter.test', random: () => 0.5, newId },
    now: () => Date.now(),
    catalogue: new Map(channels.map((channel) => [channel.id, channel])),
    openConfig: ({ config }) => config,
    edge: { now: () => Date.now(), resolve: async () => [] },
    ...more,
  });

/** Occurrences as the engine writes them, and a lease to write with. */
export async function alarmOf(bench: Bench, priority: RuleInstance['priority'] = 'critical') {
  const { store } = bench;
  const point = await bench.addPoint(null, null);
  const ruleId = await bench.addRule({ type: 'limit', pointId: point.id, params: { high: { warning: 27 } }, priority });
  const id = newId();
  const columns = {
    ...{ raisedAt: Date.now(), recordedAt: Date.now(), activatedAt: Date.now(), activation: 1, clearedAt: null as number | null },
    ...{ level: 'critical' as const, direction: 'high', value: 28, limit: 27, peak: 28, isLate: false },
    ...{ withheld: 'none' as const, withheldBy: null, withheldUntil: null, incidentId: null, chatteringSince: null },
  };
  const write = async (fence: bigint, alarms: Parameters<Store['ingest']['commit']>[0]['alarms']) => {
    const empty = { readings: [], pointStates: [], deviceStates: [], sessions: [], gaps: [], quarantined: [], journal: [] };
    await store.ingest.commit({ ...empty, fence, alarms });
  };
  const identity = { id, siteId: SITE, ruleId, pointId: point.id, deviceId: null, priority, isLatching: false };
  return {
    id,
    raise: (fence: bigint) => write(fence, [{ kind: 'open', ...identity, columns }]),
    change: (fence: bigint, more: Partial<typeof columns>) =>
      write(fence, [{ kind: 'update', id, priority, columns: { ...columns, ...more } }]),
  };
}
