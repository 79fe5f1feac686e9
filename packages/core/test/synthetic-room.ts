/**
 * Rooms that warm up, made without the code under test: heat flows are added up second by second. Celsius, kW, kJ/K, seconds.
 */
export interface SyntheticRoom {
  readonly loadKw: number;
  /** Heat that the room holds per kelvin. */
  readonly heatKjPerK: number;
  /** Heat that leaves through walls per kelvin above the outside. */
  readonly wallKwPerK: number;
  readonly startC: number;
  /** How far each inlet lies above the coldest; their noise; the steps in which they speak; how often; the share of messages lost. */
  readonly inlets: readonly number[];
  readonly noiseK: number;
  readonly stepK: number;
  readonly everySeconds: number;
  readonly lostShare: number;
  /** The load is multiplied by this from then on. */
  readonly loadStep: { readonly atSeconds: number; readonly factor: number } | null;
}

/** Numbers between 0 and 1, the same for the same seed (xorshift). */
export function randomOf(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 88_675_123) >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
  for (let warm = 0; warm < 8; warm += 1) next();
  return next;
}

const between = (random: () => number, low: number, high: number) => low + random() * (high - low);

/** A room with everything that makes one hard to read. Time constant and asymptote follow: 8 to 100 minutes, 15 to 70 K. */
export function anyRoomOf(random: () => number): SyntheticRoom {
  const loadKw = between(random, 40, 400);
  const riseK = between(random, 15, 70);
  const tauSeconds = between(random, 8, 60) * 60;
  const wallKwPerK = loadKw / riseK;
  return {
    ...{ loadKw, wallKwPerK, heatKjPerK: wallKwPerK * tauSeconds, startC: between(random, 20, 25) },
    inlets: Array.from({ length: 3 + Math.floor(random() * 8) }, () => between(random, 0, 2.5)),
    ...{ noiseK: between(random, 0.03, 0.25), stepK: [0.01, 0.1, 0.25][Math.floor(random() * 3)] ?? 0.1 },
    ...{ everySeconds: [5, 10, 30][Math.floor(random() * 3)] ?? 10, lostShare: between(random, 0, 0.25), loadStep: null },
  };
}

export interface Warming {
  readonly values: readonly { readonly pointId: number; readonly at: number; readonly celsius: number }[];
  /** When the warmest inlet truly reaches the limit; null when it does not within six hours. */
  readonly limitAt: number | null;
}

/** Cooling stops at `from`: what the sensors say until ten minutes after the limit, or `until`; and what is true. */
export function warmUp(
  room: SyntheticRoom,
  how: { readonly from: number; readonly limitC: number; readonly random: () => number; readonly until?: number },
): Warming {
  const { from, limitC, random, until = from + 6 * 3_600_000 } = how;
  const values: Warming['values'][number][] = [];
  const warmest = Math.max(...room.inlets);
  let limitAt: number | null = null;
  let celsius = room.startC;
  for (let second = -120; from + second * 1000 <= until; second += 1) {
    const load = room.loadKw * (room.loadStep && second >= room.loadStep.atSeconds ? room.loadStep.factor : 1);
    if (second > 0) celsius += (load - room.wallKwPerK * (celsius - room.startC)) / room.heatKjPerK;
    if (limitAt === null && celsius + warmest >= limitC) limitAt = from + second * 1000;
    if (limitAt !== null && from + second * 1000 > limitAt + 600_000) break;
    room.inlets.forEach((above, index) => {
      if ((second + index) % room.everySeconds !== 0 || random() < room.lostShare) return;
      const noisy = celsius + above + room.noiseK * (random() + random() + random() + random() - 2) * 1.73;
      values.push({ pointId: index + 1, at: from + second * 1000, celsius: Math.round(noisy / room.stepK) * room.stepK });
    });
  }
  return { values, limitAt };
}
