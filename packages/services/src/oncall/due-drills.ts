import { type DrillOmission, drillLateAtMostMs, drillsDue, type Instant } from '@wachter/core';
import { auditOf, type Services } from '../context.ts';
import type { DrillRow } from '../ports/notify-store.ts';
import { composeDrill, isUnderWay } from './compose-drill.ts';
import { loadTellingSetup, type TellingSetup } from './who-is-told.ts';

export type DrillServices = Pick<Services, 'store' | 'now' | 'newId' | 'channels'>;

/** What became of the drills that fell due. */
export interface DueDrills {
  readonly held: number;
  readonly skipped: number;
  readonly missed: number;
}

/** Longer ago nobody asks any more; each is a row. */
const lookBackMs = 400 * 86_400_000;

/**
 * Begins what fell due, and keeps why one was not held: a critical alarm stands open, nobody can be told, the last one is still under way, or no
 * ingestor was at work within half an hour. Each time it falls due is dealt with once, whoever leads (FencedOutError for whoever does not).
 */
export async function holdDueDrills(services: DrillServices, fence: bigint): Promise<DueDrills> {
  const { store, now } = services;
  const plans = await store.notify.drillPlans();
  const done = { held: 0, skipped: 0, missed: 0 };
  if (plans.length === 0) return done;
  const setup = await loadTellingSetup(store);
  for (const { siteId, plan, plannedAt, plannedBy, lastDueAt } of plans) {
    const site = setup.sites.find(({ id }) => id === siteId);
    if (!site) continue;
    const span = { after: Math.max(plannedAt, lastDueAt ?? 0, now() - lookBackMs), until: now() };
    for (const dueAt of drillsDue(plan, site.timeZone, span)) {
      const outcome = await keep(services, setup, { fence, siteId, dueAt, plannedBy });
      if (outcome !== null) done[outcome] += 1;
    }
  }
  return done;
}

interface DueDrill {
  readonly fence: bigint;
  readonly siteId: string;
  readonly dueAt: Instant;
  readonly plannedBy: string;
}

/** Null when somebody else has dealt with it. */
async function keep(services: DrillServices, setup: TellingSetup, due: DueDrill): Promise<keyof DueDrills | null> {
  const { fence, siteId, dueAt, plannedBy } = due;
  const { store, now, newId } = services;
  const id = newId();
  const start = composeDrill(services, setup, { id, siteId });
  const omitted = await omissionOf(services, due, start.notices.length > 0);
  const { notices, unreached } = omitted === null ? start : { notices: [], unreached: [] };
  const drill: DrillRow = { id, siteId, kind: 'drill', startedAt: now(), startedBy: plannedBy, unreached, dueAt, omitted };
  const after = { dueAt, omitted, messages: notices.length, unreached: unreached.length };
  const record = { action: omitted === null ? 'drill.start' : 'drill.omit', objectKind: 'drill', objectId: id, after };
  const audit = auditOf({ actor: { kind: 'system', name: 'drill plan' } }, record);
  if (!(await store.notify.keepDueDrill(fence, drill, { notices, audit }))) return null;
  return omitted === null ? 'held' : omitted === 'nobody-led' ? 'missed' : 'skipped';
}

async function omissionOf(services: DrillServices, due: DueDrill, reachesAnybody: boolean): Promise<DrillOmission | null> {
  const { siteId, dueAt } = due;
  if (services.now() - dueAt > drillLateAtMostMs) return 'nobody-led';
  const states = ['unacknowledged', 'acknowledged'] as const;
  const filter = { siteId, priorities: ['critical'] as const, states, limit: 1 };
  if ((await services.store.alarms.list(filter)).length > 0) return 'critical-alarm';
  if (!reachesAnybody) return 'nobody-to-tell';
  return (await isUnderWay(services, siteId)) ? 'drill-under-way' : null;
}
