import { describe, expect, it } from 'vitest';
import { bench, refusal, T0, userWith, value } from '../../test/context.ts';
import { raise } from '../../test/raise.ts';
import { importSite } from '../site/import.ts';
import { acknowledgeAlarms } from './acknowledge.ts';
import { readJournal } from './journal.ts';
import { listAlarms } from './list.ts';
import { listJournal } from './list-journal.ts';
import { resetAlarm } from './reset.ts';

const text = `version: 1
site: { slug: lab, name: Lab, timeZone: Europe/Amsterdam }
devices: [ { id: env-1, dialect: native, name: Sensor } ]
points: [ { tag: temp, name: T, device: env-1, channel: t, quantity: inlet-temperature } ]
`;

/** `count` cleared occurrences of one rule, one a minute; the last is still active. */
async function lab(count: number, more: { readonly isLatching?: boolean } = {}) {
  const at = bench(userWith('administrator'));
  value(await importSite(at.context, { text }));
  const context = at.as(userWith('technician'));
  const [rule] = await context.store.site.rules();
  if (!rule) throw new Error('no rule');
  const occurrences = Array.from({ length: count }, (_, n) => {
    const raisedAt = T0 + n * 60_000;
    return { raisedAt, activatedAt: raisedAt, clearedAt: n === count - 1 ? null : raisedAt + 1 };
  });
  const ids = await raise(context, { ...rule, isLatching: more.isLatching ?? false }, occurrences);
  return { at, context, siteId: rule.siteId, ids };
}

describe('acknowledgeAlarms', () => {
  it('gives each alarm its own outcome, in the order asked', async () => {
    const { context, ids } = await lab(3);
    const [a = '', b = '', c = ''] = ids;
    value(await acknowledgeAlarms(context, { alarms: [{ alarmId: b, activation: 1 }] }));
    const nobody = context.newId();
    const asked = [a, b, nobody].map((alarmId) => ({ alarmId, activation: 1 }));
    const outcomes = value(
      await acknowledgeAlarms(context, { alarms: [...asked, { alarmId: c, activation: 2 }], comment: 'on my way' }),
    );
    expect(outcomes.map(({ alarmId, outcome }) => [alarmId, outcome.kind])).toEqual([
      [a, 'acknowledged'],
      [b, 'already-acknowledged'],
      [nobody, 'not-found'],
      [c, 'superseded'],
    ]);
    expect(await context.store.alarms.get(a)).toMatchObject({
      acknowledgedBy: 'Ada technician',
      acknowledgeComment: 'on my way',
    });
  });

  it('refuses none, too many, and a comment that is no text', async () => {
    const { context, ids } = await lab(1);
    const one = { alarmId: ids[0] ?? '', activation: 1 };
    expect(refusal(await acknowledgeAlarms(context, { alarms: [] })).kind).toBe('invalid');
    expect(refusal(await acknowledgeAlarms(context, { alarms: Array(501).fill(one) })).kind).toBe('invalid');
    expect(refusal(await acknowledgeAlarms(context, { alarms: [one], comment: 'a\0b' })).kind).toBe('invalid');
    expect(refusal(await acknowledgeAlarms(context, { alarms: [{ ...one, activation: 0 }] })).kind).toBe('invalid');
    value(await acknowledgeAlarms(context, { alarms: [one], comment: '  ' }));
    expect((await context.store.alarms.get(one.alarmId))?.acknowledgeComment).toBeNull();
  });
});

describe('resetAlarm', () => {
  it('passes on what storage decided', async () => {
    const { context, ids } = await lab(2, { isLatching: true });
    const [cleared = '', active = ''] = ids;
    const reset = (alarmId: string) => resetAlarm(context, { alarmId, activation: 1 });
    expect(value(await reset(active)).kind).toBe('still-active');
    expect(value(await reset(cleared)).kind).toBe('not-acknowledged');
    value(await acknowledgeAlarms(context, { alarms: [{ alarmId: cleared, activation: 1 }] }));
    expect(value(await reset(cleared)).kind).toBe('reset');
    expect(value(await reset(cleared)).kind).toBe('already-reset');
  });
});

describe('listAlarms', () => {
  it('pages by cursor to the end, each alarm once', async () => {
    const { context, ids } = await lab(7);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = value(await listAlarms(context, { limit: 3, cursor }));
      seen.push(...page.alarms.map((alarm) => alarm.id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined && seen.length < 99);
    expect(seen).toEqual(ids.toReversed());
  });

  it.each(['', 'x', '1', '1_2', `1_${'a'.repeat(36)}'`, '-1_0197a000-0000-7000-8000-000000000000'])(
    'refuses the cursor %j',
    async (cursor) => {
      const { context } = await lab(1);
      expect(refusal(await listAlarms(context, { cursor })).kind).toBe('invalid');
    },
  );

  it('shows a display neither names nor words of people', async () => {
    const { at, context, ids, siteId } = await lab(1);
    value(await acknowledgeAlarms(context, { alarms: [{ alarmId: ids[0] ?? '', activation: 1 }], comment: 'call Bob' }));
    const wall = at.as({ kind: 'display', id: 'd', siteId });
    const { alarms } = value(await listAlarms(wall, { siteId }));
    expect(alarms[0]).toMatchObject({ acknowledgedActivation: 1, acknowledgedBy: null, acknowledgeComment: null });
    expect(JSON.stringify(alarms)).not.toMatch(/Ada|Bob/);
    expect(refusal(await readJournal(wall, { alarmId: ids[0] ?? '' })).kind).toBe('forbidden');
    expect(JSON.stringify(value(await listAlarms(context, { siteId })))).toMatch(/Ada technician/);
  });
});

describe('readJournal', () => {
  it('gives the occurrence with its transitions, oldest first', async () => {
    const { context, ids } = await lab(1);
    const [alarmId = ''] = ids;
    value(await acknowledgeAlarms(context, { alarms: [{ alarmId, activation: 1 }] }));
    const { alarm, journal } = value(await readJournal(context, { alarmId }));
    expect(alarm.id).toBe(alarmId);
    expect(journal.map((entry) => [entry.kind, entry.actor])).toEqual([['acknowledged', 'Ada technician']]);
    expect(refusal(await readJournal(context, { alarmId: context.newId() })).kind).toBe('not-found');
  });
});

describe('listJournal', () => {
  it('pages by cursor to the end, last recorded first, each row once', async () => {
    const { at, context, ids } = await lab(5);
    for (const alarmId of ids) {
      value(await acknowledgeAlarms(context, { alarms: [{ alarmId, activation: 1 }], comment: 'seen' }));
      at.advance(alarmId === ids[0] ? 0 : 1000);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = value(await listJournal(context, { actor: 'ada', limit: 2, cursor }));
      seen.push(...page.lines.map((line) => line.alarmId));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined && seen.length < 99);
    expect(seen).toEqual(ids.toReversed());
  });

  it('refuses an end before its start, a cursor it did not give, and a display', async () => {
    const { at, context, siteId } = await lab(1);
    expect(refusal(await listJournal(context, { from: T0, to: T0 }))).toMatchObject({ issues: [{ path: 'to' }] });
    for (const cursor of ['', 'x', '1', '1_', `1_${'9'.repeat(16)}`, '-1_2', '1_2; DROP'])
      expect(refusal(await listJournal(context, { cursor })).kind).toBe('invalid');
    expect(refusal(await listJournal(at.as({ kind: 'display', id: 'd', siteId }), { siteId })).kind).toBe('forbidden');
  });
});
