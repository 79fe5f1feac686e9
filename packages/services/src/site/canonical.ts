/** JSON with sorted keys and without what is undefined: two values that mean the same give the same text. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([, field]) => field !== undefined)
            .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  ) ?? 'null';

export const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
