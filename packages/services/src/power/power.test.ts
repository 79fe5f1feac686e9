import { type RunRecord, recogniseRuns } from '@wachter/core';
import { goodOutage, oneSet, T0, trace } from '@wachter/core/power/trace.scenario';
import { describe, expect, it } from 'vitest';
import { bench, refusal, userWith, value } from '../../test/context.ts';
import { createSite } from '../site/create.ts';
import { getRun } from './get-run.ts';
import { listRuns } from './list-runs.ts';
import { printRun } from './print-run.ts';
import { readTraces } from './read-traces.ts';
import { chartsOf } from './run-charts.ts';

const siteId = '0197a000-0000-7000-8000-000000000001';
const observations = trace(goodOutage, { until: 3400, everySeconds: 5 });
const [outage] = recogniseRuns(observations, { supply: oneSet, windows: [] }, T0 + 3_400_000);
const DAY = 86_400_000;
const moved = (by: number): RunRecord => {
  const run = outage ?? expect.fail('no run');
  return { ...run, id: `${run.supply}@${run.startedAt + by}`, startedAt: run.startedAt + by, endedAt: (run.endedAt ?? 0) + by };
};

describe('runs of emergency power', () => {
  it('are listed with a verdict, the newest first, a page at a time', async () => {
    const { context } = bench(userWith('viewer'));
    for (const day of [0, 30, 60]) await context.store.power.keepRun(siteId, moved(day * DAY), T0);
    const first = await listRuns(context, { siteId, limit: 2 });
    expect(first).toMatchObject({ ok: true, value: [{ outcome: 'pass' }, { outcome: 'pass' }] });
    const before = first.ok ? first.value.at(-1)?.run.record.startedAt : undefined;
    expect(await listRuns(context, { siteId, before })).toMatchObject({
      value: [{ run: { record: { startedAt: outage?.startedAt } } }],
    });
  });

  it('are judged by every rule set that fits, with names and all versions', async () => {
    const { context } = bench(userWith('viewer'));
    await context.store.power.keepRun(siteId, { ...moved(0), endedAt: null }, T0);
    await context.store.power.keepRun(siteId, moved(0), T0 + DAY);
    const got = await getRun(context, { siteId, runId: moved(0).id });
    expect(got).toMatchObject({
      ok: true,
      value: {
        run: { version: 2 },
        versions: [
          { version: 1, recordedAt: T0 },
          { version: 2, recordedAt: T0 + DAY },
        ],
        verdicts: [{ ruleSet: 'site-loaded', outcome: 'pass' }, { ruleSet: 'nfpa-110-monthly' }],
      },
    });
  });

  it('refuse what is not there', async () => {
    const { context } = bench(userWith('viewer'));
    expect(await getRun(context, { siteId, runId: 'none' })).toMatchObject({
      ok: false,
      error: { kind: 'not-found', object: 'run' },
    });
  });
});

