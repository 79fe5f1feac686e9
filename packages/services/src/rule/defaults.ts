import type { Point, Quantity, RuleInstance } from '@wachter/core';
import { offlineRule, staleRule } from '../catalogue.ts';
import type { Context } from '../context.ts';

/** What a rule says, apart from who it is and what it guards. */
export type RuleValues = Omit<RuleInstance, 'id' | 'siteId' | 'pointId' | 'deviceId'>;

const blank = { cause: null, consequence: null, response: null, respondWithinMinutes: null } as const;

/** The rule that speaks when a point is silent, in the manner of its quantity where that has one. */
function silence(quantity: Quantity, staleSeconds: number): RuleValues {
  const own = quantity.defaults.find((rule) => rule.type === staleRule.type);
  const { params, priority } = staleRule.of(staleSeconds);
  return {
    type: staleRule.type,
    params: own ? { ...own.params, ...params } : params,
    priority: own?.priority ?? priority,
    isLatching: false,
    isEnabled: true,
    cause: own?.cause ?? null,
    consequence: own?.consequence ?? null,
    response: own?.response ?? null,
    respondWithinMinutes: own?.respondWithinMinutes ?? null,
  };
}

/** Rules that a point of the quantity gets when it is approved: those of the catalogue, and one for when it falls silent, unless its kind speaks only at times. */
export function defaultRuleValues(quantity: Quantity, staleSeconds: number): readonly RuleValues[] {
  const own = quantity.defaults
    .filter((rule) => rule.type !== staleRule.type)
    .map(
      (rule): RuleValues => ({
        type: rule.type,
        params: rule.params,
        priority: rule.priority,
        isLatching: rule.latching ?? false,
        isEnabled: true,
        cause: rule.cause ?? null,
        consequence: rule.consequence ?? null,
        response: rule.response ?? null,
        respondWithinMinutes: rule.respondWithinMinutes ?? null,
      }),
    );
  return quantity.isOccasional ? own : [...own, silence(quantity, staleSeconds)];
}

/** The default rules of a point as instances with new ids. */
export const defaultRules = (
  context: Pick<Context, 'newId'>,
  point: Pick<Point, 'id' | 'staleSeconds'> & { readonly siteId: string },
  quantity: Quantity,
): readonly RuleInstance[] =>
  defaultRuleValues(quantity, point.staleSeconds).map((values) => ({
    ...values,
    id: context.newId(),
    siteId: point.siteId,
    pointId: point.id,
    deviceId: null,
  }));

/** The rule that speaks when a whole device is silent: three of its own intervals, and never less than the catalogue's time. */
export const deviceRule = (
  context: Pick<Context, 'newId'>,
  device: { readonly id: string; readonly siteId: string; readonly intervalSeconds?: number | undefined },
): RuleInstance => ({
  ...blank,
  ...offlineRule.of(3 * (device.intervalSeconds ?? 0)),
  id: context.newId(),
  type: offlineRule.type,
  siteId: device.siteId,
  pointId: null,
  deviceId: device.id,
  isLatching: false,
  isEnabled: true,
});
