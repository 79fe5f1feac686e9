import {
  type Instant,
  type Locale,
  type Panel,
  type PrintAxes,
  type PrintBlockOf,
  quantityById,
  roundTicks,
  type Trace,
  timeTicks,
} from '@wachter/core';
import { formatNumber, unitSymbol } from '@wachter/core/quantity/format';

export interface ChartParts {
  readonly traces: readonly Trace[];
  readonly from: Instant;
  readonly to: Instant;
  readonly locale: Locale;
  readonly timeText: (at: Instant) => string;
  /** Share of the time that good values cover, by point. */
  readonly coverage: ReadonlyMap<number, number>;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The panels of a run as drawings, each with how much of its time is covered by data; a panel without a value is left out. */
export function chartsOf(panels: readonly Panel[], parts: ChartParts): readonly PrintBlockOf<'chart'>[] {
  return panels.flatMap((panel) => {
    const lines = panel.lines.map(({ pointId, name }) => {
      const trace = parts.traces.find((one) => one.pointId === pointId);
      return { name, points: (trace?.at ?? []).map((at, index) => [at, trace?.values[index] ?? null] as const) };
    });
    const values = lines.flatMap(({ points }) => points.flatMap(([, value]) => value ?? []));
    if (values.length === 0) return [];
    return [
      {
        kind: 'chart' as const,
        ...wordsOf(panel, values, parts),
        axes: axesOf(panel, values, parts),
        lines,
        limits: panel.limits,
      },
    ];
  });
}

function wordsOf({ quantity, lines, limits }: Panel, values: readonly number[], { locale, coverage }: ChartParts) {
  const known = quantityById(quantity);
  const unit = known ? unitSymbol(known) : '';
  const name = capital(known?.name[locale] ?? quantity);
  const isDutch = locale === 'nl';
  const show = (value: number) => formatNumber(value, known?.precision ?? 1, locale);
  const covered = Math.min(1, ...lines.map(({ pointId }) => coverage.get(pointId) ?? 0));
  const share = `${formatNumber(Math.floor(covered * 1000) / 10, null, locale)} %`;
  const limit = limits.map((each) => `${formatNumber(each, null, locale)} ${unit}`).join(', ');
  const [low, high] = [show(Math.min(...values)), show(Math.max(...values))];
  const asked = limit === '' ? '' : isDutch ? `; grens ${limit}` : `; limit ${limit}`;
  return {
    title: `${name}, ${unit}${asked} (${isDutch ? 'gegevens voor' : 'data for'} ${share}${isDutch ? ' van de tijd' : ' of the time'})`,
    summary: isDutch
      ? `${name} van ${lines.map((line) => line.name).join(', ')}: van ${low} tot ${high} ${unit}${asked}.`
      : `${name} of ${lines.map((line) => line.name).join(', ')}: from ${low} to ${high} ${unit}${asked}.`,
  };
}

function axesOf({ limits }: Panel, values: readonly number[], { from, to, locale, timeText }: ChartParts): PrintAxes {
  const all = [...values, ...limits];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const air = Math.max((most - least) * 0.06, Math.abs(most) * 0.005, 0.1);
  const [low, high] = [least - air, most + air];
  return {
    ...{ from, to, low, high },
    times: timeTicks(from, to, 6).map((at) => ({ at, label: timeText(at) })),
    values: roundTicks(low, high, 4).map((value) => ({ value, label: formatNumber(value, null, locale) })),
  };
}
