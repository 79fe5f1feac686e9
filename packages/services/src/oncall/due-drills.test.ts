import { describe, expect, it } from 'vitest';
import { bench, T0, value } from '../../test/context.ts';
import { raise } from '../../test/raise.ts';
import { verbs } from '../verbs.ts';
import { holdDueDrills } from './due-drills.ts';

const minute = 60_000;
const day = 1_440 * minute;
const text = `version: 1
site: { slug: lab, name: Lab, timeZone: Europe/Amsterdam }
locations: [ { slug: hall, kind: room, name: Hall } ]
devices: [ { id: env-1, dialect: native, name: Sensor, location: hall } ]
points: [ { tag: temp, name: T, device: env-1, channel: t, quantity: inlet-temperature, location: hall } ]
`;

/** T0 is Monday the 23rd, 13:00 in Amsterdam; the drill is each Tuesday at 10:00, 21 hours later. Tess has a number. */
async function lab() {
  const at = bench();
  const { context } = at;
  const { siteId } = value(await verbs.importSite(context, { text }));
  if (!siteId) throw new Error('no site');
  const config = { host: 'sms.example', token: 'secret' };
  const channelId = value(await verbs.putChannel(context, { id: null, name: 'SMS', type: 'sms', config, isEnabled: true })).id;
  const userId = value(await verbs.addUser(context, { name: 'Tess', email: 'tess@example.org', role: 'technician' })).id;
  const reach = (number: string | null) =>
    verbs.setContacts(context, {
      userId,
      contacts: number === null ? [] : [{ channelId, address: { number }, isEnabled: true }],
    });
  value(await reach('+31600000000'));
  const plan = { week: 'every' as const, weekday: 2, at: '10:00' };
  const { nextAt } = value(await verbs.planDrill(context, { siteId, plan }));
  const lease = await context.store.lease.acquire('ingestor', 'one', 400 * day);
  if (!lease.ok) throw new Error('no lease');
  const { fence } = lease;
  const hold = () => holdDueDrills(context, fence);
  const drills = async () => value(await verbs.listDrills(context, { siteId }));
  return { ...at, siteId, hold, drills, reach, nextAt, plan };
}

const due = T0 + 21 * 60 * minute;

describe('a drill that is planned', () => {
  it('begins once at its time, in the name of who planned it, and is recorded like one by hand', async () => {
    const { hold, drills, advance, nextAt, siteId, context } = await lab();
    expect(nextAt).toBe(due);
    advance(due - T0 - 1);
    expect(await hold()).toEqual({ held: 0, skipped: 0, missed: 0 });
    advance(1);
    expect(await hold()).toEqual({ held: 1, skipped: 0, missed: 0 });
    expect(await hold()).toEqual({ held: 0, skipped: 0, missed: 0 });
    expect(await drills()).toMatchObject([
      { dueAt: due, omitted: null, startedAt: due, startedBy: 'Ada administrator', hops: [{ person: 'Tess', state: 'queued' }] },
    ]);
    expect(value(await verbs.readDrillPlan(context, { siteId }))).toMatchObject({ nextAt: due + 7 * day });
    const [row] = await context.store.people.auditTrail({ limit: 1 });
    expect(row).toMatchObject({ actor: 'drill plan', action: 'drill.start', after: { dueAt: due, messages: 1 } });
  });

  it('is skipped while a critical alarm stands open, and says so; one that is over does not count', async () => {
    const { hold, drills, advance, context } = await lab();
    const [rule] = await context.store.site.rules({});
    if (!rule) throw new Error('no rule');
    advance(due - T0);
    await raise(context, { ...rule, priority: 'critical' }, [{ clearedAt: null }]);
    expect(await hold()).toEqual({ held: 0, skipped: 1, missed: 0 });
    expect(await drills()).toMatchObject([{ dueAt: due, omitted: 'critical-alarm', hops: [] }]);
  });

  it('is held in spite of a critical alarm that is over, and of one that is less than critical', async () => {
    const { hold, advance, context } = await lab();
    const [rule] = await context.store.site.rules({});
    if (!rule) throw new Error('no rule');
    advance(due - T0);
    await raise(context, { ...rule, priority: 'critical' }, [{ clearedAt: context.now() }]);
    await raise(context, { ...rule, priority: 'high' }, [{ clearedAt: null }]);
    expect(await hold()).toMatchObject({ held: 1 });
  });

  it('is missed, each time by itself, while nobody led, and late by no more than half an hour when somebody does again', async () => {
    const { hold, drills, advance } = await lab();
    advance(due - T0 + 14 * day + 30 * minute);
    expect(await hold()).toEqual({ held: 1, skipped: 0, missed: 2 });
    expect((await drills()).map(({ dueAt, omitted }) => [dueAt, omitted]).toSorted()).toEqual([
      [due, 'nobody-led'],
      [due + 7 * day, 'nobody-led'],
      [due + 14 * day, null],
    ]);
    advance(7 * day + 1);
    expect(await hold()).toEqual({ held: 0, skipped: 0, missed: 1 });
  });

  it('is skipped where no channel reaches anybody, and where the last one waits still', async () => {
    const { hold, drills, advance, reach, context, siteId } = await lab();
    advance(due - T0);
    value(await reach(null));
    expect(await hold()).toMatchObject({ skipped: 1 });
    value(await reach('+31600000000'));
    advance(7 * day - minute);
    value(await verbs.startDrill(context, { siteId }));
    advance(minute);
    expect(await hold()).toMatchObject({ skipped: 1 });
    expect((await drills()).flatMap(({ omitted }) => omitted ?? [])).toEqual(['drill-under-way', 'nobody-to-tell']);
  });

  it('follows its new plan from then on, makes up for nothing, and stops when it is told to', async () => {
    const { hold, drills, advance, context, siteId, plan } = await lab();
    advance(due - T0 + minute);
    value(await verbs.planDrill(context, { siteId, plan: { ...plan, at: '09:00' } }));
    expect(await hold()).toEqual({ held: 0, skipped: 0, missed: 0 });
    advance(7 * day - 61 * minute);
    expect(await hold()).toMatchObject({ held: 1 });
    value(await verbs.planDrill(context, { siteId, plan: null }));
    expect(value(await verbs.readDrillPlan(context, { siteId }))).toBeNull();
    advance(7 * day);
    expect(await hold()).toEqual({ held: 0, skipped: 0, missed: 0 });
    expect(await drills()).toHaveLength(1);
  });
});
