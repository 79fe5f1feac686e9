import type { Instant } from '../reading/reading.ts';
import type { RunRecord } from './run.ts';

/** What came a minute before or after a run may still be of it: delays of alarms, and clocks. */
export const NEAR_RUN_MS = 60_000;

/** Everything that a run tells of: mains, switches, sets and UPS. */
export const equipmentIn = ({ mains, switches, sets, ups }: RunRecord): ReadonlySet<string> =>
  new Set([...Object.keys(mains), ...Object.keys(switches), ...[...sets, ...ups].map(({ id }) => id)]);

/** Did something about this equipment at this instant happen in the run, or beside it within a minute? */
export const isPartOf = (run: RunRecord, { equipment, at }: { readonly equipment: string; readonly at: Instant }): boolean =>
  at >= run.startedAt - NEAR_RUN_MS &&
  (run.endedAt === null || at <= run.endedAt + NEAR_RUN_MS) &&
  equipmentIn(run).has(equipment);
