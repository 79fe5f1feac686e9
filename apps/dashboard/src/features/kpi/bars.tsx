import styles from './kpi.module.css';

interface BarsProps {
  readonly counts: readonly number[];
  /** A line that should not be crossed, where there is one for slots of this length. */
  readonly target: number | null;
  readonly label: string;
}

const WIDTH = 600;
const HEIGHT = 120;

/** Counts over time as bars from zero; the highest is named beside the picture by whoever draws it. */
export function Bars({ counts, target, label }: BarsProps) {
  const top = Math.max(1, target ?? 0, ...counts);
  const slot = WIDTH / Math.max(1, counts.length);
  const y = (count: number) => HEIGHT - (count / top) * HEIGHT;
  return (
    <svg className={styles['bars']} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {counts.map((count, index) =>
        count === 0 ? null : (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place in time
            key={index}
            className={target !== null && count > target ? styles['barAbove'] : styles['bar']}
            x={index * slot}
            width={Math.max(1, slot * 0.8)}
            y={y(count)}
            height={HEIGHT - y(count)}
          />
        ),
      )}
      <line className={styles['base']} x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      {target !== null && <line className={styles['target']} x1={0} x2={WIDTH} y1={y(target)} y2={y(target)} />}
    </svg>
  );
}
