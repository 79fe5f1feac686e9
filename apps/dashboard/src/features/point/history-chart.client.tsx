'use client';
import type { Instant, LimitLines } from '@wachter/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import styles from './history-chart.module.css';
import { chartColumns, type HistoryBucket, pan, type TimeRange, valueRange, zoom } from './history-view.ts';
import { timeLabels } from './time-labels.client.ts';

export interface AlarmMarkOnAxis {
  readonly id: string;
  readonly priority: string;
  readonly from: Instant;
  readonly to: Instant | null;
}

export interface HistoryChartProps {
  readonly buckets: readonly HistoryBucket[];
  readonly bucketSeconds: number;
  readonly limits: LimitLines;
  readonly alarms: readonly AlarmMarkOnAxis[];
  readonly range: TimeRange;
  readonly unit: string;
  readonly timeZone: string;
  /** A value on the axis, as the reader writes it. */
  readonly axisText: (value: number) => string;
  readonly label: string;
  readonly now: () => Instant;
  readonly onRange: (range: TimeRange) => void;
}

/** Mean as a line in its min–max band, gaps as gaps, limits as lines, alarms on the time axis. Arrows pan, + and − zoom, drag and pinch too. */
export function HistoryChart(props: HistoryChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const plot = useRef<uPlot | null>(null);
  const { buckets, bucketSeconds, limits, alarms } = props;

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const made = new uPlot(options(element, latest), emptyData, element);
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize(sizeOf(element)));
    watch.observe(element);
    const stop = listen(element, made, latest);
    return () => {
      stop();
      watch.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: limits and alarms are drawn from `latest` by the redraw that setData causes
  useEffect(() => {
    plot.current?.setData(chartColumns(buckets, bucketSeconds) as uPlot.AlignedData);
  }, [buckets, bucketSeconds, limits, alarms]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart itself takes the keys that pan and zoom
    <div ref={holder} className={styles['chart']} role="img" aria-label={props.label} tabIndex={0} data-testid="history-chart" />
  );
}

type Latest = { readonly current: HistoryChartProps };
/** Values between two gaps have no line to lie on: they are drawn as dots. */
const alone = (values: uPlot.AlignedData[number] | undefined): number[] =>
  Array.from(values ?? []).flatMap((value, at) =>
    value !== null && (values?.[at - 1] ?? null) === null && (values?.[at + 1] ?? null) === null ? [at] : [],
  );
const emptyData: uPlot.AlignedData = [[], [], [], []];
const sizeOf = (element: HTMLElement) => ({ width: element.clientWidth, height: Math.max(220, element.clientHeight) });
const token = (element: HTMLElement, name: string): string => getComputedStyle(element).getPropertyValue(name).trim();

function options(element: HTMLElement, latest: Latest): uPlot.Options {
  const second = () => token(element, '--text-second');
  const grid = () => token(element, '--line');
  return {
    ...sizeOf(element),
    legend: { show: false },
    cursor: { drag: { x: true, y: false, setScale: false }, points: { show: false } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), latest.current.timeZone),
    scales: {
      x: { time: true, range: () => [latest.current.range.from / 1000, latest.current.range.to / 1000] },
      y: { range: () => valueRange(latest.current.buckets, limitValues(latest.current.limits)) },
    },
    axes: [
      { stroke: second, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid }, values: timeLabels },
      {
        stroke: second,
        grid: { stroke: grid, width: 1 },
        ticks: { stroke: grid },
        size: 62,
        values: (_, ticks) => ticks.map((tick) => latest.current.axisText(+tick.toFixed(3))),
      },
    ],
    series: [
      {},
      { stroke: 'transparent', points: { show: false } },
      { stroke: 'transparent', points: { show: false } },
      {
        stroke: () => token(element, '--chart-line'),
        width: 1.6,
        spanGaps: false,
        points: { show: true, size: 5, fill: () => token(element, '--chart-line'), filter: (plot) => alone(plot.data[3]) },
      },
    ],
    bands: [{ series: [2, 1], fill: () => token(element, '--chart-band') }],
    hooks: {
      draw: [(plot) => drawLimits(plot, element, latest.current), (plot) => drawAlarms(plot, element, latest.current)],
      setSelect: [(plot) => selectRange(plot, latest.current)],
    },
  };
}

