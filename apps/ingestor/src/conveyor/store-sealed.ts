import type { CommitOutcome, IngestStore } from '@wachter/services';
import { adopt } from '../pipeline/apply-directory.ts';
import type { Sealed } from '../pipeline/seal.ts';
import type { World } from '../pipeline/world.ts';

/** Steps between which a process may die. */
export type Boundary = 'before-register' | 'before-commit' | 'after-commit' | 'after-acknowledge';

export interface Stored extends CommitOutcome {
  readonly seconds: number;
}

interface Where {
  readonly store: IngestStore;
  readonly fence: bigint;
  readonly world: () => World | null;
  readonly monotonic: () => number;
  readonly crossing?: (boundary: Boundary) => void | Promise<void>;
}

/** One attempt to store a batch: keys for what is new, then one transaction. Doing it again after an error does no harm. */
export async function storeSealed(sealed: Sealed, where: Where): Promise<Stored> {
  const began = where.monotonic();
  if (where.crossing) await where.crossing('before-register');
  await register(sealed, where);
  if (where.crossing) await where.crossing('before-commit');
  const outcome = await where.store.commit(sealed.rows(where.fence));
  if (where.crossing) await where.crossing('after-commit');
  return { ...outcome, seconds: (where.monotonic() - began) / 1000 };
}

/** Gives new devices and points their rows and keys. Idempotent: a second attempt finds them there. */
async function register({ batch }: Sealed, { store, fence, world }: Where): Promise<void> {
  if (batch.newDevices.length === 0 && batch.newPoints.length === 0) return;
  const rows = batch.newPoints.map(({ row }) => row);
  const points = await store.register(fence, batch.newDevices, rows);
  for (const [index, point] of points.entries()) {
    const entry = batch.newPoints[index]?.entry;
    if (entry?.point.id !== 0) continue;
    adopt(entry, point, entry.device);
    world()?.points.set(point.id, entry);
  }
  for (const { id } of batch.newDevices) {
    const device = world()?.devices.get(id);
    if (device) device.isRegistered = true;
  }
}

/** Storage errors say themselves whether trying again may help; an error of ours does not. */
export const isRetryable = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'retryable' in error && error.retryable === true;
