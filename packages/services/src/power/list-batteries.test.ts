import { describe, expect, it } from 'vitest';
import { bench, T0, value } from '../../test/context.ts';
import { putEquipment } from '../equipment/put.ts';
import { createSite } from '../site/create.ts';
import { listBatteries } from './list-batteries.ts';

const day = (daysAgo: number) => new Date(T0 - daysAgo * 86_400_000).toISOString().slice(0, 10);

describe('batteries of a site', () => {
  it('come with those to be replaced first, and only from nameplates that name them', async () => {
    const { context } = bench();
    const { site } = value(await createSite(context, { slug: 'lab', name: 'Lab', timeZone: 'UTC' }));
    const string = { type: 'VRLA', designLifeYears: 10, referenceTemperature: 20 };
    const put = (slug: string, strings: readonly unknown[]) =>
      putEquipment(context, { siteId: site.id, kind: 'ups', slug, name: slug, rating: { modules: 1, moduleKw: 10, strings } });
    value(await put('ups-a', [{ ...string, installedOn: day(400) }]));
    value(
      await put('ups-b', [
        { ...string, installedOn: day(300) },
        { ...string, installedOn: day(200), replaceBy: day(1) },
      ]),
    );
    value(await put('ups-c', []));
    const listed = value(await listBatteries(context, { siteId: site.id }));
    expect(listed.map(({ ups, number }) => `${ups.name} ${number}`)).toEqual(['ups-b 2', 'ups-a 1', 'ups-b 1']);
    expect(listed[0]?.life).toMatchObject({ replace: ['replace-by'], used: null, coverage: 0 });
    expect(value(await listBatteries(context, {}))).toHaveLength(3);
  });
});
