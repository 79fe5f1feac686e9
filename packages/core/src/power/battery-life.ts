import type { Instant } from '../reading/reading.ts';
import type { BatteryString } from '../site/plates/ups.ts';

const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;
/** Below this share of its time nobody can say what it has been through. */
const LEAST_COVERAGE = 0.25;
/** Kelvin that double the ageing of lead, domain.md 5. */
const DOUBLING_K = 10;

/** A stretch of time with the mean temperature of its good values, °C; `goodSeconds` of it were covered by them. */
export interface WarmSpan {
  readonly mean: number | null;
  readonly goodSeconds: number;
}

/** Why a string should be replaced: the day that was set, its design life by the calendar, or what the heat took of it. */
export type ReplaceReason = 'replace-by' | 'age' | 'life-used';

/**
 * Life of a string. `known`: share used in the covered time, exactly; `used`: the same over its whole age, as if the rest had been alike, null where too little
 * is covered or ageing by heat is not that of lead. `coverage`: share of its age that temperatures cover. `endsAt`: when all of it is used at the pace so far; by the
 * calendar where the heat is not known.
 */
export interface BatteryLife {
  readonly ageYears: number;
  readonly coverage: number;
  readonly known: number;
  readonly used: number | null;
  readonly endsAt: Instant;
  readonly replace: readonly ReplaceReason[];
}

/** Midnight UTC of a day of the calendar: strings live for years, hours do not matter. */
const dayOf = (date: string): Instant => Date.parse(`${date}T00:00:00Z`);

/** Life used by temperature: the sum of Δt / L0 · 2^((T − Tref) / 10) over the spans, domain.md 5. */
export function batteryLife(string: BatteryString, spans: readonly WarmSpan[], now: Instant): BatteryLife {
  const installedAt = dayOf(string.installedOn);
  const ageMs = Math.max(0, now - installedAt);
  const lifeMs = string.designLifeYears * YEAR_MS;
  const felt = spans.flatMap(({ mean, goodSeconds }) => (mean === null ? [] : [{ mean, ms: goodSeconds * 1000 }]));
  const coveredMs = felt.reduce((sum, { ms }) => sum + ms, 0);
  const coverage = ageMs === 0 ? 0 : Math.min(1, coveredMs / ageMs);
  const known = felt.reduce(
    (sum, { mean, ms }) => sum + (ms / lifeMs) * 2 ** ((mean - string.referenceTemperature) / DOUBLING_K),
    0,
  );
  const isLead = string.type === 'VRLA';
  const used = isLead && coverage >= LEAST_COVERAGE ? known / coverage : null;
  const endsAt = used === null || used === 0 ? installedAt + lifeMs : installedAt + ageMs / used;
  const reasons: readonly (readonly [ReplaceReason, boolean])[] = [
    ['replace-by', string.replaceBy !== undefined && now >= dayOf(string.replaceBy)],
    ['age', ageMs >= lifeMs],
    ['life-used', (used ?? (isLead ? known : 0)) >= 1],
  ];
  const replace = reasons.flatMap(([reason, holds]) => (holds ? [reason] : []));
  return { ageYears: ageMs / YEAR_MS, coverage, known, used, endsAt, replace };
}
