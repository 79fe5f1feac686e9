import pg from 'pg';

type Parse = (value: string) => unknown;

/** '2026-11-23 12:00:00.123+00' (sessions run in UTC) → milliseconds since 1970. */
export const parseInstant: Parse = (value) => Date.parse(value.replace(' ', 'T').replace(/\+00$/, 'Z'));

const parsers = new Map<number, Parse>([
  [pg.types.builtins.TIMESTAMPTZ, parseInstant],
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.NUMERIC, Number],
]);

/** Columns as the domain wants them: instants as milliseconds, 64-bit counters as numbers (all of ours stay below 2^53). */
export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format),
};

const epochOffsetMicroseconds = 946_684_800_000_000n;
const binaryParsers = new Map<number, (value: Buffer) => unknown>([
  [pg.types.builtins.INT2, (value) => value.readInt16BE(0)],
  [pg.types.builtins.INT4, (value) => value.readInt32BE(0)],
  [pg.types.builtins.FLOAT8, (value) => value.readDoubleBE(0)],
  [pg.types.builtins.INT8, (value) => Number(value.readBigInt64BE(0))],
  [pg.types.builtins.TEXT, (value) => value.toString('utf8')],
  [pg.types.builtins.TIMESTAMPTZ, (value) => Number((value.readBigInt64BE(0) + epochOffsetMicroseconds) / 1000n)],
]);

/** For results of many rows, asked for in the binary format: the same values, read without going through text. */
export const binaryRowTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number) => {
    const parse = binaryParsers.get(oid);
    if (!parse) throw new TypeError(`no binary parser for column type ${oid}`);
    return parse;
  },
};
