export interface ChangedField {
  readonly name: string;
  /** JSON, or null where there was nothing. */
  readonly before: string | null;
  readonly after: string | null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const partsOf = (value: unknown): ReadonlyMap<string, string> => {
  if (value === undefined || value === null) return new Map();
  if (!isRecord(value)) return new Map([['', JSON.stringify(value)]]);
  return new Map(
    Object.entries(value).flatMap(([name, part]) => (part === null || part === undefined ? [] : [[name, JSON.stringify(part)]])),
  );
};

/** The fields that an act changed, in the order in which they stand; of a thing that was made or taken away, all it had. */
export function changedFields(before: unknown, after: unknown): readonly ChangedField[] {
  const [was, is] = [partsOf(before), partsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((name) => ({ name, before: was.get(name) ?? null, after: is.get(name) ?? null }))
    .filter((field) => field.before !== field.after);
}
