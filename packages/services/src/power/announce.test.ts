import { type RunRecord, recogniseRuns, testWindowsOf } from '@wachter/core';
import { goodOutage, oneSet, T0 as TRACE, trace } from '@wachter/core/power/trace.scenario';
import { describe, expect, it } from 'vitest';
import { type Bench, bench, refusal, userWith, value } from '../../test/context.ts';
import type { Context } from '../context.ts';
import { verbs } from '../verbs.ts';

const HOUR = 3_600_000;

async function plant({ context }: Bench) {
  const lab = { slug: 'lab', name: 'Lab', timeZone: 'Europe/Amsterdam' };
  const siteId = value(await verbs.createSite(context, lab)).site.id;
  const put = async (kind: 'genset' | 'ups', slug: string) =>
    value(await verbs.putEquipment(context, { siteId, kind, slug, name: slug })).equipment.id;
  return { context, siteId, genset: await put('genset', 'g-1'), ups: await put('ups', 'u-1') };
}
type Plant = Awaited<ReturnType<typeof plant>>;
const testOf = (context: Context, { siteId, genset }: Pick<Plant, 'siteId' | 'genset'>, more: object = {}) => ({
  ...{ siteId, scenario: 'B', equipment: [genset], until: context.now() + HOUR, note: 'main breaker opened' },
  ...more,
});

describe('announcing a test', () => {
  it('says who, what and until when; the run in that time is the test, and counts for the plan as its scenario only', async () => {
    const at = bench();
    const world = await plant(at);
    const { context, siteId, genset } = world;
    const { test } = value(await verbs.announceTest(context, testOf(context, world)));
    expect(test).toMatchObject({ from: context.now(), announcedBy: 'Ada administrator', cancelledAt: null });
    const shift = test.from + 1000 - TRACE;
    const observations = trace(goodOutage, { until: 3400 }).map((one) => ({ ...one, at: one.at + shift }));
    const [found] = recogniseRuns(observations, { supply: oneSet, windows: [] }, TRACE + shift + 3_400_000);
    const sets = (found ?? expect.fail('no run')).sets.map((set) => ({ ...set, id: genset }));
    const run: RunRecord = { ...(found ?? expect.fail('no run')), sets, kind: 'test', reason: 'announced' };
    const entries = ['black-building', 'monthly-loaded'].map((kind) => ({ equipmentId: genset, kind, firstDueOn: '2026-11-25' }));
    value(await verbs.putTestPlan(context, { siteId, basedOn: 0, entries }));
    at.advance(2 * HOUR);
    await context.store.power.keepRun(siteId, run, context.now());
    expect(value(await verbs.getTest(context, { id: test.id }))).toMatchObject({ runs: [{ runId: run.id }], expected: [] });
    const states = async () =>
      value(await verbs.listTestPlan(context, {}))[0]?.tests.map(({ kind, status }) => [kind.id, status.state]);
    expect(Object.fromEntries((await states()) ?? [])).toEqual({ 'black-building': 'done', 'monthly-loaded': 'done' });
    await context.store.power.keepRun(siteId, { ...run, kind: 'outage', reason: 'mains-lost' }, context.now());
    expect(Object.fromEntries((await states()) ?? [])).toEqual({ 'black-building': 'due', 'monthly-loaded': 'done' });
  });

  it('is refused once it should have begun, without end, of what is not there, and of no scenario', async () => {
    const world = await plant(bench());
    const { context } = world;
    const announce = async (more: object) => refusal(await verbs.announceTest(context, testOf(context, world, more)));
    expect(await announce({ from: context.now() - 1 })).toMatchObject({ issues: [{ path: 'from' }] });
    expect(await announce({ until: context.now() + 1000 })).toMatchObject({ issues: [{ path: 'until' }] });
    expect(await announce({ until: context.now() + 25 * HOUR })).toMatchObject({ issues: [{ path: 'until' }] });
    expect(await announce({ scenario: 'Z' })).toMatchObject({ issues: [{ path: 'scenario' }] });
    expect(await announce({ equipment: [world.siteId] })).toMatchObject({ kind: 'not-found', object: 'equipment' });
    expect(await announce({ note: ' ' })).toMatchObject({ issues: [{ path: 'note' }] });
    expect(await context.store.site.announcedTests()).toEqual([]);
  });

  it('is called off once; what was called off before it began is no window for recognition', async () => {
    const at = bench();
    const world = await plant(at);
    const { context } = world;
    const { test } = value(await verbs.announceTest(context, testOf(context, world, { from: context.now() + HOUR / 2 })));
    const { test: off } = value(await verbs.cancelTest(context, { id: test.id }));
    expect(testWindowsOf([off])).toEqual([]);
    expect(testWindowsOf([test])).toMatchObject([{ losesMains: true, equipment: [world.genset] }]);
    expect(refusal(await verbs.cancelTest(context, { id: test.id }))).toMatchObject({ kind: 'already-cancelled' });
    const second = value(await verbs.announceTest(context, testOf(context, world))).test;
    at.advance(2 * HOUR);
    expect(refusal(await verbs.cancelTest(context, { id: second.id }))).toMatchObject({ kind: 'already-ended' });
    expect(value(await verbs.listTests(context, {})).map(({ id }) => id)).toEqual([test.id, second.id]);
  });

  it('of both sides at once needs two persons, as any other work', async () => {
    const world = await plant(bench());
    const { context, siteId, genset, ups } = world;
    const group = { scheme: { by: 'spare' as const }, need: { by: 'count' as const, units: 1 } };
    const members = [genset, ups].map((id) => ({ kind: 'equipment' as const, id }));
    value(await verbs.putRedundancyGroup(context, { siteId, tag: 'pair', name: 'Pair', group: { ...group, members } }));
    value(await verbs.announceTest(context, testOf(context, world)));
    const other = testOf(context, world, { equipment: [ups], scenario: 'G' });
    const { note: _, ...plan } = other;
    expect(value(await verbs.previewTest(context, plan)).groups).toMatchObject([{ name: 'Pair', needsSecondPerson: true }]);
    expect(refusal(await verbs.announceTest(context, other))).toMatchObject({ kind: 'needs-second-person', group: 'Pair' });
    const second = { ...context, actor: userWith('manager') };
    expect((await verbs.announceTest(second, { ...other, takesBothSides: true })).ok).toBe(true);
  });
});
