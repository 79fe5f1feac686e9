import type { Equipment } from './location.ts';

/** Something with what gives it power, by id or slug. */
export interface Fed {
  readonly id: string;
  readonly fedBy: readonly string[];
}

/** A way along feeds that comes back to where it began, in the order of flow; null where power flows one way only. */
export function feedLoop(things: readonly Fed[]): readonly string[] | null {
  const sources = new Map(things.map(({ id, fedBy }) => [id, fedBy]));
  const isDone = new Set<string>();
  const walk = (id: string, way: readonly string[]): readonly string[] | null => {
    const begin = way.indexOf(id);
    if (begin >= 0) return way.slice(begin).toReversed();
    if (isDone.has(id)) return null;
    for (const source of sources.get(id) ?? []) {
      const loop = walk(source, [...way, id]);
      if (loop) return loop;
    }
    isDone.add(id);
    return null;
  };
  for (const { id } of things) {
    const loop = walk(id, []);
    if (loop) return loop;
  }
  return null;
}

/** Sources before what they feed; within that the order given. What stands in a loop comes in the order given. */
export function sourcesFirst<Thing extends Fed>(things: readonly Thing[]): readonly Thing[] {
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const ordered = new Set<Thing>();
  const open = new Set<string>();
  const put = (thing: Thing): void => {
    if (ordered.has(thing) || open.has(thing.id)) return;
    open.add(thing.id);
    for (const id of thing.fedBy) {
      const source = byId.get(id);
      if (source) put(source);
    }
    ordered.add(thing);
  };
  for (const thing of things) put(thing);
  return [...ordered];
}

/** What equipment draws its power from, near or far. */
export function upstreamOf(ids: Iterable<string>, things: readonly Pick<Equipment, 'id' | 'fedBy'>[]): ReadonlySet<string> {
  const sources = new Map(things.map(({ id, fedBy }) => [id, fedBy]));
  const found = new Set(ids);
  for (const id of found) for (const source of sources.get(id) ?? []) found.add(source);
  return found;
}
