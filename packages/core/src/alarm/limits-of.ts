import type { LimitLines } from '../site/site-model.ts';
import type { RuleInstance } from './define-rule.ts';
import { LimitParams } from './rules/limit.ts';

/** The limits that a point's enabled limit rules set, for ticks on a bar and lines in a chart: the innermost of several rules. */
export function limitsOf(instances: readonly Pick<RuleInstance, 'type' | 'params' | 'isEnabled'>[]): LimitLines {
  let lines: LimitLines = {};
  for (const instance of instances) {
    if (instance.type !== 'limit' || !instance.isEnabled) continue;
    const parsed = LimitParams.safeParse(instance.params);
    if (parsed.success) lines = innermost(lines, parsed.data);
  }
  return lines;
}

const pick = (choose: (a: number, b: number) => number, a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : choose(a, b);

function innermost(lines: LimitLines, { low, high }: LimitParams): LimitLines {
  return {
    lowCritical: pick(Math.max, lines.lowCritical, low?.critical),
    lowWarning: pick(Math.max, lines.lowWarning, low?.warning),
    highWarning: pick(Math.min, lines.highWarning, high?.warning),
    highCritical: pick(Math.min, lines.highCritical, high?.critical),
  };
}
