import type { PowerStore, StoredRun } from '@wachter/services/ports/index';
import { asJson, type Database } from './database.ts';

const latest = (runs: readonly StoredRun[]): readonly StoredRun[] => [
  ...new Map(runs.map((run) => [`${run.siteId} ${run.runId}`, run])).values(),
];

export const memoryPowerStore = (database: Database): PowerStore => ({
  keepRun: (siteId, record, recordedAt) =>
    database.write((draft) => {
      const known = latest(draft.powerRuns)
        .filter((run) => run.siteId === siteId)
        .filter(
          ({ record: { startedAt, endedAt } }) =>
            startedAt <= (record.endedAt ?? startedAt) && (endedAt ?? record.startedAt) >= record.startedAt,
        )
        .toSorted((a, b) => a.record.startedAt - b.record.startedAt)[0];
      if (known && JSON.stringify(known.record) === JSON.stringify(record)) return null;
      const run = {
        siteId,
        runId: known?.runId ?? record.id,
        version: (known?.version ?? 0) + 1,
        recordedAt,
        record: asJson(record),
      };
      draft.powerRuns.push(run);
      return run;
    }),
  runs: async ({ siteId, before, limit }) =>
    latest(database.read().powerRuns)
      .filter((run) => siteId === undefined || run.siteId === siteId)
      .filter(({ record }) => before === undefined || record.startedAt < before)
      .toSorted((a, b) => b.record.startedAt - a.record.startedAt || (a.runId < b.runId ? -1 : 1))
      .slice(0, limit),
  versions: async (siteId, runId) => database.read().powerRuns.filter((run) => run.siteId === siteId && run.runId === runId),
});
