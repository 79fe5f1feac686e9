import styles from './sparkline.module.css';

/** One bucket of a history. `mean` null = nothing measured: a gap. */
export interface SparkBucket {
  readonly startsAt: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
}

interface SparklineProps {
  readonly buckets: readonly SparkBucket[];
  /** What it says in words, for screen readers. */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}

type Known = { readonly index: number; readonly minimum: number; readonly maximum: number; readonly mean: number };

/** Runs of neighbouring buckets with data: a gap ends a run and is never bridged. */
export function runsOf(buckets: readonly SparkBucket[]): readonly (readonly Known[])[] {
  const runs: Known[][] = [];
  let run: Known[] = [];
  buckets.forEach((bucket, index) => {
    if (bucket.mean === null) {
      if (run.length > 0) runs.push(run);
      run = [];
      return;
    }
    run.push({ index, mean: bucket.mean, minimum: bucket.minimum ?? bucket.mean, maximum: bucket.maximum ?? bucket.mean });
  });
  return run.length > 0 ? [...runs, run] : runs;
}

/** A trend without axes: mean as a line, lowest to highest as a band. */
export function Sparkline({ buckets, label, width = 120, height = 28 }: SparklineProps) {
  const runs = runsOf(buckets);
  const known = runs.flat();
  const least = Math.min(...known.map((bucket) => bucket.minimum));
  const most = Math.max(...known.map((bucket) => bucket.maximum));
  const span = most - least || 1;
  const x = (index: number) => ((index + 0.5) / Math.max(1, buckets.length)) * width;
  const y = (value: number) => (most === least ? height / 2 : height - 2 - ((value - least) / span) * (height - 4));
  const at = (index: number, value: number) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`;
  return (
    <svg
      className={styles['spark']}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      {runs.map((run) => (
        <g key={run[0]?.index}>
          <polygon
            className={styles['band']}
            points={[
              ...run.map((bucket) => at(bucket.index, bucket.maximum)),
              ...run.toReversed().map((bucket) => at(bucket.index, bucket.minimum)),
            ].join(' ')}
          />
          {run.length === 1 && run[0] ? (
            <circle className={styles['dot']} cx={x(run[0].index)} cy={y(run[0].mean)} r="1.2" />
          ) : (
            <polyline className={styles['line']} points={run.map((bucket) => at(bucket.index, bucket.mean)).join(' ')} />
          )}
        </g>
      ))}
    </svg>
  );
}
