import { ok, type Priority, type Quantity, type Result, type Rule, refuse } from '@wachter/core';
import { ruleById } from '@wachter/core/alarm/rules/index';
import { quantityById } from '@wachter/core/quantity/index';
import { defineGenericDialect, dialects, GenericMapping } from '@wachter/dialects';
import { type Invalid, issueOf } from './refusal.ts';

/** A quantity of the catalogue, null when there is none of that id. */
export const quantityOf = (id: string): Quantity | null => quantityById(id) ?? null;

/** Families that a dew point is made from. */
export const families = { temperature: 'temperature', humidity: 'humidity' } as const;

/** A dialect of the registry, or a mapping made here (`generic-json`, and `generic-json/<mapping>` for what is heard through it). */
export const isDialect = (id: string): boolean =>
  dialects.some((dialect) => dialect.id === id) || /^generic-json(?:\/[a-z][a-z0-9-]{0,50})?$/.test(id);

/** A mapping as people write it, and the topics that its messages come by. */
export interface CheckedMapping {
  readonly id: string;
  readonly mapping: unknown;
  readonly topics: readonly string[];
}

/** Checks a mapping by the schema of its dialect: every path, pattern and expression in it compiles. */
export function checkMapping(mapping: unknown): Result<CheckedMapping, Invalid> {
  const parsed = GenericMapping.safeParse(mapping);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({
      path: ['mapping', ...path.map(String)].join('.'),
      message,
    }));
    return refuse({ kind: 'invalid', issues });
  }
  return ok({ id: parsed.data.id, mapping: parsed.data, topics: defineGenericDialect(parsed.data).topics });
}

/** Params of a rule type, checked by the type's own schema; defaults are filled in. */
export function checkRuleParams(
  type: string,
  params: unknown,
): Result<unknown, Invalid | { readonly kind: 'unknown-rule-type'; readonly type: string }> {
  const rule = ruleById(type);
  if (!rule) return refuse({ kind: 'unknown-rule-type', type });
  const parsed = rule.params.safeParse(params);
  if (parsed.success) return ok(parsed.data);
  return refuse({ kind: 'invalid', issues: parsed.error.issues.map((issue) => issueOf(issue, 'params')) });
}

export const ruleWatches = (type: string): Rule<unknown, unknown>['watches'] => ruleById(type)?.watches ?? 'point';

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
