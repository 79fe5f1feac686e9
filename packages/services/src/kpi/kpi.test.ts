import { describe, expect, it } from 'vitest';
import { bench, refusal, T0, userWith, value } from '../../test/context.ts';
import { raise } from '../../test/raise.ts';
import { importSite } from '../site/import.ts';
import { readAlarmKpis } from './read-alarm-kpis.ts';

const text = `version: 1
site: { slug: lab, name: Lab, timeZone: Europe/Amsterdam }
devices: [ { id: env-1, dialect: native, name: Sensor } ]
points: [ { tag: temp, name: T, device: env-1, channel: t, quantity: inlet-temperature } ]
`;
const day = 86_400_000;

describe('readAlarmKpis', () => {
  it('counts what the journal of the period says, and what has stood for more than a day', async () => {
    const { context, as } = bench();
    const { siteId } = value(await importSite(context, { text }));
    const point = await context.store.site.pointByTag('temp');
    const rule = (await context.store.site.rules({ pointId: point?.id ?? 0 })).find((one) => one.type === 'limit');
    if (!rule || !siteId) throw new Error('no rule');
    const [alarmId = ''] = await raise(context, rule, [{ raisedAt: T0 - 2 * day, activatedAt: T0 - 2 * day }]);
    await context.store.alarms.acknowledge({ alarmId, activation: 1 }, { actor: 'Ada', comment: null, now: T0 - 5 });
    const asked = { siteId, from: T0 - day, to: T0 };
    const kpis = value(await readAlarmKpis(as(userWith('technician')), asked));
    expect(kpis).toMatchObject({ annunciated: 0, standing: [{ alarmId, ruleId: rule.id }] });
  });

  it.each([
    ['a period that ends before it begins', T0, T0 - 1],
    ['less than ten minutes', T0 - 599_999, T0],
    ['more than a quarter', T0 - 93 * day, T0],
  ])('refuses %s', async (_, from, to) => {
    expect(refusal(await readAlarmKpis(bench().context, { from, to }))).toMatchObject({ kind: 'invalid' });
  });
});
