import type { PlanShape } from '@wachter/core';
import styles from './room-plan.module.css';

interface PlanShapesProps {
  readonly shapes: readonly PlanShape[];
  /** Height of a readable text, in metres of the plan. */
  readonly text: number;
}

/** Walls, racks and machines, without colour; a name where it fits, along the longer side. */
export function PlanShapes({ shapes, text }: PlanShapesProps) {
  return shapes.map((shape, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no other identity and are never reordered here
    <Shape key={index} shape={shape} text={text} />
  ));
}

const letterWidth = 0.62;

function Shape({ shape, text }: { readonly shape: PlanShape; readonly text: number }) {
  const { x, y, width, depth, label } = shape;
  const [centreX, centreY] = [x + width / 2, y + depth / 2];
  const needed = (label?.length ?? 0) * text * letterWidth;
  const isUpright = needed > width && depth > width;
  const fits = needed <= Math.max(width, depth) && text <= Math.min(width, depth) * 1.2;
  return (
    <g className={styles['shape']} data-kind={shape.kind}>
      <rect x={x} y={y} width={Math.max(width, 0.05)} height={Math.max(depth, 0.05)} rx={text / 8} strokeWidth={text / 12} />
      {label && fits && (
        <text
          x={centreX}
          y={centreY}
          fontSize={text}
          textAnchor="middle"
          dominantBaseline="central"
          transform={isUpright ? `rotate(-90 ${centreX} ${centreY})` : undefined}
        >
          {label}
        </text>
      )}
    </g>
  );
}
