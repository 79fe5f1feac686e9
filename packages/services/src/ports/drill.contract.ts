import { randomUUID } from 'node:crypto';
import { type OwedNotice, owe } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { auditRecord, type MakeStore, makeWorld, minute, T0, unique, useStore } from './fixture.contract.ts';
import { FencedOutError } from './ingest-store.ts';
import type { DrillRow } from './notify-store.ts';

const owedBy = (drill: DrillRow): OwedNotice =>
  owe(
    {
      ...{ subjectKind: 'drill' as const, subjectId: drill.id, activation: 1, kind: 'drill' as const, sequence: 0 },
      ...{ recipient: unique('person'), channelId: randomUUID() },
    },
    { id: randomUUID(), address: { to: 'a@example.org' }, priority: 'high', now: T0 },
  );

const drillOf = (siteId: string, more: Partial<DrillRow> = {}): DrillRow => ({
  ...{ id: randomUUID(), siteId, kind: 'drill', startedAt: T0, startedBy: 'Ada', unreached: [], dueAt: null, omitted: null },
  ...more,
});

/** What every adapter of `NotifyStore` must do for drills. */
export function describeDrills(makeStore: MakeStore): void {
  describe('NotifyStore, drills', () => {
    const store = useStore(makeStore);
    const at = () => store().notify;

    it('starts a drill with what it owes', async () => {
      const { siteId, fence } = await makeWorld(store());
      const drill = drillOf(siteId, { unreached: ['u-1'] });
      const notice = owedBy(drill);
      await at().startDrill(drill, [notice], auditRecord(drill.id));
      expect(await at().drills(siteId, { limit: 5, kind: 'drill' })).toEqual([drill]);
      expect(await at().drills(siteId, { limit: 5, kind: 'test' })).toEqual([]);
      expect([await at().drill(drill.id), await at().drill(randomUUID()), await at().drill('x')]).toEqual([drill, null, null]);
      const claimed = await at().claim(fence, { now: T0, forMs: minute, atMost: 1_000 });
      expect(claimed.filter(({ notices }) => notices[0]?.recipient === notice.recipient)).toHaveLength(1);
      expect(await store().people.auditTrail({ objectId: drill.id, limit: 5 })).toHaveLength(1);
    });

    it('deals once with each time a drill falls due, held or omitted, and with any number that people start', async () => {
      const { siteId, fence } = await makeWorld(store());
      const held = drillOf(siteId, { dueAt: T0 });
      const keep = (drill: DrillRow, notices: readonly OwedNotice[] = []) =>
        at().keepDueDrill(fence, drill, { notices, audit: auditRecord(drill.id) });
      expect(await keep(held, [owedBy(held)])).toBe(true);
      const again = drillOf(siteId, { dueAt: T0, omitted: 'nobody-led' });
      expect(await keep(again, [owedBy(again)])).toBe(false);
      expect(await at().noticesOf(held.id)).toHaveLength(1);
      expect([await at().noticesOf(again.id), await at().drill(again.id)]).toEqual([[], null]);
      expect(await store().people.auditTrail({ objectId: again.id, limit: 5 })).toEqual([]);
      const missed = drillOf(siteId, { dueAt: T0 + minute, omitted: 'nobody-led', startedAt: T0 + 9 * minute });
      expect(await keep(missed)).toBe(true);
      for (const _ of [1, 2]) await at().startDrill(drillOf(siteId, { startedAt: T0 - minute }), [], auditRecord('by hand'));
      expect((await at().drills(siteId, { limit: 9, kind: 'drill' })).slice(0, 2)).toEqual([missed, held]);
      expect(await at().drills(siteId, { limit: 9, kind: 'drill' })).toHaveLength(4);
    });

    it('keeps no due drill for whoever does not lead any more', async () => {
      const world = await makeWorld(store());
      await store().lease.release(world.lease, world.fence);
      await store().lease.acquire(world.lease, 'other', minute);
      const drill = drillOf(world.siteId, { dueAt: T0 });
      const owed = { notices: [], audit: auditRecord(drill.id) };
      await expect(at().keepDueDrill(world.fence, drill, owed)).rejects.toThrow(FencedOutError);
      expect(await at().drill(drill.id)).toBeNull();
    });

    it('keeps the plan of a site with when it last fell due, until it is taken away', async () => {
      const { siteId, fence } = await makeWorld(store());
      const plan = { week: 'first' as const, weekday: 2, at: '10:00' };
      const row = { siteId, plan, plannedAt: T0, plannedBy: 'Ada' };
      const own = async () => (await at().drillPlans()).filter((one) => one.siteId === siteId);
      await at().putDrillPlan({ ...row, plannedBy: 'Bob' }, auditRecord(siteId));
      await at().putDrillPlan(row, auditRecord(siteId));
      expect(await own()).toEqual([{ ...row, lastDueAt: null }]);
      for (const dueAt of [T0 + 2 * minute, T0 + minute]) {
        const drill = drillOf(siteId, { dueAt });
        await at().keepDueDrill(fence, drill, { notices: [], audit: auditRecord(drill.id) });
      }
      expect(await own()).toEqual([{ ...row, lastDueAt: T0 + 2 * minute }]);
      expect([
        await at().deleteDrillPlan(siteId, auditRecord(siteId)),
        await at().deleteDrillPlan(siteId, auditRecord(siteId)),
      ]).toEqual([true, false]);
      expect(await own()).toEqual([]);
      expect(await store().people.auditTrail({ objectId: siteId, limit: 9 })).toHaveLength(3);
    });
  });
}
