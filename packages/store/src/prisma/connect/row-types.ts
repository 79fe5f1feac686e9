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
  getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers.get(oid) ?? pg.types.getTypeParser(oid, format),
};
