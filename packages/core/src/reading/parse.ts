/** Spellings of "no value" met on the wire, lower case (payloads.md, decoder rule 4). */
const absent: ReadonlySet<string> = new Set([
  '',
  'null',
  'nan',
  'none',
  'unknown',
  'unavailable',
  'n/a',
  'na',
  'undefined',
  '-',
  '--',
  '---',
  '----',
]);

/** True for null, NaN, "" and the words for "no value". None of them is ever zero. */
export function isAbsent(value: number | boolean | string | null | undefined): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'number') return Number.isNaN(value);
  return typeof value === 'string' && absent.has(value.trim().toLowerCase());
}

const decimal = /^[+-]?(\d{1,30}([.,]\d{0,30})?|[.,]\d{1,30})(e[+-]?\d{1,3})?$/i;

/** A number written as text: "023.4", "21,52", "1e3". Null for everything else; a comma is a decimal sign, never a thousands sign. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  if (!decimal.test(trimmed)) return null;
  const value = Number(trimmed.replace(',', '.'));
  return Number.isFinite(value) ? value : null;
}
