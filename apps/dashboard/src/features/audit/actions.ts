'use server';
import { ok } from '@wachter/core';
import { breakWords } from '@wachter/services/audit/break-words';
import { verifyAudit } from '@wachter/services/audit/verify';
import { actionContext } from '../../server/context.ts';

/** Walks the chain from its beginning. Anchors lie outside the database, and outside of what this process may read. */
export async function verifyTrail() {
  const verdict = await verifyAudit(await actionContext(), {});
  if (!verdict.ok) return verdict;
  const { sound, head, broken } = verdict.value;
  return ok({ sound, head: head?.hash ?? null, broken: broken && breakWords(broken) });
}
