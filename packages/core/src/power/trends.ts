import type { Words } from '../quantity/define.ts';
import { formatNumber } from '../quantity/format.ts';
import type { Instant } from '../reading/reading.ts';
import { LoadProfileParams } from './criteria/load-profile.ts';
import { TimingParams } from './criteria/timing.ts';
import { meanKw } from './headline.ts';
import type { RuleSet } from './rule-set.ts';
import { hasRun, type RunRecord, type SetRun } from './run.ts';
import { changeOf, type Sampled } from './slope.ts';
import type { Lapse } from './span.ts';
import { type TimingId, timingsOf } from './timing.ts';
import { inBoth } from './words.ts';

export const trendIds = ['start', 'crank', 'transfer', 'load'] as const;
export type TrendId = (typeof trendIds)[number];

export interface TrendPoint extends Sampled {
  readonly runId: string;
  readonly at: Instant;
}

/** A figure of one set over its runs, oldest first; seconds, volts or percent. `finding`: what the runs together say. */
export interface Trend {
  readonly id: TrendId;
  readonly name: Words;
  readonly unit: string;
  readonly points: readonly TrendPoint[];
  readonly limit: number | null;
  readonly finding: 'too-few' | 'steady' | 'worse' | 'better';
  readonly sentence: Words;
}

interface Kind {
  readonly id: TrendId;
  readonly name: Words;
  readonly unit: string;
  readonly isWorseUp: boolean;
  /** What to look at when it worsens. */
  readonly advice: Words;
  readonly measure: (set: SetRun, run: RunRecord) => Omit<Sampled, 'at'> | null;
  readonly limitIn: (rules: RuleSet) => number | null;
}

/** From that many runs on a trend is spoken of. */
export const ENOUGH_RUNS = 5;
/** Lowest voltage of a 24 V start battery while cranking (domain.md 6.5, a default of practice). */
const LEAST_CRANK_VOLTS = 16;

const seconds = (lapse: Lapse | undefined): Omit<Sampled, 'at'> | null =>
  lapse === undefined || lapse.mostMs === null
    ? null
    : { value: (lapse.leastMs + lapse.mostMs) / 2000, doubt: (lapse.mostMs - lapse.leastMs) / 2000 };

const mostOf =
  (timing: TimingId) =>
  (rules: RuleSet): number | null =>
    rules.lines
      .filter(({ criterion }) => criterion === 'timing')
      .map(({ params }) => TimingParams.parse(params))
      .find((params) => params.timing === timing)?.mostSeconds ?? null;

const leastShare = (rules: RuleSet): number | null => {
  const line = rules.lines.find(({ criterion }) => criterion === 'load-profile');
  const share = line && LoadProfileParams.parse(line.params).steps[0]?.share;
  return share === undefined ? null : share * 100;
};

const kinds: readonly Kind[] = [
  {
    id: 'start',
    name: { en: 'Start command to rated', nl: 'Startopdracht tot nominaal' },
    unit: 's',
    isWorseUp: true,
    advice: {
      en: 'Look at start battery, fuel supply and preheating.',
      nl: 'Kijk naar startaccu, brandstoftoevoer en voorverwarming.',
    },
    measure: ({ id }, run) => seconds(timingsOf(run).find((one) => one.id === 'rated' && one.equipment === id)?.lapse),
    limitIn: mostOf('rated'),
  },
  {
    id: 'crank',
    name: { en: 'Lowest start battery while cranking', nl: 'Laagste startaccu tijdens starten' },
    unit: 'V',
    isWorseUp: false,
    advice: {
      en: 'A falling minimum announces a set that does not start: test or replace the battery.',
      nl: 'Een dalend minimum kondigt een aggregaat aan dat niet start: test of vervang de accu.',
    },
    measure: ({ tally: { lowestCrankVolts } }) => (lowestCrankVolts === null ? null : { value: lowestCrankVolts, doubt: 0.1 }),
    limitIn: () => LEAST_CRANK_VOLTS,
  },
  {
    id: 'transfer',
    name: { en: 'Break of the transfer', nl: 'Onderbreking bij omschakelen' },
    unit: 's',
    isWorseUp: true,
    advice: {
      en: 'Look at the drive and the contacts of the switch.',
      nl: 'Kijk naar aandrijving en contacten van de schakelaar.',
    },
    measure: (_, run) => {
      const times = timingsOf(run).flatMap(({ id, lapse }) => (id === 'transfer' ? (seconds(lapse) ?? []) : []));
      return times.toSorted((a, b) => b.value - a.value)[0] ?? null;
    },
    limitIn: mostOf('transfer'),
  },
  {
    id: 'load',
    name: { en: 'Mean load, share of nameplate', nl: 'Gemiddelde belasting, deel van typeplaat' },
    unit: '%',
    isWorseUp: false,
    advice: {
      en: 'Runs with little load soil a diesel and prove less: test with more load.',
      nl: 'Runs met weinig belasting vervuilen een diesel en bewijzen minder: test met meer belasting.',
    },
    measure: (set) => {
      const kw = meanKw(set);
      return kw === null || set.ratedKw === null ? null : { value: (kw / set.ratedKw) * 100, doubt: 1 };
    },
    limitIn: leastShare,
  },
];

/** How the figures of one set went over its runs, the oldest first; a figure that no run has is left out. */
export function trendsOf(
  equipment: string,
  runs: readonly { readonly runId: string; readonly record: RunRecord }[],
  rules: RuleSet | null,
): readonly Trend[] {
  const own = runs.flatMap(({ runId, record }) => {
    const set = record.sets.find(({ id }) => id === equipment);
    return set && hasRun(set) ? [{ runId, record, set }] : [];
  });
  return kinds.flatMap((kind) => {
    const points = own.flatMap(({ runId, record, set }) => {
      const found = kind.measure(set, record);
      return found ? [{ runId, at: record.startedAt, ...found }] : [];
    });
    if (points.length === 0) return [];
    const { id, name, unit } = kind;
    return [{ id, name, unit, points, limit: rules && kind.limitIn(rules), ...findingOf(kind, points) }];
  });
}

function findingOf(kind: Kind, points: readonly TrendPoint[]): Pick<Trend, 'finding' | 'sentence'> {
  const count = points.length;
  if (count < ENOUGH_RUNS) {
    const en = `${count === 1 ? 'One run is' : `${count} runs are`} known; a trend is spoken of from ${ENOUGH_RUNS} on.`;
    const nl = `Er ${count === 1 ? 'is één run' : `zijn ${count} runs`} bekend; van een trend is sprake vanaf ${ENOUGH_RUNS}.`;
    return { finding: 'too-few', sentence: { en, nl } };
  }
  const change = changeOf(points);
  if (change === 0) {
    return { finding: 'steady', sentence: { en: `No trend over ${count} runs.`, nl: `Geen trend over ${count} runs.` } };
  }
  const isWorse = change > 0 === kind.isWorseUp;
  const sentence = inBoth((locale) => {
    const by = `${formatNumber(Math.abs(change), 1, locale)} ${kind.unit}`;
    const isUp = change > 0;
    const said =
      locale === 'nl'
        ? `${isUp ? 'Gestegen' : 'Gedaald'} met ongeveer ${by} over ${count} runs.`
        : `${isUp ? 'Risen' : 'Fallen'} by about ${by} over ${count} runs.`;
    return isWorse ? `${said} ${kind.advice[locale]}` : said;
  });
  return { finding: isWorse ? 'worse' : 'better', sentence };
}
