import { batteryDue } from '@wachter/core';
import type { Store } from '@wachter/services';
import { batteriesOf } from '@wachter/services/power/list-batteries';
import type { Job } from './jobs.ts';

/** Batteries grow old in years; a nameplate that somebody edits is seen this soon. */
const EVERY_MS = 60_000;

export interface Batteries {
  readonly job: Job;
  /** What the rules of a site are told of; empty before it was looked. */
  readonly works: (siteId: string) => ReadonlyMap<string, boolean>;
}

/** Looks whether a battery string should be replaced. A look that failed leaves what the last one said. */
export function batteries(store: Pick<Store, 'site' | 'history'>): Batteries {
  let isFit: ReadonlyMap<string, boolean> = new Map();
  return {
    job: {
      id: 'batteries',
      everyMs: EVERY_MS,
      run: async (now) => {
        const [sites, strings] = [await store.site.sites(), await batteriesOf(store, { now })];
        const due = new Set(strings.filter(({ life }) => life.replace.length > 0).map(({ ups }) => ups.siteId));
        isFit = new Map(sites.map(({ id }) => [id, !due.has(id)]));
        return null;
      },
    },
    works: (siteId) => {
      const known = isFit.get(siteId);
      return new Map(known === undefined ? [] : [[batteryDue.id, known]]);
    },
  };
}
