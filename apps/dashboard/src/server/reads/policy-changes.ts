import { EscalationPolicy, ok } from '@wachter/core';
import { listAudit } from '@wachter/services/audit/list';
import type { PolicyChange } from '../../features/on-call/view.ts';
import type { UserContext } from '../context.ts';
import type { Read } from './read.ts';

const asPolicy = (value: unknown): EscalationPolicy | null => EscalationPolicy.safeParse(value).data ?? null;

/** Every change of the steps of a site that the audit trail holds, newest first; null where a row cannot be read as steps any more. */
export async function readPolicyChanges(context: UserContext, siteId: string): Promise<Read<readonly PolicyChange[]>> {
  const found = await listAudit(context, { objectKind: 'site', objectId: siteId, limit: 500 });
  if (!found.ok) return found;
  const changes = found.value.filter(({ action }) => action === 'policy.put');
  return ok(
    changes.map(({ id, at, actor, before, after }) => ({ id, at, actor, before: asPolicy(before), after: asPolicy(after) })),
  );
}
