import { ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import type { AuditLink } from '../ports/audit-store.ts';
import { type ChainBreak, checkLinks, endChain, startChain } from './chain.ts';

const linksAtOnce = 2_000;

/** `anchors`: heads that were written down outside the database, see `AuditAnchor`. */
export const VerifyAudit = z.strictObject({
  anchors: z
    .array(
      z.strictObject({
        at: z.number(),
        seq: z.number().int().positive(),
        hash: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .default([]),
});

export interface AuditVerdict {
  /** Links that stand one on the other from the beginning, up to the break or the end. */
  readonly sound: number;
  readonly head: Pick<AuditLink, 'seq' | 'hash'> | null;
  readonly anchors: number;
  readonly broken: ChainBreak | null;
}

/** Walks the whole chain over the audit trail and names the first place where it breaks. Reads only. */
export const verifyAudit = defineVerb({
  action: 'audit.read',
  input: VerifyAudit,
  run: async ({ store, crypto }, { anchors }): Promise<Result<AuditVerdict, never>> => {
    let check = startChain;
    for (let last = 0; ; ) {
      const links = await store.audit.links(last, linksAtOnce);
      check = checkLinks(check, links, { anchors, sha256: crypto.sha256 });
      const end = links.at(-1);
      if (!end || check.broken) break;
      last = end.seq;
    }
    const broken = endChain(check, check.broken ? [] : await store.audit.unlinked(), anchors);
    return ok({ sound: check.seq, head: await store.audit.head(), anchors: anchors.length, broken });
  },
});
