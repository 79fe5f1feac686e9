import { describe, expect, it } from 'vitest';
import { bench, refusal, value } from '../../test/context.ts';
import { raise } from '../../test/raise.ts';
import { importSite } from '../site/import.ts';
import { addRule } from './add.ts';
import { editRule } from './edit.ts';
import { readRuleHistory } from './history.ts';
import { listRules } from './list.ts';

const text = `version: 1
site: { slug: lab, name: Lab, timeZone: Europe/Amsterdam }
locations: [ { slug: hall, kind: room, name: Hall } ]
devices: [ { id: env-1, dialect: native, name: Sensor, location: hall } ]
points:
  - { tag: hall/temp, name: T, device: env-1, channel: t, quantity: inlet-temperature, location: hall }
  - { tag: hall/new, name: N, device: env-1, channel: n, quantity: inlet-temperature, location: hall }
`;

async function lab() {
  const { context } = bench();
  const { siteId } = value(await importSite(context, { text }));
  const point = await context.store.site.pointByTag('hall/temp');
  const rules = value(await listRules(context, { pointId: point?.id ?? 0 }));
  const limit = rules.find((rule) => rule.type === 'limit');
  if (!point || !limit || !siteId) throw new Error('no point or no rule');
  return { context, siteId, point, limit };
}

describe('editRule', () => {
  it('checks parameters by the schema of the rule’s type and fills in its defaults', async () => {
    const { context, limit } = await lab();
    const edited = value(await editRule(context, { id: limit.id, params: { high: { warning: 26 } }, priority: 'low' }));
    expect(edited).toMatchObject({
      openAlarms: 0,
      rule: { priority: 'low', params: { high: { warning: 26 }, dwellSeconds: 0 } },
    });
    expect(await context.store.site.rules({ pointId: limit.pointId ?? 0 })).toContainEqual(edited.rule);
  });

  it.each([
    ['limits that do not ascend', { high: { warning: 30, critical: 20 } }],
    ['no limit at all', {}],
    ['words for numbers', { high: { warning: 'hot' } }],
    ['parameters of another type', { afterSeconds: 60 }],
  ])('refuses %s and changes nothing', async (_, params) => {
    const { context, limit } = await lab();
    const refused = refusal(await editRule(context, { id: limit.id, params }));
    expect(refused).toMatchObject({ kind: 'invalid' });
    expect(refused.kind === 'invalid' && refused.issues[0]?.path).toMatch(/^params/);
    expect(await context.store.site.rules({ pointId: limit.pointId ?? 0 })).toContainEqual(limit);
  });

  it('writes before and after into the audit trail, and into the journal of an open alarm', async () => {
    const { context, limit } = await lab();
    const [alarmId = ''] = await raise(context, limit);
    expect(value(await editRule(context, { id: limit.id, isEnabled: false })).openAlarms).toBe(1);
    const [row] = await context.store.people.auditTrail({ objectKind: 'rule', objectId: limit.id, limit: 1 });
    expect(row).toMatchObject({ action: 'rule.edit', before: { isEnabled: true }, after: { isEnabled: false } });
    expect(await context.store.alarms.journal(alarmId)).toMatchObject([{ kind: 'rule-changed', actor: 'Ada administrator' }]);
  });

  it('keeps the reason, and tells who changed what, when and why', async () => {
    const { context, limit } = await lab();
    const [alarmId = ''] = await raise(context, limit);
    const params = { high: { warning: 26 } };
    value(await editRule(context, { id: limit.id, params, priority: 'low', reason: 'The row runs cooler since spring.' }));
    value(await editRule(context, { id: limit.id, isEnabled: false }));
    const [last, first] = value(await readRuleHistory(context, { ruleId: limit.id }));
    expect(last).toMatchObject({ reason: null, changes: [{ field: 'isEnabled', before: true, after: false }] });
    expect(first).toMatchObject({ actor: 'Ada administrator', at: context.now(), reason: 'The row runs cooler since spring.' });
    expect(first?.changes.map((change) => change.field).toSorted()).toEqual(['params', 'priority']);
    expect(first?.changes).toContainEqual({ field: 'priority', before: limit.priority, after: 'low' });
    const [journaled] = await context.store.alarms.journal(alarmId);
    expect(journaled?.comment).toBe('rule limit changed: The row runs cooler since spring.');
    expect(await context.store.site.rules({ pointId: limit.pointId ?? 0 })).not.toContainEqual(
      expect.objectContaining({ reason: expect.anything() }),
    );
  });

  it('takes texts away with null and keeps them when they are left out', async () => {
    const { context, limit } = await lab();
    const kept = value(await editRule(context, { id: limit.id, respondWithinMinutes: 7 })).rule;
    expect(kept).toEqual({ ...limit, respondWithinMinutes: 7, params: kept.params });
    expect(value(await editRule(context, { id: limit.id, response: null, cause: { en: 'a', nl: 'b' } })).rule).toMatchObject({
      ...{ response: null, cause: { en: 'a', nl: 'b' } },
    });
  });

  it('refuses a rule that is not there', async () => {
    const { context } = await lab();
    expect(refusal(await editRule(context, { id: context.newId() })).kind).toBe('not-found');
  });
});

