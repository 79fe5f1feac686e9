import { unitBySpelling } from '../unit/convert.ts';
import type { Locale, Quantity } from './define.ts';

/** `digits` after the decimal sign, or as many as the number has (at most six) when null. Decimal comma in Dutch; no grouping. */
export function formatNumber(value: number, digits: number | null, locale: Locale): string {
  const text = digits === null ? String(Number(value.toFixed(6))) : value.toFixed(digits);
  const signed = /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
  return locale === 'nl' ? signed.replace('.', ',') : signed;
}

/** The unit as people write it; empty for states and counts. */
export const unitSymbol = (quantity: Quantity): string => unitBySpelling(quantity.unit)?.symbol ?? quantity.unit;

/** Name of a state by its code, or null when the quantity has none such. */
export const stateName = (quantity: Quantity, code: number, locale: Locale): string | null =>
  quantity.states?.find((state) => state.code === code)?.name[locale] ?? null;

/** A value as a person reads it, unit included: "27.4 °C", "27,4 °C", "wet". */
export function formatValue(quantity: Quantity, value: number, locale: Locale): string {
  if (quantity.kind === 'state') return stateName(quantity, value, locale) ?? formatNumber(value, null, locale);
  const symbol = unitSymbol(quantity);
  return `${formatNumber(value, quantity.precision, locale)}${symbol === '' ? '' : ` ${symbol}`}`;
}
