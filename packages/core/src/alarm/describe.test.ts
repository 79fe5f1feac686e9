import { describe, expect, it } from 'vitest';
import { at, driver, instance, started } from '../../test/rule-fixture.ts';
import { quantityById } from '../quantity/index.ts';
import { type Alarm, alarmRemark } from './alarm.ts';
import { describeAlarm, formatDuration } from './describe.ts';
import { limitsOf } from './limits-of.ts';
import { priorityOf } from './priority.ts';
import { sortAlarms } from './sort.ts';

const location = { name: 'Hall A' };

describe('describeAlarm', () => {
  it.each([
    ['inlet-temperature', 'inlet', { direction: 'high', value: 27.44, limit: 27 }, 'en', 'Hall A inlet 27.4 °C, above 27 °C'],
    [
      'inlet-temperature',
      'inlaat',
      { direction: 'high', value: 27.44, limit: 27.5 },
      'nl',
      'Hall A inlaat 27,4 °C, boven 27,5 °C',
    ],
    [
      'inlet-temperature',
      'Hall A inlet 3',
      { direction: 'low', value: 12, limit: 15 },
      'en',
      'Hall A inlet 3 12.0 °C, below 15 °C',
    ],
    ['leak', 'leak', { direction: 'state', value: 1, limit: null }, 'en', 'Hall A leak: wet'],
    ['leak', 'lek', { direction: 'state', value: 1, limit: null }, 'nl', 'Hall A lek: nat'],
    [
      'inlet-temperature',
      'inlet',
      { direction: 'stale', value: null, limit: 180 },
      'en',
      'Hall A inlet without data for more than 3 min',
    ],
    [
      'inlet-temperature',
      'inlet',
      { direction: 'stale', value: null, limit: 180 },
      'nl',
      'Hall A inlet langer dan 3 min zonder gegevens',
    ],
    ['inlet-temperature', 'inlet', { direction: 'rise', value: 6.24, limit: 5 }, 'en', 'Hall A inlet rose 6.24 K, more than 5 K'],
    [
      'inlet-temperature',
      'inlaat',
      { direction: 'change', value: 6.2, limit: 5 },
      'nl',
      'Hall A inlaat veranderde 6,2 K, meer dan 5 K',
    ],
    ['inlet-temperature', 'inlet', { direction: 'reaches', value: 12, limit: 27 }, 'en', 'Hall A inlet 27 °C in about 12 min'],
    [
      'inlet-temperature',
      'inlaat',
      { direction: 'reaches', value: 12, limit: 27.5 },
      'nl',
      'Hall A inlaat 27,5 °C over ongeveer 12 min',
    ],
    [
      'inlet-temperature',
      'inlet',
      { direction: 'flat', value: 22.1, limit: 86400 },
      'en',
      'Hall A inlet has stood still at 22.1 °C for 24 h',
    ],
    [
      'inlet-temperature',
      'inlet',
      { direction: 'margin', value: 0.5, limit: 1.5 },
      'en',
      'Hall A inlet 0.5 K from the dew point, less than 1.5 K: condensation possible',
    ],
    ['inlet-temperature', 'inlet', { direction: 'count', value: 4, limit: 3 }, 'en', 'Hall A inlet 4 times, alarm from 3'],
    ['inlet-temperature', 'inlaat', { direction: 'count', value: 4, limit: 3 }, 'nl', 'Hall A inlaat 4 keer, alarm vanaf 3'],
    [
      'inlet-temperature',
      'inlet',
      { direction: 'expression', value: 28.3, limit: null },
      'en',
      'Hall A inlet 28.3 °C, its own expression holds',
    ],
    [
      'inlet-temperature',
      'inlaat',
      { direction: 'expression', value: null, limit: null },
      'nl',
      'Hall A inlaat de eigen expressie geldt',
    ],
    [
      'engine-state',
      'Genset 1',
      { direction: 'no-start', value: 3, limit: 20 },
      'en',
      'Hall A Genset 1 cranking, mains lost for more than 20 s and the engine does not run',
    ],
    [
      'engine-state',
      'aggregaat 1',
      { direction: 'no-start', value: 0, limit: 20 },
      'nl',
      'Hall A aggregaat 1 gereed, net langer dan 20 s weg en de motor draait niet',
    ],
    ['unknown', 'thing', { direction: 'high', value: 3, limit: 2 }, 'en', 'Hall A thing 3, above 2'],
  ] as const)('%s: %s %j', (quantity, name, alarm, locale, sentence) => {
    expect(describeAlarm(alarm, { point: { name }, quantity: quantityById(quantity), location }, locale)).toBe(sentence);
  });

  it('names the device of a device alarm', () => {
    expect(describeAlarm({ direction: 'offline', value: null, limit: 300 }, { device: { name: 'Gateway 2' } }, 'en')).toBe(
      'Gateway 2 is offline',
    );
  });

  it('says less when it knows less', () => {
    expect(describeAlarm({ direction: 'high', value: null, limit: null }, {}, 'en')).toBe('above');
  });

  it.each([
    [45, '45 s'],
    [180, '3 min'],
    [7200, '2 h'],
    [7500, '2 h 5 min'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(formatDuration(seconds, 'en')).toBe(text);
  });
});

it('a warning speaks one priority lower, and low stays low', () => {
  expect(['critical', 'high', 'medium', 'low'].map((priority) => priorityOf(priority as 'low', 'warning'))).toEqual([
    'high',
    'medium',
    'low',
    'low',
  ]);
  expect(priorityOf('high', 'critical')).toBe('high');
});

it('lists unacknowledged first, then by priority, then the newest', () => {
  const run = driver(started(instance()));
  for (const seconds of [0, 30, 60]) run.step(at(seconds, 30));
  const base = run.run.alarm as Alarm;
  const alarms: Alarm[] = [
    { ...base, id: 'acknowledged-critical', priority: 'critical', acknowledgedActivation: 1 },
    { ...base, id: 'old-low', priority: 'low', activatedAt: 1 },
    { ...base, id: 'new-low', priority: 'low', activatedAt: 2 },
    { ...base, id: 'high', priority: 'high' },
    { ...base, id: 'returned-medium', priority: 'medium', clearedAt: 5 },
    { ...base, id: 'normal', priority: 'critical', clearedAt: 5, acknowledgedActivation: 1 },
  ];
  expect(sortAlarms(alarms).map((alarm) => alarm.id)).toEqual([
    'high',
    'returned-medium',
    'new-low',
    'old-low',
    'acknowledged-critical',
    'normal',
  ]);
});

it('draws the innermost limits of the enabled limit rules', () => {
  const limit = (params: unknown, isEnabled = true) => ({ type: 'limit', params, isEnabled });
  expect(
    limitsOf([
      limit({ high: { warning: 27, critical: 32 } }),
      limit({ low: { warning: 18 }, high: { warning: 25 } }),
      limit({ high: { warning: 1 } }, false),
    ]),
  ).toEqual({
    lowWarning: 18,
    highWarning: 25,
    highCritical: 32,
  });
  expect(limitsOf([{ type: 'stale', params: { afterSeconds: 3 }, isEnabled: true }, limit('nonsense')])).toEqual({});
});

describe('what coming and going says', () => {
  const gone = { activatedAt: 0, clearedAt: 20_000, acknowledgedAt: null, chatteringSince: null };
  it.each([
    ['gone within seconds', gone, 'fleeting'],
    ['acknowledged after it was gone', { ...gone, acknowledgedAt: 60_000 }, 'fleeting'],
    ['somebody had it', { ...gone, acknowledgedAt: 10_000 }, null],
    ['it lasted', { ...gone, clearedAt: 31_000 }, null],
    ['still active', { ...gone, clearedAt: null }, null],
    ['held', { ...gone, clearedAt: null, chatteringSince: 5 }, 'chattering'],
  ] as const)('%s', (_, alarm, remark) => {
    expect(alarmRemark(alarm)).toBe(remark);
  });
});
