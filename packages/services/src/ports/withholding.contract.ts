import { randomUUID } from 'node:crypto';
import { AlarmSettings, defaultAlarmSettings, type MaintenanceWindow, type Withholding } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { hour, type MakeStore, makeWorld, minute, T0, unique, useStore } from './fixture.contract.ts';
import type { SiteTransaction } from './site-store.ts';
import type { Store } from './store.ts';

/** Later than the clock of any test: in force whenever the suite runs. */
const FAR = Date.UTC(2100, 0, 1);

const shelved = (siteId: string, more: Partial<Withholding> = {}): Withholding => ({
  ...{ id: randomUUID(), siteId, kind: 'shelved', scopeKind: 'device', scopeId: unique('fire-panel/loop 2 ·') },
  ...{ fromAt: T0, untilAt: T0 + hour, reason: 'filters are changed\nuntil noon', workOrder: null },
  ...{ createdAt: T0 + 1, createdBy: 'Ada', source: null, endedAt: null, endedBy: null, remindedAt: null, createdByUser: null },
  ...more,
});

const planned = (siteId: string, more: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
  ...{ id: randomUUID(), siteId, name: 'Cooler service', scopeKind: 'location', scopeId: randomUUID(), startsAt: T0 + hour },
  ...{ durationMinutes: 90, recurrence: null, reason: 'yearly service', workOrder: 'W-12' },
  ...{ createdAt: T0, createdBy: 'Ada', cancelledAt: null, cancelledBy: null },
  ...more,
});

const change = (store: Store, work: (tx: SiteTransaction) => Promise<void>): Promise<void> => store.site.transaction(work);

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

function describeWithholdings(store: () => Store): void {
  it('gives back withholdings exactly as they were put, the first made first', async () => {
    const { siteId } = await makeWorld(store());
    const ended = { endedAt: T0 + 5, endedBy: 'Bob', remindedAt: T0 + 4, source: 'web 10.0.0.7' };
    const out = shelved(siteId, { kind: 'out-of-service', workOrder: 'W-7', createdAt: T0, ...ended });
    const alike = [shelved(siteId), shelved(siteId)].toSorted(byId);
    for (const one of [...alike.toReversed(), out]) await change(store(), (tx) => tx.putWithholding(one));
    expect(await store().site.withholdings({ since: T0, siteId })).toEqual([out, ...alike]);
  });

  it('gives telling what persons have shelved and nobody was reminded of, and marks it once', async () => {
    const { siteId, fence } = await makeWorld(store());
    const mine = shelved(siteId, { untilAt: FAR, createdByUser: 'u-ada' });
    const others = [
      shelved(siteId, { untilAt: FAR }),
      shelved(siteId, { untilAt: FAR, createdByUser: 'u-ada', kind: 'out-of-service' }),
      shelved(siteId, { untilAt: FAR, createdByUser: 'u-ada', endedAt: T0 + 1 }),
      shelved(siteId, { untilAt: T0 + minute, createdByUser: 'u-ada' }),
    ];
    for (const one of [mine, ...others]) await change(store(), (tx) => tx.putWithholding(one));
    const toRemind = async () => (await store().notify.view()).shelvings.filter((one) => one.siteId === siteId);
    expect(await toRemind()).toEqual([mine]);
    await store().notify.commitRound(fence, { escalations: [], notices: [], overtaken: [], reminded: [mine.id] });
    expect(await toRemind()).toEqual([]);
    const kept = (await store().site.withholdings({ since: T0, siteId })).find(({ id }) => id === mine.id);
    expect(kept).toEqual({ ...mine, remindedAt: expect.any(Number) });
  });

  it('leaves out what was over at the instant asked for: by its own time, or ended by a person before it', async () => {
    const { siteId } = await makeWorld(store());
    const other = await makeWorld(store());
    const byTime = shelved(siteId, { untilAt: T0 + minute });
    const byPerson = shelved(siteId, { untilAt: FAR, endedAt: T0 + 2 * minute, endedBy: 'Ada' });
    const lasting = shelved(siteId, { untilAt: FAR });
    const elsewhere = shelved(other.siteId, { untilAt: FAR });
    await change(store(), async (tx) => {
      for (const one of [byTime, byPerson, lasting, elsewhere]) await tx.putWithholding(one);
    });
    const since = async (at: number) => (await store().site.withholdings({ since: at, siteId })).map(({ id }) => id).toSorted();
    expect(await since(T0 + minute - 1)).toEqual([byTime.id, byPerson.id, lasting.id].toSorted());
    expect(await since(T0 + minute)).toEqual([byPerson.id, lasting.id].toSorted());
    expect(await since(T0 + 2 * minute)).toEqual([lasting.id]);
    const everywhere = await store().site.withholdings({ since: T0 + hour });
    expect(everywhere).toEqual(expect.arrayContaining([lasting, elsewhere]));
    expect(await store().site.withholdings({ since: T0, siteId: 'no site' })).toEqual([]);
  });

  it('replaces a withholding that is put again, and lets its transaction see it before anybody else', async () => {
    const { siteId } = await makeWorld(store());
    const one = shelved(siteId);
    await change(store(), (tx) => tx.putWithholding(one));
    const ended = { ...one, endedAt: T0 + minute, endedBy: 'Bob' };
    await change(store(), async (tx) => {
      await tx.putWithholding(ended);
      expect(await tx.withholdings({ since: T0, siteId })).toEqual([ended]);
      expect(await store().site.withholdings({ since: T0, siteId })).toEqual([one]);
    });
    expect(await store().site.withholdings({ since: T0, siteId })).toEqual([ended]);
  });

  it('throws on a withholding, a window or settings of a site that is not there, and keeps nothing of it', async () => {
    const siteId = randomUUID();
    await expect(change(store(), (tx) => tx.putWithholding(shelved(siteId)))).rejects.toThrow();
    await expect(change(store(), (tx) => tx.putWindow(planned(siteId)))).rejects.toThrow();
    await expect(change(store(), (tx) => tx.putAlarmSettings(siteId, defaultAlarmSettings))).rejects.toThrow();
    expect(await store().site.withholdings({ since: 0, siteId })).toEqual([]);
    expect(await store().site.windows(siteId)).toEqual([]);
  });
}

