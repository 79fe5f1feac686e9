import type { RuleInstance } from '@wachter/core';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** One of the rules as a person changed it: switched off or on, another priority, other limits or delays. `chance` decides. */
export function changeRule(rules: readonly RuleInstance[], chance: number): RuleInstance {
  const rule = rules[chance % rules.length];
  if (!rule) throw new Error('no rules to change');
  const how = Math.floor(chance / 16) % 4;
  if (!rule.isEnabled || how === 0) return { ...rule, isEnabled: !rule.isEnabled };
  if (how === 1) return { ...rule, priority: rule.priority === 'high' ? 'medium' : 'high' };
  return { ...rule, params: how === 2 ? moved(rule.params, chance) : hurried(rule.params, chance) };
}

/** Limits a degree up or down. */
function moved(params: unknown, chance: number): unknown {
  if (!isObject(params)) return params;
  const by = chance % 3 === 0 ? 1 : -1;
  const entries = Object.entries(params).map(([key, value]) => {
    if (!(key === 'low' || key === 'high') || !isObject(value)) return [key, value];
    return [key, Object.fromEntries(Object.entries(value).map(([level, limit]) => [level, Number(limit) + by]))];
  });
  return Object.fromEntries(entries);
}

/** Another dwell or waiting time. */
function hurried(params: unknown, chance: number): unknown {
  if (!isObject(params)) return params;
  if ('dwellSeconds' in params) return { ...params, dwellSeconds: [0, 30, 600][chance % 3] ?? 0 };
  if ('afterSeconds' in params) return { ...params, afterSeconds: [3_600, 4_500, 7_200][chance % 3] ?? 4_500 };
  return params;
}
