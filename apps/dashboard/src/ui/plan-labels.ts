/** A place on a plan, in metres. `rank` 0 is the most important. */
export interface PlanPlace {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly rank: number;
}

export interface LabelSize {
  readonly width: number;
  readonly height: number;
}

const cellOf = (place: PlanPlace, size: LabelSize) =>
  [Math.floor(place.x / size.width), Math.floor(place.y / size.height)] as const;

/**
 * Which places have room for a label: the most important first, then as given; a label never covers another. The rest are drawn as
 * small marks, so that a crowded plan stays readable and nothing disappears.
 */
export function labelled(places: readonly PlanPlace[], size: LabelSize): ReadonlySet<number> {
  const taken = new Map<string, PlanPlace[]>();
  const shown = new Set<number>();
  const isFree = (place: PlanPlace) => {
    const [column, row] = cellOf(place, size);
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        const near = taken.get(`${column + dx} ${row + dy}`) ?? [];
        if (near.some((one) => Math.abs(one.x - place.x) < size.width && Math.abs(one.y - place.y) < size.height)) return false;
      }
    }
    return true;
  };
  for (const place of [...places].sort((a, b) => a.rank - b.rank)) {
    if (!isFree(place)) continue;
    const key = cellOf(place, size).join(' ');
    taken.set(key, [...(taken.get(key) ?? []), place]);
    shown.add(place.id);
  }
  return shown;
}
