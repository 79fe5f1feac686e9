import { ok, type Priority, type Quantity, type Result, refuse } from '@wachter/core';
import { ruleById } from '@wachter/core/alarm/rules/index';
import { quantityById } from '@wachter/core/quantity/index';
import { rightsOf } from './broker/account-rights.ts';
import type { Invalid } from './refusal.ts';

/** A quantity of the catalogue, null when there is none of that id. */
export const quantityOf = (id: string): Quantity | null => quantityById(id) ?? null;

/** Families that a dew point is made from. */
export const families = { temperature: 'temperature', humidity: 'humidity' } as const;

/** Dialects without an account of their own on the broker: their topics are given with the device. */
const mappedDialects: readonly string[] = ['json'];
export const isDialect = (id: string): boolean => rightsOf(id, 'any') !== null || mappedDialects.includes(id);

/** Params of a rule type, checked by the type's own schema; defaults are filled in. */
export function checkRuleParams(
  type: string,
  params: unknown,
): Result<unknown, Invalid | { readonly kind: 'unknown-rule-type'; readonly type: string }> {
  const rule = ruleById(type);
  if (!rule) return refuse({ kind: 'unknown-rule-type', type });
  const parsed = rule.params.safeParse(params);
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: ['params', ...path.map(String)].join('.'), message }));
  return refuse({ kind: 'invalid', issues });
}

export const ruleWatches = (type: string): 'point' | 'device' => ruleById(type)?.watches ?? 'point';

/** The rule of every point that speaks when no value comes. */
export const staleRule = {
  type: 'stale',
  of: (staleSeconds: number) => ({ params: { afterSeconds: staleSeconds }, priority: 'medium' as Priority }),
};

/** The rule of every device that speaks when it is gone: silent for 300 s, the stale time of most sensors (domain.md 2.5), or longer. */
export const offlineRule = {
  type: 'device-offline',
  of: (afterSeconds: number) => ({
    params: { afterSeconds: Math.max(300, afterSeconds), graceSeconds: 10, trustsStatus: true },
    priority: 'high' as Priority,
  }),
};
