import { checklistById, ok, RecordContent, type Result, recordProblems, refuse, testKindById } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { auditOf, type Context } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import type { SiteReads } from '../ports/site-store.ts';
import type { StoredRecord } from '../ports/test-store.ts';
import { type Invalid, invalid, type NotFound, notFound } from '../refusal.ts';
import { canonical } from '../site/canonical.ts';
import { hexOf } from './hex.ts';

/** `recordId` is made by whoever writes, so that what is sent twice over a bad line is there once. `basedOn`: the version that was looked at, 0 for a new one. */
export const PutTestRecord = z.strictObject({
  recordId: Id,
  basedOn: z.number().int().min(0),
  siteId: Id,
  equipmentId: Id,
  kind: z.string().max(60),
  testId: Id.nullable().default(null),
  runId: z.string().min(1).max(200).nullable().default(null),
  content: RecordContent,
});

export type PutRecordRefusal =
  | NotFound
  | Invalid
  /** Somebody wrote a version after the one that was looked at. */
  | { readonly kind: 'record-changed'; readonly by: string; readonly at: number };

/** Writes a record, or a correction of it: the old version stays, with its signatures, and the new one must be signed anew. */
export const putTestRecord = defineVerb({
  action: 'record.edit',
  input: PutTestRecord,
  run: (context, { basedOn, runId, ...input }): Promise<Result<StoredRecord, PutRecordRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const wrong = await wrongWith(context, tx, input);
      if (wrong) return refuse(wrong);
      const versions = await tx.testRecords({ recordId: input.recordId });
      const run = runId === null ? null : await boundRun(context, input.siteId, runId);
      if (runId !== null && run === null) return refuse(notFound('run', runId));
      const about = { ...input, run };
      const contentHash = hexOf(context.crypto.sha256(new TextEncoder().encode(canonical(about))));
      const last = versions.at(-1);
      if (last?.version === basedOn + 1 && last.contentHash === contentHash) {
        const { signatures: _, ...record } = last;
        return ok(record);
      }
      if ((last?.version ?? 0) !== basedOn) {
        return refuse({ kind: 'record-changed', by: last?.recordedBy ?? '', at: last?.recordedAt ?? 0 });
      }
      const by = { recordedAt: context.now(), recordedBy: actorName(context.actor) };
      const record: StoredRecord = { ...about, version: basedOn + 1, contentHash, ...by };
      await tx.addTestRecord(record);
      const what = { action: basedOn === 0 ? 'record.add' : 'record.correct', objectKind: 'record', objectId: input.recordId };
      await tx.audit(auditOf(context, { ...what, ...(last ? { before: last.content } : {}), after: record.content }));
      return ok(record);
    }),
});

type About = Omit<z.output<typeof PutTestRecord>, 'basedOn' | 'runId'>;

async function wrongWith(context: Context, reads: SiteReads, about: About): Promise<NotFound | Invalid | null> {
  const thing = (await reads.equipment(about.siteId)).find(({ id }) => id === about.equipmentId);
  if (!thing) return notFound('equipment', about.equipmentId);
  const kind = testKindById(about.kind);
  const list = kind && checklistById(kind.checklist);
  if (!kind || !list || kind.of !== thing.kind) return invalid('kind', 'this test is not asked of this kind of equipment');
  if (about.content.doneAt > context.now() + 60_000) return invalid('content.doneAt', 'must not lie ahead');
  const issues = recordProblems(about.content, list);
  if (issues.length > 0)
    return { kind: 'invalid', issues: issues.map(({ path, message }) => ({ path: `content.${path}`, message })) };
  for (const hash of about.content.photos) if (!(await reads.testPhoto(hash))) return notFound('record', hash);
  if (about.testId === null) return null;
  const test = (await reads.announcedTests(about.siteId)).find(({ id }) => id === about.testId);
  return test ? null : notFound('test', about.testId);
}

/** The run as it is known now: its version and what it says are part of what is signed. */
async function boundRun({ store, crypto }: Context, siteId: string, runId: string): Promise<StoredRecord['run']> {
  const run = (await store.power.versions(siteId, runId)).at(-1);
  if (!run) return null;
  return { runId, version: run.version, hash: hexOf(crypto.sha256(new TextEncoder().encode(canonical(run.record)))) };
}
