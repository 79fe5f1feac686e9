import type { RuleInstance } from './define-rule.ts';
import { LimitParams } from './rules/limit.ts';

export type PointLimits = Pick<LimitParams, 'low' | 'high'>;

/** The limits that a point's enabled limit rules set, for ticks on a bar and lines in a chart; the innermost of several rules. Null = none. */
export function limitsOf(instances: readonly Pick<RuleInstance, 'type' | 'params' | 'isEnabled'>[]): PointLimits | null {
  let limits: PointLimits | null = null;
  for (const instance of instances) {
    if (instance.type !== 'limit' || !instance.isEnabled) continue;
    const parsed = LimitParams.safeParse(instance.params);
    if (parsed.success)
      limits = limits === null ? { low: parsed.data.low, high: parsed.data.high } : innermost(limits, parsed.data);
  }
  return limits;
}

const pick = (choose: (a: number, b: number) => number, a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : choose(a, b);

function innermost(a: PointLimits, b: PointLimits): PointLimits {
  return {
    low: { warning: pick(Math.max, a.low?.warning, b.low?.warning), critical: pick(Math.max, a.low?.critical, b.low?.critical) },
    high: {
      warning: pick(Math.min, a.high?.warning, b.high?.warning),
      critical: pick(Math.min, a.high?.critical, b.high?.critical),
    },
  };
}
