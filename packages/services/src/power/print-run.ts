import { ok, type PrintDocument, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { GetRun, judgedRun } from './get-run.ts';
import { runDocument } from './run-document.ts';
import { recordsOfRun } from './run-hand-record.ts';
import { runPointsOf, tracesOf } from './traces.ts';

export const PrintRun = GetRun.extend({ language: z.enum(['en', 'nl']) });

const MARGIN_MS = 60_000;

/** The record of a run as a document to print, as it is known now. Who took it away is written down. */
export const printRun = defineVerb({
  action: 'run.read',
  input: PrintRun,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId, runId, language }): Promise<Result<PrintDocument, NotFound>> => {
    const { store } = context;
    const found = await judgedRun(context, { siteId, runId });
    if (!found.ok) return found;
    const site = (await store.site.sites()).find(({ id }) => id === siteId);
    if (!site) return refuse(notFound('site', siteId));
    const judged = found.value;
    const { record, version } = judged.run;
    const preparedAt = context.now();
    const range = {
      from: record.startedAt - MARGIN_MS,
      to: (record.endedAt ?? preparedAt) + (record.endedAt === null ? 0 : MARGIN_MS),
    };
    const drawn = new Set(judged.panels.flatMap(({ lines }) => lines.map(({ pointId }) => pointId)));
    const points = (await runPointsOf(store, siteId)).filter(({ id }) => drawn.has(id));
    const traces = await tracesOf(store, points, range);
    const coverage = await store.history.completeness([...drawn], range.from, range.to);
    const records = recordsOfRun(await store.site.testRecords({ siteId }), runId);
    await store.site.transaction((tx) =>
      tx.audit(auditOf(context, { action: 'run.print', objectKind: 'run', objectId: runId, after: { version, language } })),
    );
    return ok(runDocument({ judged, traces, range, coverage, site, locale: language, preparedAt, records }));
  },
});
