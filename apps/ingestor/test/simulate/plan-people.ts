import type { Scope } from '@wachter/core';
import { DEVICES, SITE } from './site.ts';
import { HOUR, MINUTE, SECOND, type Setting, type Step } from './step.ts';

/** People look in now and then: they acknowledge, reset, change a rule, and withhold what they work on. */
export function planPeople(setting: Setting): readonly Step[] {
  const { chance, from, to } = setting;
  const steps: Step[] = [];
  let at = from;
  while (at < to) {
    at += chance.between(1, 240) * MINUTE + chance.between(0, 59) * SECOND;
    const luck = chance.next();
    if (luck < 0.06) steps.push({ kind: 'put-rule', at, change: chance.between(0, 1_000_000) });
    else if (luck < 0.14) steps.push(...withholdSomething(setting, at, steps.length));
    else if (luck < 0.15) steps.push(...removeDevice(setting, at));
    else if (luck < 0.18) steps.push({ kind: 'end-withholding', at });
    else steps.push({ kind: luck < 0.65 ? 'acknowledge' : 'reset', at });
  }
  return steps;
}

const idOf = (n: number): string => `00000000-0000-7000-a000-${n.toString(16).padStart(12, '0')}`;

/** Shelves a rule, takes a point or a device out of service, or plans work on it; with looks at the moments when that ends. */
function withholdSomething({ chance, rules }: Setting, at: number, count: number): readonly Step[] {
  const minutes = chance.between(5, 600);
  const rule = rules[chance.between(0, rules.length - 1)];
  if (!rule) return [];
  const point: Scope = { scopeKind: 'point', scopeId: String(rule.pointId ?? 1) };
  const device: Scope = { scopeKind: 'device', scopeId: chance.oneOf(DEVICES) };
  const base = { id: idOf(count), siteId: SITE, reason: 'work', workOrder: null, createdAt: at, createdBy: 'anna' };
  const startsAt = at + chance.between(-30, 120) * MINUTE;
  const looks = (end: number): readonly Step[] => [0, 1].map((after) => ({ kind: 'look', at: end + after * SECOND }));
  if (chance.isLuck(0.4)) {
    const recurrence = chance.isLuck(0.4) ? { every: 'day' as const, until: startsAt + 3 * 24 * HOUR } : null;
    const scope = chance.isLuck(0.5) ? point : device;
    const durationMinutes = minutes;
    const window = {
      ...base,
      ...scope,
      name: 'work',
      startsAt,
      durationMinutes,
      recurrence,
      cancelledAt: null,
      cancelledBy: null,
    };
    return [{ kind: 'plan-window', at, window }, ...looks(startsAt), ...looks(startsAt + minutes * MINUTE)];
  }
  const kind = chance.isLuck(0.5) ? ('shelved' as const) : ('out-of-service' as const);
  const scope: Scope = kind === 'shelved' ? { scopeKind: 'rule', scopeId: rule.id } : chance.isLuck(0.5) ? point : device;
  const [fromAt, untilAt] = [kind === 'shelved' ? at : startsAt, at + minutes * MINUTE];
  const never = { createdByUser: null, source: null, endedAt: null, endedBy: null, remindedAt: null };
  return [{ kind: 'withhold', at, withholding: { ...base, ...scope, ...never, kind, fromAt, untilAt } }, ...looks(untilAt)];
}

/** A device is taken out of use and comes back some time later. */
function removeDevice({ chance }: Setting, at: number): readonly Step[] {
  const device = chance.oneOf(DEVICES);
  const backAt = at + chance.between(1, 600) * MINUTE;
  return [
    { kind: 'remove-device', at, device },
    { kind: 'approve-device', at: backAt, device },
  ];
}
