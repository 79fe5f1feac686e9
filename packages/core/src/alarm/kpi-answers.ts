import { type Priority, priorities } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';
import { type AlarmPeriodRows, type Annunciation, annunciationsOf, grouped } from './kpi-rows.ts';
import { percentile } from './kpi-spread.ts';

/** How long people took. Percentiles are of what was acknowledged; `waiting` are annunciations nobody answered by the end. */
export interface Answers {
  readonly priority: Priority;
  readonly annunciated: number;
  readonly acknowledged: number;
  readonly waiting: number;
  readonly p50Seconds: number | null;
  readonly p90Seconds: number | null;
}

/** Each annunciation is answered by the first acknowledgement of its occurrence that follows it. */
export function answersOf(rows: AlarmPeriodRows): readonly Answers[] {
  const spoken = annunciationsOf(rows);
  const words = grouped(
    rows.transitions.filter((row) => row.kind === 'acknowledged'),
    (row) => row.alarmId,
  );
  const answeredAt = ({ alarmId, at }: Annunciation): Instant | undefined =>
    words.get(alarmId)?.find((word) => word.recordedAt >= at)?.recordedAt;
  return priorities.map((priority) => {
    const own = spoken.filter((one) => one.priority === priority);
    const seconds = own.flatMap((one) => {
      const at = answeredAt(one);
      return at === undefined ? [] : [(at - one.at) / 1000];
    });
    return {
      priority,
      annunciated: own.length,
      acknowledged: seconds.length,
      waiting: own.length - seconds.length,
      p50Seconds: percentile(seconds, 0.5),
      p90Seconds: percentile(seconds, 0.9),
    };
  });
}
