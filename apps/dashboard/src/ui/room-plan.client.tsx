'use client';
import type { ModelPoint, Plan, PlanShape } from '@wachter/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useMemo } from 'react';
import { useLocale } from 'use-intl';
import { useAlarms, useLive } from '../live/use-live.client.ts';
import { priorityMarks } from './alarm-mark.client.tsx';
import { useQuantity } from './catalogue.client.tsx';
import { marksByPoint, type PointMark } from './point-mark.ts';
import { readingView } from './reading-view.ts';
import styles from './room-plan.module.css';

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
  const alarms = useAlarms();
  const marks = useMemo(() => marksByPoint(alarms), [alarms]);
  const unit = Math.max(plan.widthMeters, plan.depthMeters) / 60;
  const margin = unit * 2;
  const view = [-margin, -margin, plan.widthMeters + 2 * margin, plan.depthMeters + 2 * margin].join(' ');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing whose points can be pressed; no other element holds SVG shapes
    <svg className={styles['plan']} viewBox={view} role="group" aria-label={label}>
      <defs>
        <pattern id="unknown" width={unit / 2} height={unit / 2} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className={styles['tile']} width={unit / 2} height={unit / 2} />
          <line className={styles['hatch']} x1="0" x2="0" y1="0" y2={unit / 2} strokeWidth={unit / 4} />
        </pattern>
      </defs>
      <rect className={styles['floor']} width={plan.widthMeters} height={plan.depthMeters} strokeWidth={unit / 6} />
      {plan.shapes.map((shape, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no other identity and are never reordered here
        <Shape key={index} shape={shape} unit={unit} />
      ))}
      {children}
      {points.filter(isPlaced).map((point) => (
        <PlanPoint
          key={point.id}
          point={point}
          at={{ x: point.place.x * plan.widthMeters, y: point.place.y * plan.depthMeters, unit }}
          mark={marks.get(point.id) ?? null}
          isSelected={point.id === selectedId}
          onSelect={onSelect}
        />
      ))}
    </svg>
  );
}

type Placed = ModelPoint & { readonly place: { readonly x: number; readonly y: number } };
const isPlaced = (point: ModelPoint): point is Placed => point.place.x !== undefined && point.place.y !== undefined;

function Shape({ shape, unit }: { readonly shape: PlanShape; readonly unit: number }) {
  const { x, y, width, depth } = shape;
  return (
    <g className={styles['shape']} data-kind={shape.kind}>
      <rect x={x} y={y} width={Math.max(width, 0.05)} height={Math.max(depth, 0.05)} rx={unit / 8} strokeWidth={unit / 12} />
      {shape.label && (
        <text x={x + width / 2} y={y + depth / 2} fontSize={unit * 0.85} textAnchor="middle" dominantBaseline="central">
          {shape.label}
        </text>
      )}
    </g>
  );
}

interface PlanPointProps {
  readonly point: Placed;
  readonly at: { readonly x: number; readonly y: number; readonly unit: number };
  readonly mark: PointMark | null;
  readonly isSelected: boolean;
  readonly onSelect: ((pointId: number) => void) | undefined;
}

function PlanPoint({ point, at, mark, isSelected, onSelect }: PlanPointProps) {
  const locale = useLocale();
  const quantity = useQuantity(point.quantity);
  const text = useLive((live) => {
    const shown = readingView({ state: live.points.get(point.id), quantity, times: point }, live.serverNow, locale);
    const value = quantity?.kind === 'number' ? shown.text : shown.text.slice(0, 8);
    return `${shown.trust === 'good' || shown.trust === 'uncertain' ? 'known' : 'unknown'} ${value}`;
  });
  const [trust, value] = [text.slice(0, text.indexOf(' ')), text.slice(text.indexOf(' ') + 1)];
  const { x, y, unit } = at;
  const press = onSelect && {
    role: 'button',
    tabIndex: 0,
    'aria-pressed': isSelected,
    onClick: () => onSelect(point.id),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      onSelect(point.id);
    },
  };
  return (
    <g
      className={styles['point']}
      data-trust={trust}
      data-priority={mark?.priority}
      data-acknowledged={mark?.isAcknowledged}
      data-selected={isSelected}
      {...press}
      aria-label={`${point.name}: ${value}`}
    >
      <rect className={styles['target']} x={x - unit * 2.4} y={y - unit * 2.4} width={unit * 4.8} height={unit * 4.8} />
      <rect
        className={styles['label']}
        x={x - unit * 1.9}
        y={y - unit * 0.85}
        width={unit * 3.8}
        height={unit * 1.7}
        rx={unit / 4}
        strokeWidth={unit / 7}
      />
      <text x={x} y={y} fontSize={unit * 1.05} textAnchor="middle" dominantBaseline="central">
        {mark ? `${priorityMarks[mark.priority].slice(0, 1)} ` : ''}
        {value}
      </text>
    </g>
  );
}
