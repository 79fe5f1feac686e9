import { describe, expect, it } from 'vitest';
import { bench, refusal, T0, userWith, value } from '../../test/context.ts';
import { importSite } from '../site/import.ts';
import { editRule } from './edit.ts';
import { listRationalisations } from './list-rationalisations.ts';
import { rationaliseRule } from './rationalise.ts';

const text = `version: 1
site: { slug: lab, name: Lab, timeZone: Europe/Amsterdam }
devices: [ { id: env-1, dialect: native, name: Sensor } ]
points: [ { tag: temp, name: T, device: env-1, channel: t, quantity: inlet-temperature } ]
`;
const year = 365 * 86_400_000;

async function lab() {
  const { context, as, advance } = bench();
  const { siteId } = value(await importSite(context, { text }));
  const rule = (await context.store.site.rules()).find(({ type }) => type === 'limit');
  if (!rule || !siteId) throw new Error('no rule');
  const said = {
    ...{ ruleId: rule.id, why: 'Servers throttle above 32 °C.', consequence: 'major' as const, respondWithinMinutes: 20 },
    ...{ priority: 'high' as const, reviewAt: T0 + year, approvedBy: 'Head of operations' },
  };
  return { context, as, advance, siteId, rule, said };
}

const statusOf = async (context: Awaited<ReturnType<typeof lab>>['context'], ruleId: string) =>
  value(await listRationalisations(context, {})).rules.find(({ rule }) => rule.id === ruleId)?.status;

describe('rationaliseRule', () => {
  it('keeps who decided what and why, and gives the rule its priority and time', async () => {
    const { context, rule, said } = await lab();
    const { record } = value(await rationaliseRule(context, said));
    expect(record).toMatchObject({ by: 'Ada administrator', at: T0, proposed: 'high', priority: 'high', deviation: null });
    expect((await context.store.site.rules()).find(({ id }) => id === rule.id)).toMatchObject({
      ...{ priority: 'high', respondWithinMinutes: 20, params: rule.params },
    });
    expect(await context.store.site.rationalisations()).toEqual([record]);
    const [row] = await context.store.people.auditTrail({ objectId: rule.id, limit: 1 });
    expect(row).toMatchObject({ action: 'rule.rationalise', after: { rationalisation: { approvedBy: 'Head of operations' } } });
  });

  it('asks why the priority is not what consequence and time propose', async () => {
    const { context, said } = await lab();
    const other = { ...said, priority: 'low' as const };
    expect(refusal(await rationaliseRule(context, other))).toMatchObject({ kind: 'invalid', issues: [{ path: 'deviation' }] });
    const { record } = value(await rationaliseRule(context, { ...other, deviation: 'A second sensor speaks first.' }));
    expect(record).toMatchObject({ proposed: 'high', priority: 'low', deviation: 'A second sensor speaks first.' });
    expect(value(await rationaliseRule(context, { ...said, deviation: 'not one' })).record.deviation).toBeNull();
  });

  it.each([
    ['a review in the past', { reviewAt: T0 }],
    ['a review in six years', { reviewAt: T0 + 6 * year }],
    ['no time to respond', { respondWithinMinutes: 0 }],
    ['nobody who approved it', { approvedBy: ' ' }],
    ['no reason', { why: '' }],
    ['a consequence nobody knows', { consequence: 'bad' as never }],
  ])('refuses %s', async (_, change) => {
    const { context, said } = await lab();
    expect(refusal(await rationaliseRule(context, { ...said, ...change })).kind).toBe('invalid');
    expect(await context.store.site.rationalisations()).toEqual([]);
  });

  it('refuses a rule that is not there', async () => {
    const { context, said } = await lab();
    expect(refusal(await rationaliseRule(context, { ...said, ruleId: context.newId() })).kind).toBe('not-found');
  });
});

describe('listRationalisations', () => {
  it('names first what nobody thought about, and what was changed or waits for its review since', async () => {
    const { context, rule, said, advance } = await lab();
    expect(await statusOf(context, rule.id)).toBe('none');
    value(await rationaliseRule(context, said));
    expect(await statusOf(context, rule.id)).toBe('valid');
    value(await editRule(context, { id: rule.id, params: { high: { warning: 20 } } }));
    expect(await statusOf(context, rule.id)).toBe('changed');
    value(await rationaliseRule(context, { ...said, reviewAt: context.now() + year }));
    advance(year);
    expect(await statusOf(context, rule.id)).toBe('review-due');
    const { rules } = value(await listRationalisations(context, {}));
    expect(rules[0]?.status).toBe('none');
    expect(rules.find((one) => one.rule.id === rule.id)?.records).toHaveLength(2);
  });

  it('counts the rules that are switched on by priority', async () => {
    const { context, as, rule } = await lab();
    const total = async () => {
      const { mix } = value(await listRationalisations(as(userWith('technician')), {}));
      return mix.reduce((sum, { count }) => sum + count, 0);
    };
    const before = await total();
    value(await editRule(context, { id: rule.id, isEnabled: false }));
    expect(await total()).toBe(before - 1);
  });
});
