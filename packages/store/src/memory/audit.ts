import { createHash } from 'node:crypto';
import type { AuditLink, AuditStore } from '@wachter/services/ports/index';
import type { Database } from './database.ts';
import type { StoredAudit } from './tables.ts';

/** JSON with the keys of objects in order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).toSorted(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}: ${canonical(one)}`).join(', ')}}`;
}

/** The link of an act on the one before. */
export function linkOf(act: StoredAudit, last: AuditLink | undefined): AuditLink {
  const { id, at, actor, action, objectKind, objectId, before, after, source } = act;
  const text = canonical([id, new Date(at).toISOString(), actor, action, objectKind, objectId, before, after, source]);
  const prev = last?.hash ?? '0'.repeat(64);
  const hash = createHash('sha256').update(Buffer.from(prev, 'hex')).update(text, 'utf8').digest('hex');
  return { seq: (last?.seq ?? 0) + 1, auditId: id, prev, hash, text };
}

export const memoryAuditStore = (database: Database): AuditStore => ({
  links: async (after, limit) =>
    database
      .read()
      .auditLinks.filter(({ seq }) => seq > after)
      .slice(0, limit),
  head: async () => {
    const last = database.read().auditLinks.at(-1);
    return last ? { seq: last.seq, hash: last.hash } : null;
  },
  // Here every act is linked as it is written.
  unlinked: async () => [],
});