const limitValues = (limits: LimitLines): number[] =>
  [limits.lowCritical, limits.lowWarning, limits.highWarning, limits.highCritical].filter(
    (value): value is number => value !== undefined,
  );

function drawLimits(plot: uPlot, element: HTMLElement, { limits }: HistoryChartProps): void {
  const lines: readonly [number | undefined, string][] = [
    [limits.lowCritical, '--alarm-critical'],
    [limits.lowWarning, '--alarm-high'],
    [limits.highWarning, '--alarm-high'],
    [limits.highCritical, '--alarm-critical'],
  ];
  const { ctx, bbox } = plot;
  ctx.save();
  for (const [value, name] of lines) {
    if (value === undefined) continue;
    const y = plot.valToPos(value, 'y', true);
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.strokeStyle = token(element, name);
    ctx.setLineDash(name === '--alarm-critical' ? [] : [8, 5]);
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}

function drawAlarms(plot: uPlot, element: HTMLElement, { alarms, range }: HistoryChartProps): void {
  const { ctx, bbox } = plot;
  const bar = 7 * devicePixelRatio;
  ctx.save();
  for (const alarm of alarms) {
    const left = Math.max(bbox.left, plot.valToPos(alarm.from / 1000, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos((alarm.to ?? range.to) / 1000, 'x', true));
    if (right < bbox.left || left > bbox.left + bbox.width) continue;
    ctx.fillStyle = token(element, `--alarm-${alarm.priority}`);
    ctx.fillRect(left, bbox.top + bbox.height - bar, Math.max(bar, right - left), bar);
  }
  ctx.restore();
}

function selectRange(plot: uPlot, { onRange }: HistoryChartProps): void {
  const { left, width } = plot.select;
  if (width < 8) return;
  const at = (x: number) => Math.round(plot.posToVal(x, 'x') * 1000);
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  onRange({ from: at(left), to: at(left + width) });
}

/** Keys, wheel and two fingers. Returns what takes them away again. */
function listen(element: HTMLElement, plot: uPlot, latest: Latest): () => void {
  const change = (next: (range: TimeRange, now: Instant) => TimeRange) =>
    latest.current.onRange(next(latest.current.range, latest.current.now()));
  const middle = (range: TimeRange) => (range.from + range.to) / 2;
  const key = (event: KeyboardEvent) => {
    const acts: Record<string, (range: TimeRange, now: Instant) => TimeRange> = {
      ArrowLeft: (range, now) => pan(range, -0.25, now),
      ArrowRight: (range, now) => pan(range, 0.25, now),
      '+': (range, now) => zoom(range, 0.5, middle(range), now),
      '=': (range, now) => zoom(range, 0.5, middle(range), now),
      '-': (range, now) => zoom(range, 2, middle(range), now),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    change(act);
  };
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const around = plot.posToVal(event.offsetX - plot.bbox.left / devicePixelRatio, 'x') * 1000;
    change((range, now) => zoom(range, event.deltaY > 0 ? 1.25 : 0.8, around, now));
  };
  const stopPinch = listenPinch(element, change);
  element.addEventListener('keydown', key);
  element.addEventListener('wheel', wheel, { passive: false });
  return () => {
    stopPinch();
    element.removeEventListener('keydown', key);
    element.removeEventListener('wheel', wheel);
  };
}

function listenPinch(element: HTMLElement, change: (next: (range: TimeRange, now: Instant) => TimeRange) => void): () => void {
  let apart: number | null = null;
  const distance = (touches: TouchList): number | null => {
    const [first, second] = [touches[0], touches[1]];
    return first && second ? Math.abs(first.clientX - second.clientX) : null;
  };
  const move = (event: TouchEvent) => {
    const now = distance(event.touches);
    if (now === null) return;
    event.preventDefault();
    const before = apart;
    apart = now;
    if (before !== null && before > 10 && now > 10)
      change((range, at) => zoom(range, before / now, (range.from + range.to) / 2, at));
  };
  const end = () => {
    apart = null;
  };
  element.addEventListener('touchmove', move, { passive: false });
  element.addEventListener('touchend', end);
  return () => {
    element.removeEventListener('touchmove', move);
    element.removeEventListener('touchend', end);
  };
}
