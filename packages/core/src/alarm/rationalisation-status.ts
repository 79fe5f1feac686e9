import type { Instant } from '../reading/reading.ts';
import type { RuleInstance } from './define-rule.ts';
import type { Rationalisation, RationalisationStatus } from './rationalisation.ts';
import { ruleById } from './rules/index.ts';

/** Does the newest record still speak of the rule as it is? */
export function rationalisationStatus(
  rule: Pick<RuleInstance, 'type' | 'params' | 'priority' | 'respondWithinMinutes'>,
  newest: Rationalisation | null,
  now: Instant,
): RationalisationStatus {
  if (newest === null) return 'none';
  const isSame =
    rule.priority === newest.priority &&
    rule.respondWithinMinutes === newest.respondWithinMinutes &&
    textOf(rule.type, rule.params) === textOf(rule.type, newest.params);
  if (!isSame) return 'changed';
  return now >= newest.reviewAt ? 'review-due' : 'valid';
}

/** Parameters with their defaults filled in: what saving fills in is no change. */
function textOf(type: string, params: unknown): string {
  const parsed = ruleById(type)?.params.safeParse(params);
  return JSON.stringify(parsed?.success ? parsed.data : params, sorted);
}

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
