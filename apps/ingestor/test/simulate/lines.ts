import { type Quantity, quantityById, type RuleInstance } from '@wachter/core';
import { CountParams } from '@wachter/core/alarm/rules/count';
import { LimitParams } from '@wachter/core/alarm/rules/limit';
import { RateParams } from '@wachter/core/alarm/rules/rate';
import { StateParams } from '@wachter/core/alarm/rules/state';
import type { Line, Told, Value } from './judged-values.ts';
import { CHANNELS } from './site.ts';

const quantityOf = ({ pointId }: RuleInstance): Quantity | null => quantityById(CHANNELS[(pointId ?? 0) - 1]?.quantity ?? '');

/** The lines of a rule over values, the outermost limits first as the rule lists them; null for a rule that counts time. */
export function toldOf(rule: RuleInstance): Told | null {
  switch (rule.type) {
    case 'limit':
      return { lines: limitLines(LimitParams.parse(rule.params)), lookBack: null };
    case 'state':
      return { lines: stateLines(StateParams.parse(rule.params), quantityOf(rule)), lookBack: null };
    case 'rate':
      return rateTold(RateParams.parse(rule.params));
    case 'count':
      return countTold(CountParams.parse(rule.params), quantityOf(rule));
    default:
      return null;
  }
}

/** The stored values that are looked at again after a start. */
export function windowMsOf(rule: RuleInstance): number {
  const { lines, lookBack } = toldOf(rule) ?? { lines: [], lookBack: null };
  return (
    (lookBack?.windowMs ?? 0) +
    Math.max(0, ...lines.map(({ raiseAfterMs }) => raiseAfterMs)) +
    Math.max(0, ...lines.map(({ clearAfterMs }) => clearAfterMs))
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

const levels = ['critical', 'warning'] as const;

/** The change within a window: as much as a limit raises, and less clears once the window is full. */
function rateTold(params: RateParams): Told {
  const { windowSeconds, direction, hysteresis, dwellSeconds, holdOffSeconds } = params;
  const measure = (values: readonly Value[]): number => {
    const last = values.at(-1);
    if (!last) return 0;
    const within = values.filter(({ at }) => at >= last.at - windowSeconds * 1_000).map(({ value }) => value);
    const [lowest, highest] = [Math.min(...within), Math.max(...within)];
    if (direction === 'both') return highest - lowest;
    return direction === 'rise' ? last.value - lowest : highest - last.value;
  };
  const lines = levels.flatMap((level): readonly Line[] => {
    const limit = params[level];
    if (limit === undefined) return [];
    const says = (change: number, isFull: boolean) => {
      if (change > limit) return 'wrong' as const;
      return isFull && change <= limit - hysteresis ? ('right' as const) : ('nothing' as const);
    };
    const delays = { raiseAfterMs: dwellSeconds * 1_000, clearAfterMs: holdOffSeconds * 1_000 };
    return [{ direction: direction === 'both' ? 'change' : direction, level, limit, ...delays, says }];
  });
  return { lines, lookBack: { windowMs: windowSeconds * 1_000, measure } };
}

/** How often a state was entered within a window. */
function countTold(params: CountParams, quantity: Quantity | null): Told {
  const isIn = ({ value }: Value) => params.states.includes(quantity?.states?.find(({ code }) => code === value)?.id ?? '');
  const measure = (values: readonly Value[]): number => {
    const from = (values.at(-1)?.at ?? 0) - params.windowSeconds * 1_000;
    return values.filter((value, index) => {
      const before = values[index - 1];
      return value.at > from && before !== undefined && isIn(value) && !isIn(before);
    }).length;
  };
  const lines = levels.flatMap((level): readonly Line[] => {
    const limit = params[level];
    if (limit === undefined) return [];
    const says = (times: number, isFull: boolean) =>
      times >= limit ? ('wrong' as const) : isFull ? ('right' as const) : ('nothing' as const);
    return [{ direction: 'count', level, limit, raiseAfterMs: 0, clearAfterMs: params.holdOffSeconds * 1_000, says }];
  });
  return { lines, lookBack: { windowMs: params.windowSeconds * 1_000, measure } };
}
