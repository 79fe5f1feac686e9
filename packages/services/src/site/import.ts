import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { applyPairs } from './apply-pairs.ts';
import { imageOfFile } from './image-of-file.ts';
import { readSiteRows } from './image-of-store.ts';
import { pairSite } from './pair-site.ts';
import { planOf, type SitePlan } from './plan.ts';
import { type FileProblem, readSiteFile } from './read-site-file.ts';

/** `text` is YAML as `exportSite` writes it. A dry run says what would happen and writes nothing. */
export const ImportSite = z.strictObject({
  text: z.string(),
  dryRun: z.boolean().default(false),
  isDemo: z.boolean().default(false),
});

export interface ImportedSite {
  /** Null after a dry run of a site that is not there yet. */
  readonly siteId: string | null;
  readonly plan: SitePlan;
}

export type ImportSiteRefusal = { readonly kind: 'site-file-refused'; readonly problems: readonly FileProblem[] };

const mostProblems = 50;
const refused = (problems: readonly FileProblem[]) =>
  refuse({ kind: 'site-file-refused' as const, problems: problems.slice(0, mostProblems) });

/** Makes a site what its file says, in one transaction: all of it or nothing. The same file twice changes nothing the second time. */
export const importSite = defineVerb({
  action: 'site.edit',
  input: ImportSite,
  run: async (context, { text, dryRun, isDemo }): Promise<Result<ImportedSite, ImportSiteRefusal>> => {
    const read = readSiteFile(text);
    if (!read.ok) return refused(read.error);
    const wanted = imageOfFile(read.value.file);
    return context.store.site.transaction(async (tx) => {
      const rows = await readSiteRows(tx, wanted.site.slug);
      const paired = pairSite(rows, wanted);
      if (paired.problems.length > 0) return refused(paired.problems.map(read.value.locate));
      const plan = planOf(paired.pairs);
      if (dryRun) return ok({ siteId: rows.site?.id ?? null, plan });
      const siteId = await applyPairs(context, tx, { rows, paired, isDemo });
      await tx.audit(auditOf(context, { action: 'site.import', objectKind: 'site', objectId: siteId, after: plan }));
      return ok({ siteId, plan });
    });
  },
});
