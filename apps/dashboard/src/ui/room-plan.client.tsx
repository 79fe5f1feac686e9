'use client';
import type { ModelPoint, Plan } from '@wachter/core';
import { type ReactNode, useId, useMemo } from 'react';
import { useOpenAlarms } from '../live/use-live.client.ts';
import { labelled } from './plan-labels.ts';
import { PlanPoint } from './plan-point.client.tsx';
import { PlanShapes } from './plan-shapes.tsx';
import { marksByPoint, type PointMark } from './point-mark.ts';
import styles from './room-plan.module.css';
import { type Size, useSize } from './use-size.client.ts';

interface RoomPlanProps {
  readonly plan: Plan;
  readonly points: readonly ModelPoint[];
  /** Name of the plan for screen readers. */
  readonly label: string;
  readonly selectedId?: number | null;
  readonly onSelect?: (pointId: number) => void;
  /** More SVG above the shapes, in metres of the plan. */
  readonly children?: ReactNode;
}

/** A room from above: shapes in grey, each placed point with its live value, coloured only by its alarm, hatched when unknown. */
export function RoomPlan({ plan, points, label, selectedId = null, onSelect, children }: RoomPlanProps) {
  const alarms = useOpenAlarms();
  const marks = useMemo(() => marksByPoint(alarms), [alarms]);
  const hatch = useId();
  const [ref, size] = useSize<SVGSVGElement>();
  const margin = Math.max(plan.widthMeters, plan.depthMeters) / 24;
  const box = { width: plan.widthMeters + 2 * margin, height: plan.depthMeters + 2 * margin };
  const text = metersOfText(box, size);
  const placed = useMemo(() => placesOf(points, plan), [points, plan]);
  const shown = useMemo(() => {
    const rank = (id: number) => (id === selectedId ? 0 : markRank(marks.get(id)));
    return labelled(
      placed.map(({ point, x, y }) => ({ id: point.id, x, y, rank: rank(point.id) })),
      { width: text * 3.7, height: text * 1.7 },
    );
  }, [placed, marks, selectedId, text]);
  return (
    <svg
      ref={ref}
      className={styles['plan']}
      viewBox={`${-margin} ${-margin} ${box.width} ${box.height}`}
      {...{ role: 'group', 'aria-label': label }}
    >
      <title>{label}</title>
      <pattern id={hatch} width={text / 2} height={text / 2} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className={styles['tile']} width={text / 2} height={text / 2} />
        <line className={styles['hatch']} x1="0" x2="0" y1="0" y2={text / 2} strokeWidth={text / 4} />
      </pattern>
      <rect className={styles['floor']} width={plan.widthMeters} height={plan.depthMeters} strokeWidth={text / 6} />
      <PlanShapes shapes={plan.shapes} text={text} />
      {children}
      {underFirst(placed, shown).map(({ point, x, y }) => (
        <PlanPoint
          key={point.id}
          point={point}
          at={{ x, y, text, hatch }}
          mark={marks.get(point.id) ?? null}
          hasLabel={shown.has(point.id)}
          isSelected={point.id === selectedId}
          onSelect={onSelect}
        />
      ))}
    </svg>
  );
}

const textPixels = 12;

/** How many metres of the plan a readable text is high; a guess for a desk before the size on the screen is known. */
function metersOfText(box: Size, size: Size | null): number {
  if (!size || size.width === 0 || size.height === 0) return Math.max(box.width, box.height) / 55;
  const pixelsPerMeter = Math.min(size.width / box.width, size.height / box.height);
  return textPixels / pixelsPerMeter;
}

const markRank = (mark: PointMark | undefined): number => (mark === undefined ? 3 : mark.isAcknowledged ? 2 : 1);

const placesOf = (points: readonly ModelPoint[], plan: Plan) =>
  points.flatMap((point) => {
    const { x, y } = point.place;
    return x === undefined || y === undefined ? [] : [{ point, x: x * plan.widthMeters, y: y * plan.depthMeters }];
  });

/** What has no label lies beneath what has one. */
const underFirst = <P extends { readonly point: ModelPoint }>(placed: readonly P[], shown: ReadonlySet<number>): readonly P[] => [
  ...placed.filter(({ point }) => !shown.has(point.id)),
  ...placed.filter(({ point }) => shown.has(point.id)),
];
