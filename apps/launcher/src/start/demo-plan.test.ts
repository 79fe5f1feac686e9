import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listTestPlan } from '@wachter/services/power/list-plan';
import { importSite } from '@wachter/services/site/import';
import { openMemoryStore } from '@wachter/store';
import { describe, expect, it } from 'vitest';
import { commandContext } from '../database.ts';
import { root } from '../env.ts';
import { planDemoTests } from './demo-plan.ts';

describe('the plan of the demo site', () => {
  it('asks for tests of every genset, transfer switch and UPS, none of them due at once', async () => {
    const store = openMemoryStore({ now: () => Date.now() });
    const context = commandContext(store);
    const text = readFileSync(path.join(root, 'firmware-sim/sites/rotterdam-1.yaml'), 'utf8');
    const made = await importSite(context, { text, isDemo: true });
    if (!made.ok || !made.value.siteId) throw new Error('the demo site was refused');
    await planDemoTests(context, made.value.siteId);
    const plan = await listTestPlan(context, { siteId: made.value.siteId });
    if (!plan.ok) throw new Error('the plan was refused');
    const tests = plan.value.flatMap((one) => one.tests);
    const tested = (await store.site.equipment()).filter(({ kind }) => ['genset', 'ats', 'ups'].includes(kind));
    expect(tested.length).toBeGreaterThan(3);
    expect(new Set(tests.map(({ entry }) => entry.equipmentId))).toEqual(new Set(tested.map(({ id }) => id)));
    expect(tests.map(({ status }) => status.state)).not.toContain('overdue');
  });
});
