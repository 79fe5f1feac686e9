/** Conditions of a query that grows with what a filter says; a parameter has the number of its place. */
export interface Conditions {
  /** Nothing where the value is undefined. */
  readonly add: (value: unknown, condition: (parameter: string) => string) => void;
  /** Without a value of its own. */
  readonly say: (condition: string) => void;
  /** The place of a value that a condition names itself. */
  readonly place: (value: unknown) => string;
  readonly where: () => string;
  readonly values: readonly unknown[];
}

export function newConditions(): Conditions {
  const values: unknown[] = [];
  const parts: string[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  return {
    add: (value, condition) => {
      if (value !== undefined) parts.push(condition(place(value)));
    },
    say: (condition) => {
      parts.push(condition);
    },
    place,
    where: () => (parts.length === 0 ? 'true' : parts.join(' AND ')),
    values,
  };
}

/** A place and everything inside it. */
export const placesInside = (parameter: string): string => `(WITH RECURSIVE inside AS (
    SELECT id FROM location WHERE id = ${parameter}::uuid
    UNION SELECT l.id FROM location l JOIN inside i ON l.parent_id = i.id) SELECT id FROM inside)`;

/** Milliseconds since 1970 as a timestamp. */
export const instant = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`;
