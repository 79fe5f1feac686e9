import { unitBySpelling } from '../unit/convert.ts';
import type { Quantity } from './define.ts';
import { quantities, quantityById } from './index.ts';

export interface Clue {
  readonly channel: string;
  readonly unit?: string | undefined;
  readonly value?: number | boolean | string | null | undefined;
  /** Id or family of a quantity, when the payload names one. */
  readonly family?: string | undefined;
}

/** Words of a channel name: split at everything that is not a letter or digit, and where a capital begins a word. */
const wordsOf = (text: string): readonly string[] =>
  text
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Each quantity's hints as lists of words, the generic ones last among equals. */
const hintsOf = quantities.map((quantity) => ({ quantity, hints: (quantity.hints ?? []).map((hint) => hint.split(' ')) }));

/** Best guess where only the unit speaks. */
const byDimension: Readonly<Record<string, string>> = {
  temperature: 'temperature',
  'explosive fraction': 'hydrogen',
  obscuration: 'smoke-obscuration',
  voltage: 'voltage',
  current: 'current',
  power: 'power',
  'apparent power': 'apparent-power',
  energy: 'energy',
  frequency: 'frequency',
  rotation: 'engine-speed',
  flow: 'airflow',
  'radio power': 'signal-strength',
};

function fitsUnit(quantity: Quantity, unit: string | undefined): boolean {
  if (unit === undefined || unit === '') return true;
  const said = unitBySpelling(unit);
  if (!said) return true;
  if (quantity.kind === 'state') return said.dimension === 'none';
  const own = unitBySpelling(quantity.unit);
  return (
    said.dimension === own?.dimension ||
    (quantity.bridge !== undefined && unitBySpelling(quantity.bridge.unit)?.dimension === said.dimension)
  );
}

function fitsValue(quantity: Quantity, value: Clue['value']): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'boolean') return quantity.kind === 'state';
  if (typeof value === 'string' && !/^[+-]?\d+([.,]\d+)?$/.test(value.trim())) return quantity.kind === 'state';
  return typeof value !== 'number' || quantity.kind === 'number' || (Number.isInteger(value) && value >= 0 && value < 20);
}

/** `inlet2` is an inlet; `co2` is not carbon monoxide. */
const isNumbered = (own: string, word: string): boolean => word.length >= 3 && own.replace(/\d+$/, '') === word;

/** How well the words fit: the most words of one hint, a little more when the hint is the whole name. */
function score(words: readonly string[], hints: readonly (readonly string[])[]): number {
  let best = 0;
  for (const hint of hints) {
    if (!hint.every((word) => words.includes(word) || words.some((own) => isNumbered(own, word)))) continue;
    best = Math.max(best, hint.length + (hint.length === words.length ? 0.5 : 0));
  }
  return best;
}

/**
 * What a new channel probably measures, from what it is called, its unit and its value; null when nothing speaks for anything. A family
 * (`temperature`) is narrowed by the channel's words (`inlet-top`); a precise id is believed. A guess for a person to approve:
 * it decides nothing by itself.
 */
export function guessQuantity(clue: Clue): Quantity | null {
  const family = clue.family?.toLowerCase().replaceAll('_', '-');
  const named = family === undefined ? null : quantityById(family);
  if (named !== null && named.id !== named.family) return named;
  const isFamily = family !== undefined && quantities.some((quantity) => quantity.family === family);
  const candidates = hintsOf.filter(
    ({ quantity }) =>
      (!isFamily || quantity.family === family) && fitsUnit(quantity, clue.unit) && fitsValue(quantity, clue.value),
  );
  const words = [...wordsOf(clue.channel), ...(isFamily || family === undefined ? [] : wordsOf(family))];
  let best: Quantity | null = null;
  let bestScore = 0;
  for (const { quantity, hints } of candidates) {
    const own = score(words, hints);
    if (own > bestScore || (own === bestScore && own > 0 && quantity === named)) [best, bestScore] = [quantity, own];
  }
  return best ?? named ?? (isFamily ? candidates[0]?.quantity : null) ?? byUnitOrValue(clue);
}

function byUnitOrValue(clue: Clue): Quantity | null {
  const dimension = clue.unit === undefined ? undefined : unitBySpelling(clue.unit)?.dimension;
  const byUnit = dimension === undefined ? undefined : byDimension[dimension];
  if (byUnit !== undefined) return quantityById(byUnit);
  return typeof clue.value === 'boolean' ? quantityById('status') : null;
}
