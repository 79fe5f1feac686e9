import { type Instant, testOverdue, wallClockAt } from '@wachter/core';
import type { Store, StoredPlan } from '@wachter/services';
import { testsOf } from '@wachter/services/power/list-plan';
import type { Job } from './jobs.ts';

const SECOND = 1_000;
/** So long a run that became a test, or no test, by late data may go unseen. */
const LOOK_AGAIN_MS = 600 * SECOND;

type Parts = Pick<Store, 'ingest' | 'site' | 'power'>;

interface Look {
  /** What the answer hangs on besides the versions of older runs. */
  readonly key: string;
  readonly at: Instant;
  readonly isInTime: boolean;
}

export interface TestPlans {
  readonly job: Job;
  /** What the rules of a site are told of; empty before it was looked. */
  readonly works: (siteId: string) => ReadonlyMap<string, boolean>;
}

/** Looks whether the tests that plans ask for are done in time. A look that failed leaves what the last one said. */
export function testPlans(store: Parts): TestPlans {
  const looks = new Map<string, Look>();

  const lookAt = async (plan: StoredPlan, zone: string, now: Instant): Promise<Look> => {
    const revision = await store.ingest.directoryRevision();
    const [latest] = await store.power.runs({ siteId: plan.siteId, limit: 1 });
    const { date } = wallClockAt(zone, now);
    const key = [revision, date, latest?.runId, latest?.version].join(' ');
    const known = looks.get(plan.siteId);
    if (known?.key === key && now - known.at < LOOK_AGAIN_MS && known.at <= now) return known;
    const names = new Map((await store.site.equipment(plan.siteId)).map(({ id, name }) => [id, name]));
    const tests = await testsOf(store, plan, { now, timeZone: zone, names });
    return { key, at: now, isInTime: tests.every(({ status }) => status.state !== 'overdue') };
  };
  return {
    job: {
      id: 'test-plans',
      everyMs: 15 * SECOND,
      run: async (now) => {
        const plans = new Map((await store.site.testPlans()).map((plan) => [plan.siteId, plan]));
        for (const { id, timeZone } of await store.site.sites()) {
          const plan = plans.get(id);
          looks.set(id, plan ? await lookAt(plan, timeZone, now) : { key: '', at: now, isInTime: true });
        }
        return null;
      },
    },
    works: (siteId) => {
      const look = looks.get(siteId);
      return new Map(look ? [[testOverdue.id, look.isInTime]] : []);
    },
  };
}