function describeWindows(store: () => Store): void {
  it('gives back windows exactly as they were put, repetitions and cancelled ones among them, the first made first', async () => {
    const { siteId } = await makeWorld(store());
    const weekly = { every: 'week', days: [1, 5], until: T0 + 99 * hour } as const;
    const cancelled = { cancelledAt: T0 + 9, cancelledBy: 'Bob', workOrder: null };
    const windows = [
      planned(siteId),
      planned(siteId, { createdAt: T0 + 1, recurrence: weekly }),
      planned(siteId, { createdAt: T0 + 2, recurrence: { every: 'month' }, ...cancelled }),
    ];
    for (const one of windows.toReversed()) await change(store(), (tx) => tx.putWindow(one));
    expect(await store().site.windows(siteId)).toEqual(windows);
    expect(await store().site.windows()).toEqual(expect.arrayContaining(windows));
    expect(await store().site.windows((await makeWorld(store())).siteId)).toEqual([]);
    expect(await store().site.windows('no site')).toEqual([]);
  });

  it('replaces a window that is put again: its repetition goes, its end comes', async () => {
    const { siteId } = await makeWorld(store());
    const window = planned(siteId, { recurrence: { every: 'day' } });
    await change(store(), (tx) => tx.putWindow(window));
    const once = { ...window, recurrence: null, durationMinutes: 5, cancelledAt: T0 + 7, cancelledBy: 'Ada' };
    await change(store(), async (tx) => {
      await tx.putWindow(once);
      expect(await tx.windows(siteId)).toEqual([once]);
    });
    expect(await store().site.windows(siteId)).toEqual([once]);
  });
}

function describeAlarmSettings(store: () => Store): void {
  it('has the default settings until somebody sets others, and those of that site only', async () => {
    const { siteId } = await makeWorld(store());
    const settings = AlarmSettings.parse({
      priorities: { high: { commentRequired: true, shelveMaxHours: 0.5, acknowledgeHoldsMinutes: 30 } },
      incidentGapSeconds: 90,
    });
    expect(await store().site.alarmSettings(siteId)).toEqual(defaultAlarmSettings);
    await change(store(), async (tx) => {
      await tx.putAlarmSettings(siteId, settings);
      expect(await tx.alarmSettings(siteId)).toEqual(settings);
    });
    expect(await store().site.alarmSettings(siteId)).toEqual(settings);
    expect(await store().site.alarmSettings((await makeWorld(store())).siteId)).toEqual(defaultAlarmSettings);
    expect(await store().site.alarmSettings('no site')).toEqual(defaultAlarmSettings);
    await change(store(), (tx) => tx.putAlarmSettings(siteId, defaultAlarmSettings));
    expect(await store().site.alarmSettings(siteId)).toEqual(defaultAlarmSettings);
  });

  it('gives the engine what withholds and the settings of every site, and says that something changed', async () => {
    const { siteId } = await makeWorld(store());
    const before = await store().ingest.directoryRevision();
    const lasting = shelved(siteId, { untilAt: FAR, remindedAt: T0 + 4, source: 'api' });
    const longOver = shelved(siteId, { untilAt: FAR, endedAt: T0 - 48 * hour, endedBy: 'Ada' });
    const window = planned(siteId, { recurrence: { every: 'week', days: [7] } });
    const settings = AlarmSettings.parse({ incidentGapSeconds: 7 });
    await change(store(), async (tx) => {
      for (const one of [lasting, longOver]) await tx.putWithholding(one);
      await tx.putWindow(window);
      await tx.putAlarmSettings(siteId, settings);
    });
    expect(await store().ingest.directoryRevision()).not.toBe(before);
    const directory = await store().ingest.loadDirectory();
    const ofSite = <T extends { readonly siteId: string }>(rows: readonly T[]) => rows.filter((row) => row.siteId === siteId);
    expect(ofSite(directory.withholdings)).toEqual([lasting]);
    expect(ofSite(directory.windows)).toEqual([window]);
    expect(directory.sites.find(({ id }) => id === siteId)).toEqual({ id: siteId, timeZone: 'Europe/Amsterdam', settings });
  });
}

/** What every adapter of `SiteStore` must do with withholdings, maintenance windows and alarm settings. */
export function describeWithholdingStore(makeStore: MakeStore): void {
  describe('SiteStore: what withholds alarms', () => {
    const store = useStore(makeStore);
    describeWithholdings(store);
    describeWindows(store);
    describeAlarmSettings(store);
  });
}
