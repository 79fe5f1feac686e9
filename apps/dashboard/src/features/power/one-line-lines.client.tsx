'use client';
import type { DiagramLine, OneLineLayout } from '@wachter/core';
import styles from './one-line.module.css';
import { pixelsAt, type RowGeometry } from './one-line-geometry.ts';

interface OneLineLinesProps {
  readonly lines: readonly DiagramLine[];
  readonly layout: OneLineLayout;
  readonly rows: RowGeometry;
}

/** Room in which an open contact stands away from what it would feed, pixels. */
const CONTACT = 14;

/** The lines of the diagram, told apart by weight and dashes, not by colour. The list of boxes says the same in words. */
export function OneLineLines({ lines, layout, rows }: OneLineLinesProps) {
  const width = layout.columns * 100;
  const kept = new Map(lines.map((line) => [`${line.source} > ${line.target}`, line]));
  return (
    <svg className={styles['lines']} viewBox={`0 0 ${width} ${rows.total}`} preserveAspectRatio="none" aria-hidden="true">
      {layout.routes.map(({ source, target, corners }) => {
        const line = kept.get(`${source} > ${target}`);
        if (!line) return null;
        const points = corners.map(([x, y]) => [(x + 0.5) * 100, pixelsAt(rows, y)] as const);
        const [endX, endY] = points.at(-1) ?? [0, 0];
        const drawn = line.isOpen ? [...points.slice(0, -1), [endX, endY - CONTACT] as const] : points;
        return (
          <g key={`${source} > ${target}`}>
            <path
              className={styles['line']}
              data-energy={line.energy}
              data-fuel={line.isFuel}
              d={`M${drawn.map(([x, y]) => `${x} ${y}`).join('L')}`}
            />
            {line.isOpen && (
              <path className={styles['contact']} d={`M${endX} ${endY - CONTACT}l5 ${CONTACT - 3}M${endX} ${endY}v-2`} />
            )}
          </g>
        );
      })}
    </svg>
  );
}
