import { type DrillServices, holdDueDrills } from '@wachter/services/oncall/due-drills';
import type { Job } from './jobs.ts';

/** Begins the drills that fell due by the plan of their site. `fence` is that of the present term; null: nothing is begun. */
export const dueDrillsJob = (services: DrillServices, fence: () => bigint | null): Job => ({
  id: 'due-drills',
  everyMs: 5_000,
  run: async () => {
    const held = fence();
    if (held === null) return null;
    const done = await holdDueDrills(services, held);
    return done.held + done.skipped + done.missed > 0 ? done : null;
  },
});
