/** Catalogue entries by their id. Throws at start when two share one: an id is what storage remembers. */
export function registryOf<Entry extends { readonly id: string }>(
  kind: string,
  entries: readonly Entry[],
): ReadonlyMap<string, Entry> {
  const byId = new Map<string, Entry>();
  for (const entry of entries) {
    if (byId.has(entry.id)) throw new Error(`Two ${kind} have the id "${entry.id}"`);
    byId.set(entry.id, entry);
  }
  return byId;
}
