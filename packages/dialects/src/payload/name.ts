import type { Issue } from '../define.ts';
import { excerptOf, isPrintable } from './text.ts';

const MAX_NAME = 200;
/** Names that are properties of every object somewhere downstream: refused at the door. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/** Nearly all names: told apart by one look. */
const ORDINARY = /^[A-Za-z0-9][\w./:-]{0,199}$/;

/** Why a name of a device or channel cannot be kept, or null when it can: 1 to 200 printable characters, no reserved word. */
export function nameIssue(what: 'device' | 'channel', name: string): Issue | null {
  return ORDINARY.test(name) && !RESERVED.has(name) ? null : lookCloser(what, name);
}

function lookCloser(what: string, name: string): Issue | null {
  const issue = (detail: string): Issue => ({ kind: 'invalid-shape', detail, excerpt: excerptOf(name) });
  if (name.trim() === '') return issue(`The ${what} has no name`);
  if (name.length > MAX_NAME) return issue(`The name of the ${what} has ${name.length} characters; at most ${MAX_NAME} are kept`);
  if (!isPrintable(name)) return issue(`The name of the ${what} holds characters that cannot be stored`);
  return RESERVED.has(name) ? issue(`"${name}" cannot be the name of a ${what}`) : null;
}

/** A short descriptive text (model, firmware, name) when it is one, else undefined. */
export function label(raw: unknown): string | undefined {
  if (typeof raw !== 'string') return undefined;
  const text = raw.trim();
  return text.length > 0 && text.length <= MAX_NAME && isPrintable(text) ? text : undefined;
}

/** Copies of the properties that have a value; optional properties stay absent instead of undefined. */
export function present<T extends Readonly<Record<string, unknown>>>(
  properties: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(properties).filter(([, value]) => value !== undefined);
  // Exactly the keys of T whose value is not undefined: a partial of T without undefined.
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
