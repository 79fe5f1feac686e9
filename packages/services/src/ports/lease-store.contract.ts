import { describe, expect, it } from 'vitest';
import { type MakeStore, minute, unique, useStore } from './fixture.contract.ts';

/**
 * What every adapter of `LeaseStore` must do. A lease that has run out is asked for as one of negative time: two connections of one
 * server need not agree to the microsecond on what time it is.
 */
export function describeLeaseStore(makeStore: MakeStore): void {
  describe('LeaseStore', () => {
    const store = useStore(makeStore);
    const at = () => store().lease;
    const acquire = async (name: string, holder: string, ttlMs: number) => {
      const held = await at().acquire(name, holder, ttlMs);
      if (!held.ok) throw new Error(`held by ${held.holder}`);
      return held.fence;
    };

    it('is held by one, and says by whom', async () => {
      const name = unique('lease');
      await acquire(name, 'a', minute);
      expect(await at().acquire(name, 'b', minute)).toEqual({ ok: false, holder: 'a' });
      expect((await at().acquire(unique('other'), 'b', minute)).ok).toBe(true);
    });

    it('goes to the next with a higher fence when it has run out, and the old holder learns that it lost', async () => {
      const name = unique('lease');
      const old = await acquire(name, 'a', -minute);
      const young = await acquire(name, 'b', minute);
      expect(young > old).toBe(true);
      expect(await at().renew(name, old, minute)).toBe(false);
      expect(await at().renew(name, young, minute)).toBe(true);
      expect(await at().acquire(name, 'a', minute)).toEqual({ ok: false, holder: 'b' });
    });

    it('is free at once after a release, and a stale release takes nothing away', async () => {
      const name = unique('lease');
      const old = await acquire(name, 'a', minute);
      await at().release(name, old);
      const young = await acquire(name, 'b', minute);
      expect(young > old).toBe(true);
      await at().release(name, old);
      expect(await at().acquire(name, 'c', minute)).toEqual({ ok: false, holder: 'b' });
    });

    it('is won by exactly one of many who ask at once', async () => {
      const name = unique('lease');
      const asked = await Promise.all(Array.from({ length: 8 }, (_, n) => at().acquire(name, `h${n}`, minute)));
      expect(asked.filter((answer) => answer.ok)).toHaveLength(1);
    });

    it('cannot be renewed by a fence of another lease', async () => {
      const mine = await acquire(unique('lease'), 'a', minute);
      const name = unique('lease');
      await acquire(name, 'b', minute);
      expect(await at().renew(name, mine, minute)).toBe(false);
    });
  });
}
