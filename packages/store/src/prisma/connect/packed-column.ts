/**
 * A column of many rows in one value: the binary form of each element, one after the other, in base64. A fraction of the bytes and of the time of a
 * row each on both sides, and exact. Nulls are left out.
 */
export const packed = {
  int2: (column: string, rest = ''): string => pack(`int2send(${column})`, rest),
  int4: (column: string, rest = ''): string => pack(`int4send(${column})`, rest),
  float8: (column: string, rest = ''): string => pack(`float8send(${column})`, rest),
  instant: (column: string, rest = ''): string => pack(`timestamptz_send(${column})`, rest),
};

/** `rest`: a FILTER clause. */
const pack = (element: string, rest: string): string => `encode(string_agg(${element}, ''::bytea) ${rest}, 'base64')`;

const reader =
  (size: number, get: (view: DataView, offset: number) => number) =>
  (column: string): Float64Array => {
    const bytes = Buffer.from(column, 'base64');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const values = new Float64Array(bytes.byteLength / size);
    for (let index = 0; index < values.length; index++) values[index] = get(view, index * size);
    return values;
  };

const twoTo32 = 4_294_967_296;
const epoch2000Ms = 946_684_800_000;

/** Instants come in milliseconds since 1970. */
export const unpack = {
  int2: reader(2, (view, offset) => view.getInt16(offset)),
  int4: reader(4, (view, offset) => view.getInt32(offset)),
  float8: reader(8, (view, offset) => view.getFloat64(offset)),
  instant: reader(8, (view, offset) => (view.getInt32(offset) * twoTo32 + view.getUint32(offset + 4)) / 1000 + epoch2000Ms),
};
