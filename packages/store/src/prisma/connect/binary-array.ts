/**
 * PostgreSQL arrays in their binary form, for parameters of thousands of elements: exact for every float64 and several times
 * cheaper than text on both sides. Layout: dimensions, has-null, element type, length, lower bound; then length and bytes of each.
 */
const header = (oid: number, length: number, bytes: number, hasNull: boolean): Buffer => {
  const buffer = Buffer.allocUnsafe(20 + bytes);
  buffer.writeInt32BE(length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(hasNull ? 1 : 0, 4);
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(length, 12);
  buffer.writeInt32BE(1, 16);
  return length === 0 ? buffer.subarray(0, 12) : buffer;
};

type Put = (view: DataView, value: number, offset: number) => void;
type Numbers = ArrayLike<number | null>;

function countNulls(values: Numbers): number {
  if (ArrayBuffer.isView(values)) return 0;
  let nulls = 0;
  for (let index = 0; index < values.length; index++) if (values[index] === null) nulls += 1;
  return nulls;
}

/** Typed arrays are taken as well as plain ones: they hold no null. */
const fixed =
  (oid: number, size: number, put: Put) =>
  (values: Numbers): Buffer => {
    const { length } = values;
    const nulls = countNulls(values);
    const buffer = header(oid, length, length * (4 + size) - nulls * size, nulls > 0);
    const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    let offset = 20;
    for (let index = 0; index < length; index++) {
      const value = values[index] ?? null;
      view.setInt32(offset, value === null ? -1 : size);
      offset += 4;
      if (value === null) continue;
      put(view, value, offset);
      offset += size;
    }
    return buffer;
  };

const twoTo32 = 4_294_967_296;

/** A whole number of at most 2^53 as eight bytes, without a bigint on the way: there are thousands of them in a batch. */
function putInt8(view: DataView, value: number, offset: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number that can be stored`);
  const high = Math.floor(value / twoTo32);
  view.setInt32(offset, high);
  view.setUint32(offset + 4, value - high * twoTo32);
}

export const int2Array = fixed(21, 2, (view, value, offset) => view.setInt16(offset, value));
export const int4Array = fixed(23, 4, (view, value, offset) => {
  // A view would wrap around in silence.
  if ((value | 0) !== value) throw new RangeError(`${value} does not fit an integer column`);
  view.setInt32(offset, value);
});
export const float8Array = fixed(701, 8, (view, value, offset) => view.setFloat64(offset, value));
export const int8Array = fixed(20, 8, putInt8);
export const boolArray = (values: readonly (boolean | null)[]): Buffer =>
  fixed(16, 1, (view, value, offset) => view.setUint8(offset, value))(
    values.map((value) => (value === null ? null : Number(value))),
  );

const epoch2000Ms = 946_684_800_000;

/** Instants in whole milliseconds; a fraction is rounded, as the columns keep three digits. */
export const instantArray = fixed(1184, 8, (view, value, offset) => {
  putInt8(view, (Math.round(value) - epoch2000Ms) * 1000, offset);
});

const variable =
  (oid: number) =>
  (values: readonly (Uint8Array | null)[]): Buffer => {
    const bytes = values.reduce<number>((sum, value) => sum + 4 + (value?.length ?? 0), 0);
    const buffer = header(oid, values.length, bytes, values.includes(null));
    let offset = 20;
    for (const value of values) {
      buffer.writeInt32BE(value === null ? -1 : value.length, offset);
      offset += 4;
      if (value === null) continue;
      buffer.set(value, offset);
      offset += value.length;
    }
    return buffer;
  };

export const byteaArray = variable(17);
const texts = variable(25);

/** Text as PostgreSQL can store it: no NUL character, no lone surrogate, no more than `limit` UTF-16 units. */
export function storableText(text: string, limit: number): string {
  const bounded = text.length > limit ? text.slice(0, limit) : text;
  return Buffer.from(bounded.replaceAll('\u0000', '\ufffd'), 'utf8').toString('utf8');
}

/** JSON that jsonb accepts: no NUL character and no lone surrogate in any text. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storableText(part, 100_000) : part));

export const textArray = (values: readonly (string | null)[], limit = 1_000): Buffer =>
  texts(values.map((value) => (value === null ? null : Buffer.from(storableText(value, limit), 'utf8'))));
