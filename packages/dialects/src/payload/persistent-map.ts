/**
 * A map that is plain data and never changes: an entry is put into a copy of one of its 128 drawers. A memory of thousands of
 * senders so costs a message no more than a few entries.
 */
export interface PersistentMap<V> {
  readonly size: number;
  readonly drawers: readonly ReadonlyMap<string, V>[];
}

const DRAWERS = 128;

/** FNV-1a, 32 bits. */
function drawerOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % DRAWERS;
}

export const emptyMap = <V>(): PersistentMap<V> => ({ size: 0, drawers: Array.from({ length: DRAWERS }, () => new Map()) });

export const entryOf = <V>(map: PersistentMap<V>, key: string): V | undefined => map.drawers[drawerOf(key)]?.get(key);

/** The map with this entry; the one given stays as it was. */
export function withEntry<V>(map: PersistentMap<V>, key: string, value: V): PersistentMap<V> {
  const index = drawerOf(key);
  const before = map.drawers[index];
  const copy = new Map(before).set(key, value);
  return { size: map.size + copy.size - (before?.size ?? 0), drawers: map.drawers.with(index, copy) };
}
