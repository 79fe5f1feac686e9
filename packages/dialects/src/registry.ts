import type { Dialect } from './define.ts';

/**
 * A dialect whose kind of memory is nobody's business. Safe because a caller can only hand back what `start` or `decode` of this
 * very dialect gave; it must keep one memory for each dialect id.
 */
export const withAnyMemory = <Memory>(dialect: Dialect<Memory>): Dialect => dialect as unknown as Dialect;

/** The dialects as given. Throws at start when two have the same id: that is a bug of the build, not an input. */
export function registry(dialects: readonly Dialect[]): readonly Dialect[] {
  const ids = dialects.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`Two dialects have the id "${twice}"`);
  return dialects;
}
