import { describe, expect, it } from 'vitest';
import { defaultPolicy, EscalationPolicy, nextStep } from './escalation.ts';

const MINUTE = 60_000;
const T0 = Date.UTC(2026, 10, 25, 2);
const policy = defaultPolicy([{ kind: 'role', role: 'technician' }]);
const begun = { priority: 'critical' as const, step: 0, startedAt: T0, firedAt: null };

describe('an escalation', () => {
  it('begins at once with those who have hands', () => {
    expect(nextStep(policy, begun, T0)).toMatchObject({ kind: 'due', targets: [{ role: 'technician' }], isRepeat: false });
  });

  it.each([
    ['critical', 5],
    ['high', 15],
    ['medium', 60],
  ] as const)('goes on to the leads for %s after %i minutes', (priority, minutes) => {
    const once = { ...begun, priority, step: 1, firedAt: T0 };
    expect(nextStep(policy, once, T0 + minutes * MINUTE - 1)).toEqual({ kind: 'wait', until: T0 + minutes * MINUTE });
    expect(nextStep(policy, once, T0 + minutes * MINUTE)).toMatchObject({
      kind: 'due',
      targets: [{}, { role: 'administrator' }],
    });
  });

  it('repeats the last step counted from when it was taken, or is over', () => {
    const twice = { ...begun, step: 2, firedAt: T0 + 6 * MINUTE };
    expect(nextStep(policy, twice, T0 + 20 * MINUTE)).toEqual({ kind: 'wait', until: T0 + 21 * MINUTE });
    expect(nextStep(policy, twice, T0 + 21 * MINUTE)).toMatchObject({ kind: 'due', isRepeat: true });
    expect(nextStep(policy, { ...twice, priority: 'medium' }, T0 + 1e9)).toEqual({ kind: 'over' });
    expect(nextStep(policy, { ...begun, priority: 'low' }, T0)).toEqual({ kind: 'over' });
  });

  it('is refused when its steps are not in order of time', () => {
    const ladder = policy.critical;
    const backwards = { ...policy, critical: { ...ladder, steps: ladder.steps.toReversed() } };
    expect(EscalationPolicy.safeParse(backwards).error?.issues[0]?.path).toEqual(['critical', 'steps']);
    expect(EscalationPolicy.safeParse(policy).success).toBe(true);
  });
});
