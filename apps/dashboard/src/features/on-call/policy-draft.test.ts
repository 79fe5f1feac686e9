import { defaultPolicy, type EscalationTarget } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { hasFault, isRepeatWrong, policyDraft, policyTyped, stepFaults, targetKey, targetOf, withStep } from './policy-draft.ts';

const rota: EscalationTarget = { kind: 'rota', id: '0197a000-0000-7000-8000-000000000001' };
const policy = defaultPolicy([rota]);

describe('steps while they are edited', () => {
  it('come back as they were', () => {
    const firstBy = '0197a000-0000-7000-8000-000000000002';
    const steps = policy.critical.steps.map((step) => ({ ...step, firstBy }));
    const chosen = { ...policy, critical: { ...policy.critical, steps } };
    for (const one of [policy, chosen]) expect(policyTyped(policyDraft(one))).toEqual(one);
    expect(hasFault(policyDraft(policy))).toBe(false);
  });

  it('say beside the field what is wrong', () => {
    const ladder = withStep(policyDraft(policy).critical);
    expect(ladder.steps.at(-1)).toMatchObject({ afterMinutes: '20', targets: [] });
    expect(stepFaults(ladder, 2)).toEqual({ afterMinutes: null, targets: 'nobodyNamed' });
    const typed = (afterMinutes: string) => ({
      ...ladder,
      steps: ladder.steps.map((step, at) => (at === 1 ? { ...step, afterMinutes } : step)),
    });
    expect(stepFaults(typed('0'), 1).afterMinutes).toBe('notLater');
    for (const text of ['', '-5', '2.5', 'x', '20000'])
      expect(stepFaults(typed(text), 1).afterMinutes, text).toBe('minutesWrong');
    expect(['', '5', '4', '1441', 'x'].map((repeatMinutes) => isRepeatWrong({ ...ladder, repeatMinutes }))).toEqual([
      ...[false, false, true, true, true],
    ]);
  });

  it('name whom they tell', () => {
    const targets: readonly EscalationTarget[] = [rota, { kind: 'person', id: 'u 1' }, { kind: 'role', role: 'manager' }];
    expect(targets.map((target) => targetOf(targetKey(target)))).toEqual(targets);
    expect([targetOf('role viewer'), targetOf('x')]).toEqual([null, null]);
  });
});
