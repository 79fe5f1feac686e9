'use client';
import type { Instant, Trace } from '@wachter/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { type TimeRange, valueRange } from '../point/history-view.ts';
import { timeLabels } from '../point/time-labels.client.ts';
import styles from './run-chart.module.css';

/** Something that went wrong, as a mark on the time axis. */
export interface FaultMark {
  readonly from: Instant;
  readonly by: Instant;
}

export interface RunPanelProps {
  readonly label: string;
  readonly lines: readonly { readonly pointId: number; readonly name: string }[];
  readonly traces: readonly Trace[];
  readonly limits: readonly number[];
  readonly faults: readonly FaultMark[];
  readonly range: TimeRange;
  readonly timeZone: string;
  readonly timeLabel: string;
  /** A second axis in percent of this value. */
  readonly plate: number | null;
  /** A value with its unit, as the reader writes it; on the axis without. */
  readonly valueText: (value: number) => string;
  readonly axisText: (value: number) => string;
  readonly hasTimes: boolean;
  readonly onSelect: (from: Instant, to: Instant) => void;
}

/** Pixels beside the plot, the same for every panel and for the stages above them, so that one time lies on one vertical line. */
const LEFT = 52;
const RIGHT = 40;
const HEIGHT = 118;
const TIMES = 38;
const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [10, 3, 2, 3]];

/** One quantity over the run: every line in its own dash, gaps as gaps, limits across, faults as marks. The cursor is that of all panels. */
export function RunPanel(props: RunPanelProps) {
  const holder = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const plot = useRef<uPlot | null>(null);
  const { traces, limits, faults, range, lines } = props;
  const names = lines.map(({ pointId, name }) => `${pointId} ${name}`).join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines make another plot; all else is read from `latest`
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const made = new uPlot(options(element, latest), dataOf(latest.current), element);
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize(sizeOf(element, latest.current)));
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [names]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: limits, faults and range are drawn from `latest` by the redraw that setData causes
  useEffect(() => {
    plot.current?.setData(dataOf(latest.current));
  }, [traces, limits, faults, range]);

  return <div ref={holder} className={styles['plot']} role="img" aria-label={props.label} />;
}

type Latest = { readonly current: RunPanelProps };

/** Columns over one time axis, seconds. Instants that only another line has are no gap, a null is. */
function dataOf({ lines, traces }: RunPanelProps): uPlot.AlignedData {
  const tables = lines.map(({ pointId }): uPlot.AlignedData => {
    const trace = traces.find((one) => one.pointId === pointId);
    return [(trace?.at ?? []).map((at) => at / 1000), [...(trace?.values ?? [])]];
  });
  return uPlot.join(
    tables,
    tables.map(() => [1, 1]),
  );
}

const sizeOf = (element: HTMLElement, { hasTimes }: RunPanelProps) => ({
  width: element.clientWidth,
  height: HEIGHT + (hasTimes ? TIMES : 0),
});
const token = (element: HTMLElement, name: string): string => getComputedStyle(element).getPropertyValue(name).trim();

/** What the value axis must hold: all that is shown, and limits near it. */
function yRange({ traces, lines, limits }: RunPanelProps): [number, number] {
  const values = lines.flatMap(({ pointId }) => traces.find((one) => one.pointId === pointId)?.values ?? []);
  return valueRange(
    values.map((value) => ({ minimum: value, maximum: value })),
    limits,
  );
}

function axes(element: HTMLElement, latest: Latest): uPlot.Axis[] {
  const second = () => token(element, '--text-second');
  const line = () => token(element, '--line');
  const { plate, hasTimes } = latest.current;
  const value: uPlot.Axis = {
    stroke: second,
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
    size: LEFT,
    space: 28,
    values: (_, ticks) => ticks.map((tick) => latest.current.axisText(+tick.toFixed(3))),
  };
  const times: uPlot.Axis = {
    stroke: second,
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
    size: hasTimes ? TIMES : 0,
    values: hasTimes ? timeLabels : (_, ticks) => ticks.map(() => ''),
  };
  if (plate === null) return [times, value];
  const percent: uPlot.Axis = {
    ...value,
    side: 1,
    size: RIGHT,
    grid: { show: false },
    values: (_, ticks) => ticks.map((tick) => `${Math.round((tick / plate) * 100)} %`),
  };
  return [times, value, percent];
}

function options(element: HTMLElement, latest: Latest): uPlot.Options {
  const { lines, plate } = latest.current;
  const stroke = () => token(element, '--chart-line');
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  return {
    ...sizeOf(element, latest.current),
    padding: [6, plate === null ? RIGHT : 0, 0, 0],
    legend: { live: true, markers: { width: 0 } },
    cursor: {
      drag: { x: true, y: false, setScale: false },
      points: { size: 6 },
      sync: { key: 'run', scales: ['x', null], setSeries: false },
    },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), latest.current.timeZone),
    scales: {
      x: { time: true, range: () => [latest.current.range.from / 1000, latest.current.range.to / 1000] },
      y: { range: () => yRange(latest.current) },
    },
    axes: axes(element, latest),
    series: [
      { value: '{HH}:{mm}:{ss}', label: latest.current.timeLabel },
      ...lines.map(({ name }, index) => ({
        label: name,
        stroke,
        width: 1.5,
        dash: [...(dashes[index % dashes.length] ?? [])],
        spanGaps: false,
        points: { show: false },
        // A value holds until the next one: many controllers speak only when something changes.
        ...(stepped ? { paths: stepped } : {}),
        value: (_: uPlot, value: number | null) =>
          value === null || value === undefined ? '–' : latest.current.valueText(value),
      })),
    ],
    hooks: {
      draw: [(plot) => drawLimits(plot, element, latest.current), (plot) => drawFaults(plot, element, latest.current)],
      setSelect: [(plot) => select(plot, latest.current)],
    },
  };
}

function drawLimits(plot: uPlot, element: HTMLElement, { limits }: RunPanelProps): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = token(element, '--alarm-high');
  ctx.setLineDash([8, 5]);
  ctx.lineWidth = 1.5 * devicePixelRatio;
  for (const limit of limits) {
    const y = plot.valToPos(limit, 'y', true);
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}

/** A fault is a bar at the foot, as long as it is uncertain, under a line at the instant it was sure. */
function drawFaults(plot: uPlot, element: HTMLElement, { faults }: RunPanelProps): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = token(element, '--alarm-critical');
  const bar = 6 * devicePixelRatio;
  for (const { from, by } of faults) {
    const left = Math.max(bbox.left, plot.valToPos(from / 1000, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(by / 1000, 'x', true));
    if (right < bbox.left || left > bbox.left + bbox.width) continue;
    ctx.fillRect(left, bbox.top + bbox.height - bar, Math.max(bar, right - left), bar);
    ctx.fillRect(right - devicePixelRatio, bbox.top, devicePixelRatio, bbox.height);
  }
  ctx.restore();
}

function select(plot: uPlot, { onSelect }: RunPanelProps): void {
  const { left, width } = plot.select;
  if (width < 8) return;
  const at = (x: number) => Math.round(plot.posToVal(x, 'x') * 1000);
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  onSelect(at(left), at(left + width));
}
