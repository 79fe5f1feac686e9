import type { Alarm, DeviceState, SiteModel } from '@wachter/core';
import { alarmState } from '@wachter/core/alarm/alarm';

/** What needs a person now, as counts with a place to go, and last what nobody is told of. Nothing is listed that needs nobody. */
export interface Attention {
  readonly kind:
    | 'flood'
    | 'no-channel'
    | 'undelivered'
    | 'uncovered'
    | 'unacknowledged'
    | 'overdue-test'
    | 'waiting-for-reset'
    | 'rules-in-trouble'
    | 'points-without-data'
    | 'devices-offline'
    | 'new-devices'
    | 'withheld';
  readonly count: number;
  readonly href: string;
}

export interface AttentionInput {
  readonly model: SiteModel;
  readonly alarms: readonly Alarm[];
  readonly devices: ReadonlyMap<string, DeviceState>;
  readonly missingPoints: number;
  /** Alarms of the flood that is on; 0 without one. */
  readonly floodAlarms: number;
  /** A channel is in use; null for whoever may not know. */
  readonly hasChannel: boolean | null;
  /** What the rules that cannot do their work should guard. */
  /** Things nobody is told of. */
  readonly withheld: number;
  readonly problems: readonly { readonly pointId: number | null; readonly deviceId: string | null }[];
}

/** In the order of urgency. */
export function attentionOf({
  model,
  alarms,
  devices,
  missingPoints,
  floodAlarms,
  hasChannel,
  withheld,
  problems,
}: AttentionInput): readonly Attention[] {
  const states = alarms.filter((alarm) => alarm.withheld === 'none').map(alarmState);
  const approved = new Set(model.devices.filter((device) => device.status === 'approved').map((device) => device.id));
  const offline = [...devices.values()].filter((device) => device.isOnline === false && approved.has(device.deviceId)).length;
  const ours = (direction: string) => alarms.filter((alarm) => alarm.direction === direction && alarm.clearedAt === null).length;
  const all: readonly Attention[] = [
    { kind: 'flood', count: floodAlarms, href: '/alarms' },
    { kind: 'undelivered', count: Math.min(1, ours('undelivered')), href: '/on-call' },
    { kind: 'uncovered', count: Math.min(1, ours('uncovered')), href: '/on-call' },
    { kind: 'no-channel', count: hasChannel === false ? 1 : 0, href: '/on-call' },
    {
      kind: 'unacknowledged',
      count: states.filter((state) => state.endsWith('unacknowledged')).length,
      href: '/alarms',
    },
    { kind: 'overdue-test', count: Math.min(1, ours('overdue')), href: '/power/plan' },
    { kind: 'waiting-for-reset', count: states.filter((state) => state === 'latched-acknowledged').length, href: '/alarms' },
    { kind: 'rules-in-trouble', count: problems.length, href: placeOf(problems[0]) },
    { kind: 'points-without-data', count: missingPoints, href: '/devices' },
    { kind: 'devices-offline', count: offline, href: '/devices' },
    { kind: 'new-devices', count: model.devices.filter((device) => device.status === 'new').length, href: '/devices?show=new' },
    { kind: 'withheld', count: withheld, href: '/alarms/withheld' },
  ];
  return all.filter((one) => one.count > 0);
}

/** The first in trouble: its page says why. */
function placeOf(problem: AttentionInput['problems'][number] | undefined): string {
  if (problem?.pointId) return `/points/${problem.pointId}`;
  return problem?.deviceId ? `/devices/${encodeURIComponent(problem.deviceId)}` : '/';
}