describe('addRule', () => {
  const stale = { type: 'stale', params: { afterSeconds: 60 }, priority: 'low' as const };

  it('guards a point or a device, as its type says', async () => {
    const { context, point, siteId } = await lab();
    expect(value(await addRule(context, { ...stale, pointId: point.id })).rule).toMatchObject({
      isLatching: false,
      isEnabled: true,
      siteId,
      pointId: point.id,
      deviceId: null,
    });
    const offline = { type: 'device-offline', params: { afterSeconds: 60 }, priority: 'high' as const };
    expect(value(await addRule(context, { ...offline, deviceId: 'env-1' })).rule).toMatchObject({ siteId, pointId: null });
    expect(value(await listRules(context, { siteId })).filter((rule) => rule.deviceId === 'env-1')).toHaveLength(2);
  });

  it.each([
    ['a device for a rule of points', { ...stale, deviceId: 'env-1' }, 'watches-something-else'],
    ['neither', { ...stale }, 'watches-something-else'],
    ['both', { ...stale, pointId: 1, deviceId: 'env-1' }, 'watches-something-else'],
    ['an unknown type', { ...stale, type: 'mood', pointId: 1 }, 'unknown-rule-type'],
    ['wrong parameters', { ...stale, params: {}, pointId: 1 }, 'invalid'],
    ['a point that is not there', { ...stale, pointId: 999 }, 'not-found'],
  ])('refuses %s', async (_, input, kind) => {
    const { context } = await lab();
    expect(refusal(await addRule(context, input)).kind).toBe(kind);
  });

  it('says in both languages, beside the field, why an expression cannot be used', async () => {
    const { context, point } = await lab();
    const params = { expression: 'value = 3', inputs: { other: 'hall/new' } };
    const refused = refusal(await addRule(context, { type: 'expression', params, priority: 'low', pointId: point.id }));
    expect(refused).toMatchObject({ kind: 'invalid', issues: [{ path: 'params.expression' }] });
    const [issue] = refused.kind === 'invalid' ? refused.issues : [];
    expect(issue?.words?.en).toMatch(
      /^Cannot be read \(character 7, “= 3”\).* Known: value, other, .* Example: value > other \+ 5$/,
    );
    expect(issue?.words?.nl).toMatch(/^Niet te lezen \(teken 7/);
    expect(issue?.message).toBe(issue?.words?.en);
  });

  it('refuses what nobody approved', async () => {
    const { context, point } = await lab();
    await context.store.site.transaction((tx) => tx.putPoint({ ...point, status: 'new' }));
    expect(refusal(await addRule(context, { ...stale, pointId: point.id }))).toMatchObject({
      kind: 'not-approved',
      object: 'point',
    });
  });
});
