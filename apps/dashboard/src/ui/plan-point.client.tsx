'use client';
import type { Instant, ModelPoint, PointState } from '@wachter/core';
import { freshness } from '@wachter/core/reading/freshness';
import type { KeyboardEvent } from 'react';
import { useLocale } from 'use-intl';
import { useLive } from '../live/use-live.client.ts';
import { priorityMarks } from './alarm-mark.client.tsx';
import { useQuantity } from './catalogue.client.tsx';
import type { PointMark } from './point-mark.ts';
import { readingView } from './reading-view.ts';
import styles from './room-plan.module.css';

interface PlanPointProps {
  readonly point: ModelPoint;
  /** Place and height of a readable text in metres of the plan, and the id of its hatch pattern. */
  readonly at: { readonly x: number; readonly y: number; readonly text: number; readonly hatch: string };
  readonly mark: PointMark | null;
  /** Without room for a label the point is a small mark; its name and value stay for screen readers and on hover. */
  readonly hasLabel: boolean;
  readonly isSelected: boolean;
  readonly onSelect: ((pointId: number) => void) | undefined;
}

/** A label holds this many letters; longer words are drawn smaller, down to two thirds, and what is longer still ends in "…". */
const letters = 6;
const most = 9;

function fitted(value: string, room: number): { readonly word: string; readonly scale: number } {
  const word = value.length > (room * most) / letters ? `${value.slice(0, (room * most) / letters - 1)}…` : value;
  return { word, scale: Math.min(1, room / word.length) };
}

/** A point where it hangs: its value, its alarm's shape, hatched while it is unknown. */
export function PlanPoint({ point, at, mark, hasLabel, isSelected, onSelect }: PlanPointProps) {
  const { isKnown, value } = usePlanValue(point, hasLabel);
  const { x, y, text } = at;
  const shown = fitted(value, mark ? letters - 2 : letters);
  const name = value === '' ? point.name : `${point.name}: ${value}`;
  const half = hasLabel ? { width: text * 1.8, height: text * 0.8 } : { width: text * 0.35, height: text * 0.35 };
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
      data-trust={isKnown ? 'known' : 'unknown'}
      data-priority={mark?.priority}
      data-acknowledged={mark?.isAcknowledged}
      data-selected={isSelected}
      {...press}
      aria-label={name}
    >
      <title>{name}</title>
      {hasLabel && (
        <rect className={styles['target']} x={x - text * 1.8} y={y - text * 1.8} width={text * 3.6} height={text * 3.6} />
      )}
      <rect
        className={styles['label']}
        x={x - half.width}
        y={y - half.height}
        width={half.width * 2}
        height={half.height * 2}
        rx={text / 4}
        strokeWidth={text / 8}
        style={isKnown ? undefined : { fill: `url(#${at.hatch})` }}
      />
      {hasLabel && (
        <text x={x} y={y} fontSize={text * shown.scale} textAnchor="middle" dominantBaseline="central">
          {mark ? `${priorityMarks[mark.priority].slice(0, 1)} ` : ''}
          {shown.word}
        </text>
      )}
    </g>
  );
}

/**
 * The value as text and whether it speaks for the present; renders only when one of them changes. A point without room for a label
 * does not follow its value: a thousand of them would draw for nobody.
 */
function usePlanValue(point: ModelPoint, hasLabel: boolean): { readonly isKnown: boolean; readonly value: string } {
  const locale = useLocale();
  const quantity = useQuantity(point.quantity);
  const told = useLive((live) => {
    const state = live.points.get(point.id);
    if (!hasLabel) return isTrusted(state, point.staleSeconds, live.serverNow) ? '+' : '-';
    const { text, trust } = readingView({ state, quantity, times: point }, live.serverNow, locale);
    return `${trust === 'good' || trust === 'uncertain' ? '+' : '-'}${text}`;
  });
  return { isKnown: told.startsWith('+'), value: told.slice(1) };
}

const isTrusted = (state: PointState | undefined, staleSeconds: number, now: Instant): boolean =>
  state !== undefined && state.quality.level !== 'bad' && freshness(state, now, staleSeconds).kind === 'fresh';
