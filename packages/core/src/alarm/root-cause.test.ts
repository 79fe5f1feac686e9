import { describe, expect, it } from 'vitest';
import { joinIncident, lastIncident } from './incident.ts';
import { isLossOfPower } from './power-feed.ts';
import { explainedBy, pathOf, type Root, rootsAfter } from './root-cause.ts';

const gateway = (change: Partial<Root> = {}): Root => ({
  ...{ kind: 'silent' as const, alarmId: 'a-1', ruleId: 'r-gw', key: 'device:gw-1', name: 'gateway gw-1', since: 1_000 },
  endedAt: null,
  ...change,
});
const roots = (...all: readonly Root[]) => new Map(all.map((root) => [root.key, root]));
const stale = { ruleId: 'r-1', keys: ['rule:r-1', 'point:1', 'device:node', 'device:gw-1'], isAboutData: true, settleMs: 60_000 };

const points = (count: number) => Array.from({ length: count }, (_, n) => ({ pointId: n, deviceId: null }));

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
    const node = gateway({ alarmId: 'a-2', ruleId: 'r-node', key: 'device:node' });
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
    expect(pathOf({ name: 'gateway gw-1', kind: 'silent' }, under)).toEqual({ en, nl });
  });
});

describe('a feed without power', () => {
  const feed: Root = { ...gateway(), kind: 'no-power', alarmId: 'a-9', ruleId: 'r-volt', key: 'feed:pdu-1', name: 'PDU 1' };
  const fed = { ...stale, keys: [...stale.keys, 'feed:pdu-1'] };

  it('explains the silence of what it feeds, and of the gateway that it feeds, before any of them', () => {
    expect(explainedBy(fed, roots(gateway(), feed), 5_000)).toMatchObject({ by: 'a-9', reason: 'PDU 1 has no power' });
    expect(explainedBy(stale, roots(feed), 5_000).kind).toBe('none');
    expect(pathOf(feed, points(2)).en).toBe('Silent because PDU 1 has no power, which feeds 2 points');
  });

  const low = { quantity: 'voltage', direction: 'low', level: 'critical', value: 0, clearedAt: null, isLate: false } as const;
  it.each([
    ['a dead PDU', low, 'pdu', true],
    ['a warning only', { ...low, level: 'warning' }, 'pdu', false],
    ['too high', { ...low, direction: 'high' }, 'pdu', false],
    ['over', { ...low, clearedAt: 5 }, 'pdu', false],
    ['evidence only', { ...low, isLate: true }, 'pdu', false],
    ['lost mains of a mains feed', { ...low, quantity: 'mains-voltage' }, 'switchgear', true],
    ['lost mains of a transfer switch', { ...low, quantity: 'mains-voltage' }, 'ats', false],
    ['the output of a UPS', { ...low, quantity: 'output-voltage' }, 'ups', true],
    ['a UPS that is off', { ...low, quantity: 'ups-state', direction: 'state', value: 9 }, 'ups', true],
    ['a UPS on battery', { ...low, quantity: 'ups-state', direction: 'state', value: 4 }, 'ups', false],
    ['a current', { ...low, quantity: 'current' }, 'pdu', false],
  ] as const)('is told by an alarm of its own point: %s', (_, alarm, kind, isLoss) => {
    expect(isLossOfPower(alarm, kind)).toBe(isLoss);
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
