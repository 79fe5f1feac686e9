import type { Locale, Quantity } from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import { formatNumber, unitSymbol } from '@wachter/core/quantity/format';

/** What the words of parameters are made with. `word` knows the names of parameters and levels; null for what it does not know. */
export interface ParamReader {
  readonly word: (key: string) => string | null;
  readonly quantity: Quantity | null;
  readonly locale: Locale;
}

const stateName = ({ quantity, locale }: ParamReader, id: string): string | null =>
  quantity?.states?.find((state) => state.id === id)?.name[locale] ?? null;

/** "high warning", "after (s)"; what nobody has named yet stands as it is written. */
export const paramLabel = (path: readonly string[], reader: ParamReader): string =>
  path.map((key) => reader.word(key) ?? stateName(reader, key) ?? key).join(' ');

function valueText(key: string, value: unknown, reader: ParamReader): string {
  const { locale, quantity } = reader;
  if (typeof value === 'number' && key.endsWith('Seconds')) return formatDuration(value, locale);
  if (typeof value === 'number')
    return [formatNumber(value, null, locale), quantity ? unitSymbol(quantity) : ''].join(' ').trim();
  if (typeof value === 'string') return reader.word(value) ?? stateName(reader, value) ?? value;
  return reader.word(String(value)) ?? String(value);
}

/** Parameters as people say them: "high warning 27 °C", in the order they were written. */
export function paramsInWords(params: unknown, reader: ParamReader, path: readonly string[] = []): readonly string[] {
  const key = path.at(-1) ?? '';
  const say = (text: string) => [`${paramLabel(path, reader)} ${text}`.trim()];
  if (Array.isArray(params)) return params.length === 0 ? [] : say(params.map((one) => valueText(key, one, reader)).join(', '));
  if (typeof params !== 'object' || params === null) return say(valueText(key, params, reader));
  return Object.entries(params).flatMap(([name, value]) => paramsInWords(value, reader, [...path, name]));
}
