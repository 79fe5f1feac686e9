import { ok, type Result, refuse } from '@wachter/core';
import type { Issue, Message } from '../define.ts';
import { decodeUtf8, excerptOf, excerptOfBytes } from './text.ts';

/** An object out of JSON. Only ever read through `own` and `entriesOf`, so that its keys cannot reach a prototype. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Largest payload a dialect reads unless it says otherwise: 128 KiB. */
export const MAX_BYTES = 131_072;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own property, or undefined: `constructor` and the like are never found on the prototype. */
export const own = (object: JsonObject, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

export const entriesOf = (object: JsonObject): [string, unknown][] => Object.entries(object);

/** The payload as text; refuses what is too large or not UTF-8. */
export function readText(message: Message, maxBytes: number = MAX_BYTES): Result<string, Issue> {
  const { payload } = message;
  if (payload.byteLength > maxBytes) {
    const detail = `${payload.byteLength} bytes; at most ${maxBytes} are read`;
    return refuse({ kind: 'too-large', detail, excerpt: excerptOfBytes(payload) });
  }
  const text = decodeUtf8(payload);
  if (text.ok) return text;
  return refuse({ kind: 'not-utf8', detail: 'The payload is not UTF-8 text', excerpt: excerptOfBytes(payload) });
}

/**
 * The JSON value of a text. JSON.parse of the engine keeps its own stack, so depth does not matter; of duplicate keys the last
 * wins; `__proto__` becomes an ordinary own property.
 */
export function parseJson(text: string): Result<unknown, Issue> {
  try {
    const value: unknown = JSON.parse(text);
    return ok(value);
  } catch {
    return refuse({ kind: 'not-json', detail: 'The payload is not JSON', excerpt: excerptOf(text) });
  }
}

/** The payload as a JSON object, or the one issue that says why not. */
export function readObject(message: Message, maxBytes: number = MAX_BYTES): Result<JsonObject, Issue> {
  const text = readText(message, maxBytes);
  if (!text.ok) return text;
  const json = parseJson(text.value);
  if (!json.ok) return json;
  if (isObject(json.value)) return ok(json.value);
  return refuse({ kind: 'invalid-shape', detail: 'A JSON object is expected', excerpt: excerptOf(text.value) });
}
