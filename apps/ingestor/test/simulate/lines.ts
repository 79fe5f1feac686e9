import { type Quantity, quantityById, type RuleInstance } from '@wachter/core';
import { LimitParams } from '@wachter/core/alarm/rules/limit';
import { StateParams } from '@wachter/core/alarm/rules/state';
import type { Line } from './judged-values.ts';
import { CHANNELS } from './site.ts';

const quantityOf = ({ pointId }: RuleInstance): Quantity | null => quantityById(CHANNELS[(pointId ?? 0) - 1]?.quantity ?? '');

/** The lines of a rule over values, the outermost limits first as the rule lists them; null for a rule that counts time. */
export function linesOf(rule: RuleInstance): readonly Line[] | null {
  if (rule.type === 'limit') return limitLines(LimitParams.parse(rule.params));
  return rule.type === 'state' ? stateLines(StateParams.parse(rule.params), quantityOf(rule)) : null;
}

/** The stored values that are looked at again after a start. */
export function windowMsOf(rule: RuleInstance): number {
  const lines = linesOf(rule) ?? [];
  return (
    Math.max(0, ...lines.map(({ raiseAfterMs }) => raiseAfterMs)) + Math.max(0, ...lines.map(({ clearAfterMs }) => clearAfterMs))
  );
}

function limitLines(params: LimitParams): readonly Line[] {
  const { low, high, hysteresis } = params;
  const delays = { raiseAfterMs: params.dwellSeconds * 1_000, clearAfterMs: params.holdOffSeconds * 1_000 };
  const line = (direction: 'low' | 'high', level: 'warning' | 'critical', limit: number | undefined): readonly Line[] => {
    if (limit === undefined) return [];
    const says = (value: number) => {
      if (direction === 'high' ? value > limit : value < limit) return 'wrong' as const;
      const isBack = direction === 'high' ? value <= limit - hysteresis : value >= limit + hysteresis;
      return isBack ? ('right' as const) : ('nothing' as const);
    };
    return [{ direction, level, limit, ...delays, says }];
  };
  return [
    ...line('low', 'critical', low?.critical),
    ...line('low', 'warning', low?.warning),
    ...line('high', 'warning', high?.warning),
    ...line('high', 'critical', high?.critical),
  ];
}

function stateLines(params: StateParams, quantity: Quantity | null): readonly Line[] {
  const idOf = (code: number) => quantity?.states?.find((state) => state.code === code)?.id ?? '';
  const says = (isWrong: (id: string) => boolean) => (value: number) => {
    const id = idOf(value);
    if (params.keeps.includes(id)) return 'nothing' as const;
    return isWrong(id) ? ('wrong' as const) : ('right' as const);
  };
  const base = { direction: 'state', limit: null, clearAfterMs: params.holdOffSeconds * 1_000 };
  const lines: Line[] = [];
  const raiseAfterMs = params.dwellSeconds * 1_000;
  const levels = Object.values(params.bad);
  if (levels.includes('critical'))
    lines.push({ ...base, level: 'critical', raiseAfterMs, says: says((id) => params.bad[id] === 'critical') });
  if (levels.includes('warning')) lines.push({ ...base, level: 'warning', raiseAfterMs, says: says((id) => id in params.bad) });
  for (const [held, { level, afterSeconds }] of Object.entries(params.held))
    lines.push({ ...base, level, raiseAfterMs: afterSeconds * 1_000, says: says((id) => id === held) });
  return lines;
}
