import { describe, expect, it } from 'vitest';
import { joinIncident, lastIncident } from './incident.ts';
import { explainedBy, pathOf, type Root, rootsAfter } from './root-cause.ts';

const gateway = (change: Partial<Root> = {}): Root => ({
  ...{ alarmId: 'a-1', ruleId: 'r-gw', deviceId: 'gw-1', name: 'gateway gw-1', since: 1_000, endedAt: null },
  ...change,
});
const roots = (...all: readonly Root[]) => new Map(all.map((root) => [`device:${root.deviceId}`, root]));
const stale = { ruleId: 'r-1', keys: ['rule:r-1', 'point:1', 'device:node', 'device:gw-1'], isAboutData: true, settleMs: 60_000 };

describe('what a silent device explains', () => {
  it('is the silence of what hangs on it, named by the alarm of the root', () => {
    expect(explainedBy(stale, roots(gateway()), 5_000)).toMatchObject({ kind: 'suppressed', by: 'a-1', until: null });
    expect(explainedBy(stale, roots(gateway()), 5_000).reason).toBe('gateway gw-1 does not answer');
  });

  it('is neither its own alarm, nor a limit that is broken, nor what hangs elsewhere', () => {
    expect(explainedBy({ ...stale, ruleId: 'r-gw' }, roots(gateway()), 5_000).kind).toBe('none');
    expect(explainedBy({ ...stale, isAboutData: false }, roots(gateway()), 5_000).kind).toBe('none');
    expect(explainedBy({ ...stale, keys: ['rule:r-1', 'device:other'] }, roots(gateway()), 5_000).kind).toBe('none');
  });

  it('is told by the outermost root', () => {
    const node = gateway({ alarmId: 'a-2', ruleId: 'r-node', deviceId: 'node' });
    expect(explainedBy(stale, roots(node, gateway()), 5_000).by).toBe('a-1');
  });

  it('ends a while after the root is back, so that all behind it may speak', () => {
    const back = roots(gateway({ endedAt: 10_000 }));
    expect(explainedBy(stale, back, 69_999).kind).toBe('suppressed');
    expect(explainedBy(stale, back, 70_000).kind).toBe('none');
  });

  it('is remembered from tick to tick and forgotten in time', () => {
    const how = { now: 20_000, keepMs: 1_000 };
    const { endedAt: _, ...silent } = gateway();
    const down = rootsAfter(new Map(), [silent], how);
    expect([...down.values()]).toEqual([gateway()]);
    const up = rootsAfter(down, [], how);
    expect([...up.values()]).toEqual([gateway({ endedAt: 20_000 })]);
    expect(rootsAfter(up, [], { now: 21_000, keepMs: 1_000 }).size).toBe(0);
  });
});

describe('the path', () => {
  const points = (count: number) => Array.from({ length: count }, (_, n) => ({ pointId: n, deviceId: null }));
  const devices = (count: number) => Array.from({ length: count }, (_, n) => ({ pointId: null, deviceId: `d${n}` }));
  it.each([
    [
      [...devices(14)],
      'Silent because gateway gw-1 does not answer, which carries 14 devices',
      'Stil omdat gateway gw-1 niet antwoordt; daarachter: 14 apparaten',
    ],
    [
      [...devices(1), ...points(3)],
      'Silent because gateway gw-1 does not answer, which carries 1 device, 3 points',
      'Stil omdat gateway gw-1 niet antwoordt; daarachter: 1 apparaat, 3 meetpunten',
    ],
    [
      [],
      'Silent because gateway gw-1 does not answer, which carries nothing',
      'Stil omdat gateway gw-1 niet antwoordt; daarachter: niets',
    ],
  ])('says what is quiet (%#)', (under, en, nl) => {
    expect(pathOf('gateway gw-1', under)).toEqual({ en, nl });
  });
});

describe('an incident', () => {
  it('is named by its first alarm and goes on while alarms follow closely', () => {
    const first = joinIncident(null, { id: 'a', at: 0 }, 60);
    const second = joinIncident(first, { id: 'b', at: 60_000 }, 60);
    expect(second).toEqual({ id: 'a', lastAt: 60_000 });
    expect(joinIncident(second, { id: 'c', at: 120_001 }, 60)).toEqual({ id: 'c', lastAt: 120_001 });
  });

  it('is found again after a restart', () => {
    expect(lastIncident([{ incidentId: null, recordedAt: 9 }])).toBeNull();
    const alarms = [
      { incidentId: 'a', recordedAt: 3 },
      { incidentId: 'b', recordedAt: 5 },
    ];
    expect(lastIncident(alarms)).toEqual({ id: 'b', lastAt: 5 });
  });
});
