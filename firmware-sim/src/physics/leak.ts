/** Water on the floor under one sensing rope, measured along the rope from its controller. */
export interface Puddle {
  readonly atMeters: number;
  readonly litres: number;
}

export interface LeakSource {
  readonly rope: string;
  readonly atMeters: number;
  readonly litresPerMinute: number;
}

/** Water spreads in a film of about 2 mm: a puddle of V litres is a disc of V/2 m². Metres to each side of its middle. */
export const reachMeters = (puddle: Puddle): number => Math.sqrt(puddle.litres / 2 / Math.PI);

/** One step of `dt` seconds. A tap that is closed leaves a puddle that is mopped: 15 % and half a litre a minute. */
export function stepPuddles(puddles: readonly Puddle[], sources: readonly LeakSource[], dt: number): readonly Puddle[] {
  const minutes = dt / 60;
  const places = new Map<number, number>(puddles.map((puddle) => [puddle.atMeters, puddle.litres]));
  for (const source of sources) if (!places.has(source.atMeters)) places.set(source.atMeters, 0);
  return [...places]
    .map(([atMeters, litres]) => {
      const inflow = sources.filter((source) => source.atMeters === atMeters).reduce((sum, one) => sum + one.litresPerMinute, 0);
      return { atMeters, inflow, litres: Math.max(0, litres + (inflow > 0 ? inflow : -0.5 - 0.15 * litres) * minutes) };
    })
    .filter((puddle) => puddle.inflow > 0 || puddle.litres > 0)
    .map(({ atMeters, litres }) => ({ atMeters, litres }));
}

/** A few drops wet neither rope nor spot sensor. */
const isPuddle = (puddle: Puddle): boolean => puddle.litres > 0.05;

/** Where the rope is first wet, seen from the controller; null when it is dry. Controllers report the first leak only. */
export function firstWetMeters(puddles: readonly Puddle[]): number | null {
  const edges = puddles.filter(isPuddle).map((puddle) => Math.max(0, puddle.atMeters - reachMeters(puddle)));
  return edges.length > 0 ? Math.min(...edges) : null;
}

/** A spot sensor lies at one place of the same axis. */
export const isWetAt = (puddles: readonly Puddle[], meters: number): boolean =>
  puddles.some((puddle) => isPuddle(puddle) && Math.abs(puddle.atMeters - meters) <= reachMeters(puddle));
