import {
  type Attempt,
  addSpan,
  askedBy,
  attemptOf,
  checklistById,
  dateOfDay,
  dayNumber,
  type Instant,
  isAttempt,
  notPlanned,
  ok,
  type PlanEntry,
  type Result,
  statusOf,
  type TestKind,
  type TestStatus,
  testKindById,
  wallClockAt,
  whyNot,
} from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import type { StoredRun } from '../ports/power-store.ts';
import type { Store } from '../ports/store.ts';
import type { StoredPlan } from '../ports/test-store.ts';
import type { SignedRecord } from './list-records.ts';
import { isRunOf } from './list-tests.ts';

export const ListTestPlan = z.strictObject({ siteId: Id.optional() });

/** A test of one thing, and where it stands. */
export interface ListedTest {
  readonly entry: PlanEntry;
  readonly kind: TestKind;
  readonly equipment: string;
  readonly status: TestStatus;
}

/** The plan of a site. `proposed`: tests that could be asked and are not, first due one interval from today. */
export interface SitePlan {
  readonly siteId: string;
  readonly siteName: string;
  readonly timeZone: string;
  readonly version: number;
  readonly tests: readonly ListedTest[];
  readonly proposed: readonly (PlanEntry & { readonly equipment: string })[];
}

/** Overdue first, then by the day they are due. */
export const listTestPlan = defineVerb({
  action: 'plan.read',
  input: ListTestPlan,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId }): Promise<Result<readonly SitePlan[], never>> => {
    const now = context.now();
    const sites = (await context.store.site.sites()).filter(({ id }) => siteId === undefined || id === siteId);
    const plans = new Map((await context.store.site.testPlans(siteId)).map((plan) => [plan.siteId, plan]));
    const listed = await Promise.all(
      sites.map(async ({ id, name: siteName, timeZone }): Promise<SitePlan> => {
        const equipment = await context.store.site.equipment(id);
        const names = new Map(equipment.map((one) => [one.id, one.name]));
        const plan = plans.get(id);
        const today = dayNumber(wallClockAt(timeZone, now).date);
        const proposed = notPlanned(equipment, plan?.entries ?? []).flatMap(({ equipmentId, kind }) => {
          const every = testKindById(kind)?.every;
          if (!every) return [];
          const firstDueOn = dateOfDay(addSpan(today, every));
          return [
            { equipmentId, kind, firstDueOn, ruleSet: null, needsApproval: false, equipment: names.get(equipmentId) ?? '' },
          ];
        });
        const tests = plan ? await testsOf(context.store, plan, { now, timeZone, names }) : [];
        return { siteId: id, siteName, timeZone, version: plan?.version ?? 0, tests, proposed };
      }),
    );
    return ok(listed.filter(({ tests, proposed }) => tests.length + proposed.length > 0));
  },
});

function attemptOfRecord(record: SignedRecord, entry: PlanEntry, kind: TestKind): readonly Attempt[] {
  const list = checklistById(kind.checklist);
  if (!list || record.kind !== kind.id || record.equipmentId !== entry.equipmentId) return [];
  const why = whyNot(record.content, list, { by: record.signatures, needsApproval: entry.needsApproval });
  return [{ source: { kind: 'record', id: record.recordId }, at: record.content.doneAt, why }];
}

const MOST_RUNS = 400;

interface Knowledge {
  readonly now: Instant;
  readonly timeZone: string;
  readonly names: ReadonlyMap<string, string>;
}

/** Every test of a plan with where it stands; tests of equipment that is gone are left out. */
export async function testsOf(
  store: Pick<Store, 'power' | 'site'>,
  plan: StoredPlan,
  { now, timeZone, names }: Knowledge,
): Promise<readonly ListedTest[]> {
  const runs = await store.power.runs({ siteId: plan.siteId, limit: MOST_RUNS });
  const announced = await store.site.announcedTests(plan.siteId);
  const records = await store.site.testRecords({ siteId: plan.siteId });
  const latest = [...new Map(records.map((record) => [record.recordId, record])).values()];
  const announcedAs = (run: StoredRun) => announced.filter((test) => isRunOf(run, test)).map(({ scenario }) => scenario);
  const context = { now, names: Object.fromEntries(names) };
  const tests = plan.entries.flatMap((entry): ListedTest[] => {
    const asked = askedBy(entry);
    const equipment = names.get(entry.equipmentId);
    if (!asked || equipment === undefined) return [];
    const { kind, ruleSet } = asked;
    if (ruleSet === null) {
      const attempts = latest.flatMap((record) => attemptOfRecord(record, entry, kind));
      const status = statusOf({ kind, firstDueOn: entry.firstDueOn, attempts }, { now, timeZone });
      return [{ entry, kind, equipment, status }];
    }
    const attempts = runs
      .filter((run) => isAttempt(run.record, { kind, equipment: entry.equipmentId }, announcedAs(run)))
      .map((run) => attemptOf(run, { equipment: entry.equipmentId, ruleSet }, context));
    const status = statusOf({ kind, firstDueOn: entry.firstDueOn, attempts }, { now, timeZone });
    return [{ entry, kind, equipment, status }];
  });
  const isLate = ({ status }: ListedTest) => Number(status.state === 'overdue');
  return tests.toSorted((a, b) => isLate(b) - isLate(a) || (a.status.dueOn < b.status.dueOn ? -1 : 1));
}
