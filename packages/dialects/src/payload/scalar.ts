import { isAbsent } from '@wachter/core';
import type { Issue } from '../define.ts';
import { describe, excerptOf, isPrintable } from './text.ts';

export type ScalarValue = number | boolean | string;

/** A single value of a payload: usable, absent (null, never zero), or refused with a reason. */
export type Scalar =
  | { readonly kind: 'value'; readonly value: ScalarValue }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly issue: Issue };

const MAX_TEXT = 200;
const INFINITE = /^[+-]?inf(?:inity)?$/i;
const TRUE_WORDS = new Set(['on', 'true']);
const FALSE_WORDS = new Set(['off', 'false']);

export const refused = (kind: Issue['kind'], detail: string, excerpt: string): Scalar => ({
  kind: 'refused',
  issue: { kind, detail, excerpt },
});

/**
 * A JSON value as one value of a channel. Numbers that JSON cannot hold (1e400 reads as infinite) or that are beyond exact
 * whole numbers (2^53), words for "no value" and texts that cannot be stored are refused; null and undefined are absent.
 */
export function readScalar(raw: unknown): Scalar {
  if (raw === null || raw === undefined) return { kind: 'absent' };
  if (typeof raw === 'boolean') return { kind: 'value', value: raw };
  if (typeof raw === 'number') return readNumber(raw);
  if (typeof raw === 'string') return readWord(raw);
  return refused('invalid-shape', 'A number, boolean or text is expected', describe(raw));
}

export function readNumber(raw: number): Scalar {
  if (!Number.isFinite(raw)) return refused('invalid-value', 'The number is not finite', String(raw));
  if (Math.abs(raw) > Number.MAX_SAFE_INTEGER) {
    return refused('invalid-value', 'The number is beyond what can be held exactly', String(raw));
  }
  return { kind: 'value', value: raw === 0 ? 0 : raw };
}

function readWord(raw: string): Scalar {
  if (raw.length > MAX_TEXT) {
    return refused('invalid-value', `A text of ${raw.length} characters; at most ${MAX_TEXT} are kept`, excerptOf(raw));
  }
  if (!isPrintable(raw)) return refused('invalid-value', 'The text holds characters that cannot be stored', excerptOf(raw));
  const word = raw.trim();
  if (isAbsent(word) || INFINITE.test(word)) return refused('sentinel', 'The text stands for "no value"', excerptOf(raw));
  return { kind: 'value', value: word };
}

/** A word for on or off as a boolean; any other value as it is. */
export function switchWord(value: ScalarValue): ScalarValue {
  if (typeof value !== 'string') return value;
  const word = value.toLowerCase();
  if (TRUE_WORDS.has(word)) return true;
  return FALSE_WORDS.has(word) ? false : value;
}
