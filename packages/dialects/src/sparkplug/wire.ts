import { ok, type Result, refuse } from '@wachter/core';
import { decodeUtf8 } from '../payload/text.ts';

/** Whole number of the wire: exact, a bigint where a number would not be. */
export type Whole = number | bigint;

/** One field of a protobuf message. Varints are unsigned; fixed fields and texts stay bytes until their type is known. */
export interface Field {
  readonly number: number;
  readonly type: 'varint' | 'fixed64' | 'bytes' | 'fixed32';
  readonly whole: Whole;
  readonly bytes: Uint8Array;
}

const NO_BYTES = new Uint8Array(0);
const MAX_VARINT_BYTES = 10;

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/**
 * The fields of one protobuf message, in order. Never throws, never recurses, looks at each byte once. Refuses what is cut off,
 * what runs past its end, and groups (which the schema of Sparkplug does not have).
 */
export function fieldsOf(bytes: Uint8Array): Result<readonly Field[], string> {
  const cursor: Cursor = { bytes, at: 0 };
  const fields: Field[] = [];
  while (cursor.at < bytes.length) {
    const tag = readVarint(cursor);
    if (typeof tag !== 'number' || tag < 8 || tag > 0xffffffff) return refuse(`no field begins at byte ${cursor.at}`);
    const field = readField(cursor, Math.floor(tag / 8), tag % 8);
    if (!field) return refuse(`field ${Math.floor(tag / 8)} is cut off or of an unknown kind near byte ${cursor.at}`);
    fields.push(field);
  }
  return ok(fields);
}

function readField(cursor: Cursor, number: number, kind: number): Field | null {
  if (kind === 0) {
    const whole = readVarint(cursor);
    return whole === null ? null : { number, type: 'varint', whole, bytes: NO_BYTES };
  }
  const type = kind === 1 ? 'fixed64' : kind === 2 ? 'bytes' : kind === 5 ? 'fixed32' : null;
  if (type === null) return null;
  const length = type === 'fixed64' ? 8 : type === 'fixed32' ? 4 : readVarint(cursor);
  if (typeof length !== 'number' || length > cursor.bytes.length - cursor.at) return null;
  const bytes = cursor.bytes.subarray(cursor.at, cursor.at + length);
  cursor.at += length;
  return { number, type, whole: 0, bytes };
}

/** Seven bytes (49 bits) fit a number; only a longer one is made of bigints. */
function readVarint(cursor: Cursor): Whole | null {
  let low = 0;
  let high = 0n;
  for (let index = 0; index < MAX_VARINT_BYTES; index += 1) {
    const byte = cursor.bytes[cursor.at];
    if (byte === undefined) return null;
    cursor.at += 1;
    if (index < 7) low += (byte & 0x7f) * 2 ** (7 * index);
    else high |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return high === 0n ? low : narrow(BigInt.asUintN(64, high | BigInt(low)));
  }
  return null;
}

const narrow = (value: bigint): Whole => (value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value);

/** IEEE 754 of a fixed field, little-endian; NaN when the field is of another width. */
export function floatOf(field: Field): number {
  const view = new DataView(field.bytes.buffer, field.bytes.byteOffset, field.bytes.byteLength);
  if (field.type === 'fixed32') return shortest(view.getFloat32(0, true));
  return field.type === 'fixed64' ? view.getFloat64(0, true) : Number.NaN;
}

/** The shortest decimal that is this float: 12.1, where plain widening to a double says 12.100000381469727. */
function shortest(value: number): number {
  for (const digits of [6, 7, 8]) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}

/** Text of a field; null when it is no UTF-8. */
export function textOf(field: Field): string | null {
  const text = decodeUtf8(field.bytes);
  return field.type === 'bytes' && text.ok ? text.value : null;
}
