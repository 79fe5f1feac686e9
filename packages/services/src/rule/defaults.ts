import type { Point, Quantity, RuleInstance } from '@wachter/core';
import { offlineRule, staleRule } from '../catalogue.ts';
import type { Context } from '../context.ts';

const blank = { cause: null, consequence: null, response: null, respondWithinMinutes: null } as const;

/** Rules that a point gets when it is approved: those of its quantity, and one that speaks when it falls silent. Ids are new. */
export function defaultRules(
  context: Pick<Context, 'newId'>,
  point: Pick<Point, 'id' | 'staleSeconds'> & { readonly siteId: string },
  quantity: Quantity,
): readonly RuleInstance[] {
  const bound = { siteId: point.siteId, pointId: point.id, deviceId: null, isEnabled: true };
  const own = quantity.defaults.map(
    (rule): RuleInstance => ({
      ...bound,
      id: context.newId(),
      type: rule.type,
      params: rule.type === staleRule.type ? { ...rule.params, afterSeconds: point.staleSeconds } : rule.params,
      priority: rule.priority,
      isLatching: rule.latching ?? false,
      cause: rule.cause ?? null,
      consequence: rule.consequence ?? null,
      response: rule.response ?? null,
      respondWithinMinutes: rule.respondWithinMinutes ?? null,
    }),
  );
  if (own.some((rule) => rule.type === staleRule.type)) return own;
  const stale = { ...staleRule.of(point.staleSeconds), isLatching: false };
  return [...own, { ...bound, ...blank, ...stale, id: context.newId(), type: staleRule.type }];
}

/** The rule that speaks when a whole device is silent. */
export const deviceRule = (context: Pick<Context, 'newId'>, siteId: string, deviceId: string): RuleInstance => ({
  ...blank,
  ...offlineRule.of(),
  id: context.newId(),
  type: offlineRule.type,
  siteId,
  pointId: null,
  deviceId,
  isLatching: false,
  isEnabled: true,
});
