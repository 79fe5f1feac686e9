import { recogniseRuns } from '@wachter/core';
import { goodOutage, oneSet, T0, trace } from '@wachter/core/power/trace.scenario';
import { describe, expect, it } from 'vitest';
import { api } from '../../../test/api-bench.ts';
import { exportRunCriteria } from '../reads/export-run-criteria.ts';
import { powerRun } from './power-run.ts';
import { powerRuns } from './power-runs.ts';

const seen = trace(goodOutage, { until: 3400, everySeconds: 5 });
const [outage] = recogniseRuns(seen, { supply: oneSet, windows: [] }, T0 + 3_400_000);

async function withRun(scopes: Parameters<typeof api>[0]) {
  const at = await api(scopes);
  const record = outage ?? expect.fail('no run');
  await at.context.store.power.keepRun(at.siteId, { ...record, endedAt: null }, T0);
  await at.context.store.power.keepRun(at.siteId, record, T0 + 3_500_000);
  return { ...at, path: `/sites/${at.siteId}/power-runs/${record.id}` };
}

describe('runs of emergency power in the REST API', () => {
  it('are listed in the shape that the document promises', async () => {
    const at = await withRun(['read:readings']);
    const { status, body } = await at.ask('/power-runs?limit=1');
    expect(status).toBe(200);
    expect(powerRuns.answer.safeParse(body).error).toBeUndefined();
    expect(body).toMatchObject({
      runs: [
        {
          id: outage?.id,
          version: 2,
          kind: 'outage',
          outcome: 'pass',
          startedAt: new Date(outage?.startedAt ?? 0).toISOString(),
        },
      ],
      next: new Date(outage?.startedAt ?? 0).toISOString(),
    });
    expect((await at.ask(`/power-runs?cursor=${new Date(outage?.startedAt ?? 0).toISOString()}`)).body).toEqual({
      runs: [],
      next: null,
    });
  });

  it('are read one by one with stages, verdicts and versions', async () => {
    const at = await withRun(['read:readings']);
    const { status, body } = await at.ask(at.path);
    expect(status).toBe(200);
    expect(powerRun.answer.safeParse(body).error).toBeUndefined();
    expect(body).toMatchObject({
      run: { id: outage?.id, outcome: 'pass' },
      versions: [{ version: 1 }, { version: 2, isLate: false }],
    });
    expect(JSON.stringify(body)).toContain('"measured":{"en":');
  });

  it('are refused without the scope, and when they are not there', async () => {
    const at = await withRun(['read:alarms']);
    expect((await at.ask(at.path)).status).toBe(403);
    const other = await withRun(['read:readings']);
    expect((await other.ask(`${other.path}x`)).status).toBe(404);
  });

  it('give their criteria as a table that spreadsheets read', async () => {
    const at = await withRun(['read:readings']);
    const found = await exportRunCriteria(at.context, { siteId: at.siteId, runId: outage?.id ?? '' }, 'nl');
    const lines = (found.ok ? found.value : expect.fail(found.error.kind)).trimEnd().split('\r\n');
    expect(lines[0]).toBe(
      'rule set,edition,approved,criterion,name,equipment,required,outcome,verdict,measured,limit,uncertainty,sentence',
    );
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.find((line) => line.includes('"Tijd tot belasting"'))).toContain('pass,"voldoet"');
  });
});
