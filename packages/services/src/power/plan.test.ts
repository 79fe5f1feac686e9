import { type RunRecord, recogniseRuns } from '@wachter/core';
import { goodOutage, oneSet, T0 as TRACE, trace } from '@wachter/core/power/trace.scenario';
import { describe, expect, it } from 'vitest';
import { type Bench, bench, refusal, T0, userWith, value } from '../../test/context.ts';
import { verbs } from '../verbs.ts';

const [run] = recogniseRuns(trace(goodOutage, { until: 3400 }), { supply: oneSet, windows: [] }, TRACE + 3_400_000);
const DAY = 86_400_000;

/** A site with a genset and a cooler. */
async function plant({ context }: Bench) {
  const lab = { slug: 'lab', name: 'Lab', timeZone: 'Europe/Amsterdam' };
  const siteId = value(await verbs.createSite(context, lab)).site.id;
  const put = async (kind: 'genset' | 'cooler', slug: string) =>
    value(await verbs.putEquipment(context, { siteId, kind, slug, name: slug })).equipment.id;
  return { context, siteId, genset: await put('genset', 'g-1'), cooler: await put('cooler', 'c-1') };
}

const entryOf = (equipmentId: string, more: object = {}) => ({
  ...{ equipmentId, kind: 'monthly-loaded', firstDueOn: '2026-12-01' },
  ...more,
});

describe('the plan of tests', () => {
  it('is proposed for gensets, switches and UPS, and holds what was put', async () => {
    const at = await plant(bench());
    const [before] = value(await verbs.listTestPlan(at.context, {}));
    expect(before).toMatchObject({ siteId: at.siteId, version: 0, tests: [] });
    expect(before?.proposed).toContainEqual(
      entryOf(at.genset, { firstDueOn: '2026-12-23', ruleSet: null, needsApproval: false, equipment: 'g-1' }),
    );
    expect(before?.proposed.every(({ equipment }) => equipment === 'g-1')).toBe(true);
    value(await verbs.putTestPlan(at.context, { siteId: at.siteId, basedOn: 0, entries: [entryOf(at.genset)] }));
    const [after] = value(await verbs.listTestPlan(at.context, { siteId: at.siteId }));
    expect(after).toMatchObject({ version: 1, tests: [{ equipment: 'g-1', status: { state: 'planned', dueOn: '2026-12-01' } }] });
    expect(after?.proposed).toHaveLength((before?.proposed.length ?? 0) - 1);
  });

  it('counts what was run, says why a run does not count, and calls what is late overdue', async () => {
    const at = bench();
    const { context, siteId, genset } = await plant(at);
    const entries = [entryOf(genset)];
    value(await verbs.putTestPlan(context, { siteId, basedOn: 0, entries }));
    const record = run ?? expect.fail('no run');
    const ranAt = (day: number, ratedKw: number): RunRecord => {
      const startedAt = T0 + day * DAY;
      const sets = record.sets.map((set) => ({ ...set, id: genset, ratedKw }));
      return { ...record, sets, id: `${day}`, startedAt, endedAt: startedAt + 3_000_000 };
    };
    at.advance(20 * DAY);
    await context.store.power.keepRun(siteId, ranAt(8, 5000), context.now());
    const status = async () => value(await verbs.listTestPlan(context, {}))[0]?.tests[0]?.status;
    expect(await status()).toMatchObject({ state: 'overdue', last: null, refused: [{ attempt: { source: { id: '8' } } }] });
    expect((await status())?.refused[0]?.why[0]?.en).toContain('30 %');
    await context.store.power.keepRun(siteId, ranAt(19, 500), context.now());
    expect(await status()).toMatchObject({ state: 'done', dueOn: '2027-01-12', past: [{ isLate: true }] });
  });

  it('is changed by whoever saw its latest version only', async () => {
    const { context, siteId, genset } = await plant(bench());
    value(await verbs.putTestPlan(context, { siteId, basedOn: 0, entries: [] }));
    const late = await verbs.putTestPlan(context, { siteId, basedOn: 0, entries: [entryOf(genset)] });
    expect(refusal(late)).toMatchObject({ kind: 'plan-changed', by: 'Ada administrator' });
  });

  it('refuses what is not there, is not tested, or is asked twice', async () => {
    const { context, siteId, genset, cooler } = await plant(bench());
    const put = async (...entries: ReturnType<typeof entryOf>[]) =>
      refusal(await verbs.putTestPlan(context, { siteId, basedOn: 0, entries }));
    expect(await put(entryOf(siteId))).toMatchObject({ kind: 'not-found', object: 'equipment' });
    expect(await put(entryOf(cooler))).toMatchObject({ kind: 'invalid', issues: [{ path: 'entries.0' }] });
    expect(await put(entryOf(genset, { kind: 'none' }))).toMatchObject({ kind: 'invalid' });
    expect(await put(entryOf(genset, { ruleSet: 'none' }))).toMatchObject({ kind: 'invalid' });
    expect(await put(entryOf(genset, { firstDueOn: '2026-02-30' }))).toMatchObject({ kind: 'invalid' });
    expect(await put(entryOf(genset), entryOf(genset))).toMatchObject({ kind: 'invalid', issues: [{ path: 'entries.1' }] });
    const nowhere = await verbs.putTestPlan(context, { siteId: genset, basedOn: 0, entries: [] });
    expect(refusal(nowhere)).toMatchObject({ kind: 'not-found', object: 'site' });
  });

  it('is read by everybody and put by leads', async () => {
    const { context, siteId } = await plant(bench());
    const as = (role: 'viewer' | 'manager') => ({ ...context, actor: userWith(role) });
    expect((await verbs.listTestPlan(as('viewer'), {})).ok).toBe(true);
    expect((await verbs.putTestPlan(as('manager'), { siteId, basedOn: 0, entries: [] })).ok).toBe(true);
  });
});
