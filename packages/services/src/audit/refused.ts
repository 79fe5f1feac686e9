import type { Instant } from '@wachter/core';
import type { Forbidden } from '../access/authorize.ts';
import { policy } from '../access/policy.ts';
import { auditOf, type Context } from '../context.ts';
import type { Store } from '../ports/store.ts';

/** Whoever asks again and again leaves one row a minute for each action, so that nobody can fill the table. */
const ROW_EVERY_MS = 60_000;

/** When this process last wrote which row: no more entries than people and tokens times actions. */
const written = new WeakMap<Store, Map<string, Instant>>();

/** Writes down that a person or a token was forbidden something. Displays show pages and the command line may do everything: neither is written. */
export async function auditForbidden(context: Context, { action }: Forbidden): Promise<void> {
  const { actor, store } = context;
  if (actor.kind !== 'user' && actor.kind !== 'token') return;
  const rows = written.get(store) ?? new Map<string, Instant>();
  written.set(store, rows);
  const key = `${actor.kind} ${actor.id} ${action}`;
  const before = rows.get(key);
  const now = context.now();
  if (before !== undefined && now - before < ROW_EVERY_MS) return;
  rows.set(key, now);
  const record = { action, objectKind: policy[action].object, objectId: '', after: { refused: 'forbidden' } };
  try {
    await store.site.transaction((tx) => tx.audit(auditOf(context, record)));
  } catch (error) {
    rows.delete(key);
    throw error;
  }
}
