import type { Priority } from '../quantity/define.ts';
import type { Alarm, EngineColumns } from './alarm.ts';

/** A change of an occurrence by the engine: `open` inserts (id made by the caller), `update` rewrites engine columns only. */
export type AlarmWrite =
  | {
      readonly kind: 'open';
      readonly id: string;
      readonly siteId: string;
      readonly ruleId: string;
      readonly pointId: number | null;
      readonly deviceId: string | null;
      readonly priority: Priority;
      readonly isLatching: boolean;
      readonly columns: EngineColumns;
    }
  | { readonly kind: 'update'; readonly id: string; readonly priority: Alarm['priority']; readonly columns: EngineColumns };

/** One write per occurrence, in order of first mention: the last columns win and an `open` stays an `open`. */
export function mergeAlarmWrites(writes: readonly AlarmWrite[]): readonly AlarmWrite[] {
  if (writes.length < 2) return writes;
  const byId = new Map<string, AlarmWrite>();
  for (const write of writes) {
    const earlier = byId.get(write.id);
    byId.set(
      write.id,
      earlier?.kind === 'open' && write.kind === 'update'
        ? { ...earlier, priority: write.priority, columns: write.columns }
        : write,
    );
  }
  return [...byId.values()];
}
