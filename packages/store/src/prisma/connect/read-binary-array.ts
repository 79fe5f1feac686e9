/** Reads one element of a known type at an offset. */
type Get = (view: DataView, offset: number) => number;

/**
 * Elements of a one-dimensional array as `array_send` of PostgreSQL gives it (see binary-array.ts for the layout). A null element is NaN: columns that
 * may hold NaN are not read this way.
 */
const reader =
  (size: number, get: Get) =>
  (bytes: Uint8Array): Float64Array => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const length = view.getInt32(0) === 0 ? 0 : view.getInt32(12);
    const values = new Float64Array(length);
    let offset = 20;
    for (let index = 0; index < length; index++) {
      const isNull = view.getInt32(offset) < 0;
      offset += 4;
      values[index] = isNull ? Number.NaN : get(view, offset);
      if (!isNull) offset += size;
    }
    return values;
  };

const twoTo32 = 4_294_967_296;
const epoch2000Ms = 946_684_800_000;

export const readInt2Array = reader(2, (view, offset) => view.getInt16(offset));
export const readInt4Array = reader(4, (view, offset) => view.getInt32(offset));
export const readFloat8Array = reader(8, (view, offset) => view.getFloat64(offset));

/** Instants in milliseconds since 1970. */
export const readInstantArray = reader(
  8,
  (view, offset) => (view.getInt32(offset) * twoTo32 + view.getUint32(offset + 4)) / 1000 + epoch2000Ms,
);
