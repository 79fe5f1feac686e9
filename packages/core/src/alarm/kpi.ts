import { type Priority, priorities } from '../quantity/define.ts';
import { type BadActor, badActors, type Nuisance, nuisances } from './kpi-actors.ts';
import { type Answers, answersOf } from './kpi-answers.ts';
import { type AlarmPeriodRows, annunciationsOf, grouped, type KpiPeriod, type StandingAlarm } from './kpi-rows.ts';
import { DAY, type Flood, floodsOf, HOUR, type Spread, shareAbove, slotCounts, spreadOf, TEN_MINUTES } from './kpi-spread.ts';
import { figureOf, type KpiFigure, type KpiId } from './kpi-targets.ts';

/** Alarms per slot of `slotSeconds`, from the start of the period. */
export interface SlotSeries {
  readonly slotSeconds: number;
  readonly counts: readonly number[];
  readonly spread: Spread;
}

/** How well a site's alarms serve people, over one period. Counts are annunciations: raised, came back, got worse, fell due again. */
export interface AlarmKpis extends KpiPeriod {
  readonly annunciated: number;
  /** Found in late data: evidence, not counted as annunciated. */
  readonly late: number;
  readonly tenMinutes: SlotSeries;
  readonly hours: SlotSeries;
  readonly days: SlotSeries;
  readonly floods: readonly Flood[];
  readonly top: readonly BadActor[];
  readonly chattering: readonly Nuisance[];
  readonly fleeting: readonly Nuisance[];
  /** Active for more than a day at the end of the period, longest first. */
  readonly standing: readonly StandingAlarm[];
  readonly mix: readonly { readonly priority: Priority; readonly count: number; readonly share: number }[];
  readonly answers: readonly Answers[];
  readonly perSite: readonly { readonly siteId: string; readonly annunciated: number }[];
  readonly figures: readonly KpiFigure[];
}

/**
 * The figures of a period from its journal: pure, each annunciation counted once at the time it was recorded. Slots are counted from the
 * start of the period. What happened while nothing was recorded is not in it.
 */
export function alarmKpis(rows: AlarmPeriodRows, period: KpiPeriod): AlarmKpis {
  const spoken = annunciationsOf(rows);
  const times = spoken.map((one) => one.at);
  const series = (slotMs: number): SlotSeries => {
    const counts = slotCounts(times, period, slotMs);
    return { slotSeconds: slotMs / 1000, counts, spread: spreadOf(counts, period.from, slotMs) };
  };
  const [tenMinutes, hours, days] = [series(TEN_MINUTES), series(HOUR), series(DAY)];
  const shown = {
    ...period,
    annunciated: spoken.length,
    late: rows.transitions.filter((row) => row.kind === 'recorded-late').length,
    tenMinutes,
    hours,
    days,
    floods: floodsOf(tenMinutes.counts, period),
    top: badActors(spoken).slice(0, 10),
    ...nuisances(rows),
    standing: rows.active.filter((alarm) => period.to - alarm.since > DAY).toSorted((a, b) => a.since - b.since),
    mix: priorities.map((priority) => {
      const count = spoken.filter((one) => one.priority === priority).length;
      return { priority, count, share: spoken.length === 0 ? 0 : count / spoken.length };
    }),
    answers: answersOf(rows),
    perSite: [...grouped(spoken, (one) => one.siteId)].map(([siteId, own]) => ({ siteId, annunciated: own.length })),
  };
  return { ...shown, figures: figuresOf(shown) };
}

function figuresOf(kpis: Omit<AlarmKpis, 'figures'>): readonly KpiFigure[] {
  const { from, to, tenMinutes, hours, annunciated, floods, top, chattering, standing } = kpis;
  const length = Math.max(1, to - from);
  const per = (slotMs: number) => (annunciated * slotMs) / length;
  const values: Readonly<Record<KpiId, number>> = {
    perTenMinutes: per(TEN_MINUTES),
    perHour: per(HOUR),
    perDay: per(DAY),
    peak: tenMinutes.spread.peak,
    busyShare: shareAbove(tenMinutes.counts, 10),
    busyHourShare: shareAbove(hours.counts, 30),
    floodShare: floods.reduce((sum, flood) => sum + flood.to - flood.from, 0) / length,
    topShare: top.reduce((sum, actor) => sum + actor.share, 0),
    chattering: chattering.length,
    standing: standing.length,
  };
  return (Object.keys(values) as KpiId[]).map((id) => figureOf(id, values[id]));
}
