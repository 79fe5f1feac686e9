import {
  type AnnouncedTest,
  endOfTest,
  expectedReason,
  type JournalLine,
  ok,
  partsOf,
  type Result,
  refuse,
  scenarioById,
} from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import type { StoredRun } from '../ports/power-store.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const ListTests = z.strictObject({ siteId: Id.optional(), limit: z.number().int().min(1).max(500).default(100) });

/** Announced tests, the last to begin first. */
export const listTests = defineVerb({
  action: 'test.read',
  input: ListTests,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId, limit }): Promise<Result<readonly AnnouncedTest[], never>> =>
    ok((await context.store.site.announcedTests(siteId)).slice(0, limit)),
});

export const GetTest = z.strictObject({ id: Id });

/** A test with the runs that are it, and the alarms that were booked to it. */
export interface TestDetail {
  readonly test: AnnouncedTest;
  readonly names: Readonly<Record<string, string>>;
  readonly runs: readonly StoredRun[];
  readonly expected: readonly JournalLine[];
}

const MOST = 500;

export const getTest = defineVerb({
  action: 'test.read',
  input: GetTest,
  run: async (context, { id }): Promise<Result<TestDetail, NotFound>> => {
    const { site, alarms, power } = context.store;
    const test = (await site.announcedTests()).find((one) => one.id === id);
    if (!test) return refuse(notFound('test', id));
    const equipment = await site.equipment(test.siteId);
    const names = Object.fromEntries(equipment.map((one) => [one.id, one.name]));
    const before = endOfTest(test) + 1;
    const runs = (await power.runs({ siteId: test.siteId, before, limit: 50 })).filter((run) => isRunOf(run, test));
    const reason = expectedReason(test);
    const asked = { siteId: test.siteId, kinds: ['suppressed'] as const, from: test.from, to: before };
    const found = await alarms.listJournal({ ...asked, before: undefined, limit: MOST });
    return ok({ test, names, runs, expected: found.filter(({ comment }) => comment === reason) });
  },
});

/** Is a run the one that was announced? As recognition decides it. */
export function isRunOf({ record }: StoredRun, test: AnnouncedTest): boolean {
  const parts = partsOf(record);
  return (
    record.reason === 'announced' &&
    record.startedAt >= test.from &&
    record.startedAt <= endOfTest(test) &&
    scenarioById(test.scenario) !== null &&
    test.equipment.some((one) => parts.has(one))
  );
}