describe('a run on paper', () => {
  const furnished = async () => {
    const { context } = bench();
    const { site } = value(await createSite(context, { slug: 'one', name: 'Rotterdam 1', timeZone: 'Europe/Amsterdam' }));
    await context.store.power.keepRun(site.id, { ...moved(0), endedAt: null }, T0);
    await context.store.power.keepRun(site.id, moved(0), T0 + DAY);
    return { context, siteId: site.id };
  };

  it('is written in the language asked for, with verdict, stages, every criterion, versions and room to sign', async () => {
    const { context, siteId: site } = await furnished();
    const document = value(await printRun(context, { siteId: site, runId: moved(0).id, language: 'nl' }));
    expect(document).toMatchObject({ language: 'nl', title: 'Verslag van een netuitval', preparedAt: context.now() });
    expect(document.subject).toBe('Rotterdam 1, 5 januari 2026 om 09:00:00');
    const text = JSON.stringify(document.blocks);
    for (const said of [
      'Geslaagd: op belasting na',
      'Op belasting',
      'hoogstens 60 s',
      'niet goedgekeurd door de locatie',
      'De run is voorbij.',
    ])
      expect(text).toContain(said);
    expect(new Set(document.blocks.map(({ kind }) => kind))).toEqual(
      new Set(['heading', 'paragraph', 'facts', 'table', 'list', 'signatures']),
    );
    const again = value(await printRun(context, { siteId: site, runId: moved(0).id, language: 'nl' }));
    expect(again).toEqual(document);
  });

  it('holds what people wrote beside the machine, and who signed it', async () => {
    const { context, siteId: site } = await furnished();
    const contentHash = 'a'.repeat(64);
    const [checks, readings] = [{ 'no-such-check': 'ok' as const }, { 'oil-pressure': 4.2 }];
    const findings = [{ text: 'Hose sweats', correction: 'clamp tightened' }];
    const content = { doneAt: T0, checks, readings, findings, remarks: 'Cold day', photos: [] };
    const run = { runId: moved(0).id, version: 2, hash: contentHash };
    const about = {
      recordId: context.newId(),
      version: 1,
      siteId: site,
      equipmentId: context.newId(),
      kind: 'run',
      testId: null,
    };
    await context.store.site.transaction(async (tx) => {
      await tx.addTestRecord({ ...about, run, content, contentHash, recordedAt: T0, recordedBy: 'Teun' });
      const { recordId, version } = about;
      await tx.addTestSignature({ recordId, version, contentHash, role: 'performed', userId: 'u', name: 'Teun', signedAt: T0 });
    });
    const { blocks } = value(await printRun(context, { siteId: site, runId: moved(0).id, language: 'nl' }));
    const text = JSON.stringify(blocks);
    for (const said of ['Bij de machine genoteerd', '4,2 bar', 'Hose sweats (clamp tightened)', 'Cold day'])
      expect(text).toContain(said);
    const signed = blocks.find(({ kind }) => kind === 'signatures');
    expect(signed).toMatchObject({ people: [{ name: 'Teun', note: expect.stringContaining('wachtwoord') }, { name: null }] });
    const other = value(await printRun(context, { siteId: site, runId: moved(0).id, language: 'en' }));
    expect(JSON.stringify(other.blocks)).toContain('Written beside the machine');
  });

  it('is refused where there is no such run', async () => {
    const { context, siteId: site } = await furnished();
    expect(refusal(await printRun(context, { siteId: site, runId: 'none', language: 'en' }))).toMatchObject({
      kind: 'not-found',
    });
  });
});

describe('what equipment measured', () => {
  it('is asked for a stretch of time that is one, and of the points of the site', async () => {
    const { context } = bench(userWith('viewer'));
    const asked = { siteId, pointIds: [1], from: T0, to: T0 };
    expect(refusal(await readTraces(context, asked))).toMatchObject({ kind: 'invalid', issues: [{ path: 'to' }] });
    expect(refusal(await readTraces(context, { ...asked, to: T0 + 40 * DAY }))).toMatchObject({ issues: [{ path: 'from' }] });
    expect(value(await readTraces(context, { ...asked, to: T0 + 1000 }))).toEqual([]);
  });
});

describe('a drawing of a panel', () => {
  const panel = { quantity: 'generator-power', lines: [{ pointId: 1, name: 'Genset 1' }], limits: [150], plateKw: 500 } as const;
  const parts = {
    ...{ from: T0, to: T0 + 600_000, locale: 'en' as const, timeText: (at: number) => `${(at - T0) / 1000}` },
    coverage: new Map([[1, 0.9987]]),
  } as const;

  it('says in words what it shows, and how much of the time data cover', () => {
    const traces = [{ pointId: 1, at: [T0, T0 + 1000], values: [0, 200] }];
    expect(chartsOf([panel], { ...parts, traces })).toMatchObject([
      {
        title: 'Generator power, kW; limit 150 kW (data for 99.8 % of the time)',
        summary: 'Generator power of Genset 1: from 0 to 200 kW; limit 150 kW.',
        axes: {
          times: [{ label: '0' }, { label: '120' }, { label: '240' }, { label: '360' }, { label: '480' }, { label: '600' }],
        },
        limits: [150],
      },
    ]);
  });

  it('is left out where nothing was measured', () => {
    expect(chartsOf([panel], { ...parts, traces: [{ pointId: 1, at: [T0], values: [null] }] })).toEqual([]);
  });
});
