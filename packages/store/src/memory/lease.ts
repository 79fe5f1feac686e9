import type { LeaseStore } from '@wachter/services/ports/index';
import { FencedOutError } from '@wachter/services/ports/ingest-store';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Throws unless the fence is the one of a present lease: whoever held an older one writes nothing any more. */
export function holdFence(draft: Tables, fence: bigint): void {
  const isHeld = [...draft.leases.values()].some((lease) => lease.fence === fence);
  if (!isHeld) throw new FencedOutError(`Fence ${fence} is not held any more.`);
}

export const memoryLeaseStore = (database: Database): LeaseStore => ({
  acquire: (name, holder, ttlMs) =>
    database.write((draft) => {
      const lease = draft.leases.get(name);
      const now = database.now();
      if (lease && lease.expiresAt > now) return { ok: false as const, holder: lease.holder };
      draft.counters.fence += 1n;
      const fence = draft.counters.fence;
      draft.leases.set(name, { holder, fence, expiresAt: now + ttlMs });
      return { ok: true as const, fence };
    }),
  renew: (name, fence, ttlMs) =>
    database.write((draft) => {
      const lease = draft.leases.get(name);
      if (lease?.fence !== fence) return false;
      draft.leases.set(name, { ...lease, expiresAt: database.now() + ttlMs });
      return true;
    }),
  release: (name, fence) =>
    database.write((draft) => {
      const lease = draft.leases.get(name);
      if (lease?.fence === fence) draft.leases.set(name, { ...lease, expiresAt: database.now() });
    }),
});
