import { readFileSync } from 'node:fs';
import path from 'node:path';
import { silentLog } from '@wachter/store';
import { openStore } from '@wachter/store/prisma/open-store';
import { createTestDatabase, type TestDatabase } from '@wachter/tooling/test-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bench, value } from '../../test/context.ts';
import { quantityOf } from '../catalogue.ts';
import type { Context } from '../context.ts';
import { exportSite } from './export.ts';
import { importSite } from './import.ts';

const file = path.resolve(import.meta.dirname, '../../../../firmware-sim/sites/rotterdam-1.yaml');
const nothing = { added: [], changed: [], removed: [] };

describe('the file of the demo site in PostgreSQL', () => {
  let database: TestDatabase | null = null;
  let context: Context | null = null;
  beforeAll(async () => {
    database = await createTestDatabase();
    const store = openStore({
      url: database.url,
      applicationName: 'site-file',
      poolSize: 4,
      statementTimeoutMs: 20_000,
      log: silentLog,
    });
    context = { ...bench().context, store };
  });
  afterAll(async () => {
    await context?.store.close();
    await database?.drop();
  });

  it('is imported whole, and changes nothing when it or its own export is imported again', async () => {
    if (!context) throw new Error('not opened');
    const text = readFileSync(file, 'utf8');
    const dry = value(await importSite(context, { text, dryRun: true }));
    expect(await context.store.site.sites()).toEqual([]);
    const done = value(await importSite(context, { text }));
    expect(done.plan).toEqual(dry.plan);
    const points = await context.store.site.points({ siteId: done.siteId ?? '', status: 'active' });
    expect(points).toHaveLength(done.plan.added.filter((item) => item.object === 'point').length);
    expect(points.length).toBeGreaterThan(250);
    const silent = (await context.store.site.rules()).filter((rule) => rule.type === 'stale').map((rule) => rule.pointId);
    const steady = points.filter((point) => !quantityOf(point.quantity ?? '')?.isOccasional);
    expect(steady.length).toBeGreaterThan(250);
    expect(new Set(silent)).toEqual(new Set(steady.map((point) => point.id)));
    expect(value(await importSite(context, { text, dryRun: true })).plan).toEqual(nothing);
    const exported = value(await exportSite(context, { slug: 'rotterdam-1' })).text;
    expect(value(await importSite(context, { text: exported, dryRun: true })).plan).toEqual(nothing);
  });
});
