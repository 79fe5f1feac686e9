import type { Quantity, QuantityState } from './define.ts';

interface StateTable {
  readonly byWord: ReadonlyMap<string, number>;
  readonly codes: ReadonlySet<number>;
  /** Later in the table = graver. */
  readonly rank: ReadonlyMap<number, number>;
}

const tables = new WeakMap<readonly QuantityState[], StateTable>();

function tableOf(states: readonly QuantityState[]): StateTable {
  const known = tables.get(states);
  if (known) return known;
  const byWord = new Map<string, number>();
  for (const state of states) {
    for (const word of [state.id, state.name.en.toLowerCase(), state.name.nl.toLowerCase(), ...(state.aliases ?? [])]) {
      if (!byWord.has(word)) byWord.set(word, state.code);
    }
  }
  const table = {
    byWord,
    codes: new Set(states.map((state) => state.code)),
    rank: new Map(states.map((state, index) => [state.code, index])),
  };
  tables.set(states, table);
  return table;
}

/**
 * Code of a state as the wire says it, or null when the quantity has no such state. Booleans are looked up as `true` and `false`, else 1 and 0;
 * numbers are codes; of a set of words the gravest known one counts and unknown ones are ignored (`OB DISCHRG`).
 */
export function stateByWire(quantity: Quantity, value: boolean | number | string): number | null {
  if (!quantity.states) return null;
  const table = tableOf(quantity.states);
  if (typeof value === 'number') return table.codes.has(value) ? value : null;
  if (typeof value === 'boolean') {
    const code = table.byWord.get(value ? 'true' : 'false') ?? (value ? 1 : 0);
    return table.codes.has(code) ? code : null;
  }
  const text = value.trim().toLowerCase();
  const exact = table.byWord.get(text) ?? table.byWord.get(text.replaceAll('_', '-'));
  if (exact !== undefined) return exact;
  if (/^\d{1,4}(\.0+)?$/.test(text)) return stateByWire(quantity, Number(text));
  return gravest(table, text);
}

function gravest(table: StateTable, text: string): number | null {
  let worst: number | null = null;
  for (const word of text.slice(0, 200).split(/[\s,;|]+/)) {
    const code = table.byWord.get(word);
    if (code === undefined) continue;
    if (worst === null || (table.rank.get(code) ?? 0) > (table.rank.get(worst) ?? 0)) worst = code;
  }
  return worst;
}

/** How grave a state is: its place in the table, 0 = harmless. An unknown code is graver than all: it must not hide. */
export function stateGravity(quantity: Quantity, code: number): number {
  if (!quantity.states) return 0;
  return tableOf(quantity.states).rank.get(code) ?? quantity.states.length;
}

/** Id of a state by its stored code; null when the quantity has none such. */
export const stateIdOf = (quantity: Quantity, code: number): string | null =>
  quantity.states?.find((state) => state.code === code)?.id ?? null;
