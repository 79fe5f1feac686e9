import type { LimitLines, RuleInstance } from '@wachter/core';
import { LimitParams } from '@wachter/core/alarm/rules/limit';

/** Limits to draw, from the enabled limit rules of a point; where two rules set one, the nearer to normal. */
export function limitLines(rules: readonly RuleInstance[]): LimitLines {
  const params = rules
    .filter((rule) => rule.isEnabled && rule.type === 'limit')
    .flatMap((rule) => {
      const parsed = LimitParams.safeParse(rule.params);
      return parsed.success ? [parsed.data] : [];
    });
  const nearest = (values: readonly (number | undefined)[], pick: (...all: number[]) => number) => {
    const set = values.filter((value) => value !== undefined);
    return set.length === 0 ? undefined : pick(...set);
  };
  return {
    lowCritical: nearest(
      params.map((one) => one.low?.critical),
      Math.max,
    ),
    lowWarning: nearest(
      params.map((one) => one.low?.warning),
      Math.max,
    ),
    highWarning: nearest(
      params.map((one) => one.high?.warning),
      Math.min,
    ),
    highCritical: nearest(
      params.map((one) => one.high?.critical),
      Math.min,
    ),
  };
}
