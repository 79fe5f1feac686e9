import { ok, type RecordChange, type Result, recordChanges, refuse } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import type { StoredRecord, StoredSignature } from '../ports/test-store.ts';
import { type NotFound, notFound } from '../refusal.ts';

export interface SignedRecord extends StoredRecord {
  readonly signatures: readonly StoredSignature[];
}

export const ListTestRecords = z.strictObject({
  siteId: Id.optional(),
  equipmentId: Id.optional(),
  testId: Id.optional(),
  limit: z.number().int().min(1).max(500).default(100),
});

/** The latest version of each record with its signatures, the last done first. */
export const listTestRecords = defineVerb({
  action: 'record.read',
  input: ListTestRecords,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId, equipmentId, testId, limit }): Promise<Result<readonly SignedRecord[], never>> => {
    const all = await context.store.site.testRecords({ siteId });
    const latest = [...new Map(all.map((one) => [one.recordId, one])).values()]
      .filter((one) => (equipmentId ?? one.equipmentId) === one.equipmentId && (testId ?? one.testId) === one.testId)
      .toSorted((a, b) => b.content.doneAt - a.content.doneAt);
    return ok(latest.slice(0, limit));
  },
});

export const GetTestRecord = z.strictObject({ recordId: Id });

/** A version with what it says differently from the one before. */
export interface RecordVersion extends SignedRecord {
  readonly changes: readonly RecordChange[];
}

/** Every version of a record, the first first. */
export const getTestRecord = defineVerb({
  action: 'record.read',
  input: GetTestRecord,
  run: async (context, { recordId }): Promise<Result<readonly RecordVersion[], NotFound>> => {
    const all = await context.store.site.testRecords({ recordId });
    if (all.length === 0) return refuse(notFound('record', recordId));
    return ok(
      all.map((one, index) => {
        const before = all[index - 1];
        return { ...one, changes: before ? recordChanges(before.content, one.content) : [] };
      }),
    );
  },
});
