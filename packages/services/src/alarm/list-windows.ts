import {
  endedOccurrence,
  type MaintenanceWindow,
  nextOccurrences,
  type Occurrence,
  ok,
  openOccurrence,
  type Result,
} from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';

export const ListMaintenanceWindows = z.strictObject({ siteId: Id.optional(), withCancelled: z.boolean().default(false) });

export interface ListedWindow extends MaintenanceWindow {
  readonly timeZone: string;
  /** The occurrence that is open now. */
  readonly open: Occurrence | null;
  /** The occurrence that ended last, in the last week: what it left behind is still worth a look. */
  readonly ended: Occurrence | null;
  /** Starts within 60 days from now, or from the first start where that lies ahead. */
  readonly next: readonly Occurrence[];
}

/** Planned work, open windows first, then by their next start. */
export const listMaintenanceWindows = defineVerb({
  action: 'alarm.journal',
  input: ListMaintenanceWindows,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId, withCancelled }): Promise<Result<readonly ListedWindow[], never>> => {
    const now = context.now();
    const zones = new Map((await context.store.site.sites()).map((site) => [site.id, site.timeZone]));
    const windows = (await context.store.site.windows(siteId)).filter((one) => withCancelled || one.cancelledAt === null);
    const listed = windows.map((window): ListedWindow => {
      const timeZone = zones.get(window.siteId) ?? 'UTC';
      const next = nextOccurrences(window, timeZone, { now, days: 60 });
      const ended = endedOccurrence(window, timeZone, { now, days: 7 });
      return { ...window, timeZone, open: openOccurrence(window, timeZone, now), ended, next };
    });
    const startOf = ({ open, next }: ListedWindow) => open?.from ?? next[0]?.from ?? Number.POSITIVE_INFINITY;
    return ok(listed.toSorted((a, b) => Number(b.open !== null) - Number(a.open !== null) || startOf(a) - startOf(b) || 0));
  },
});
