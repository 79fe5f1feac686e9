import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  auditRecord,
  batch,
  type MakeStore,
  makeWorld,
  newDevice,
  newPoint,
  newRule,
  opened,
  T0,
  unique,
  useStore,
} from './fixture.contract.ts';
import type { BrokerAccount } from './site-store.ts';

/** What every adapter of `SiteStore` must do. */
export function describeSiteStore(makeStore: MakeStore): void {
  describe('SiteStore', () => {
    const store = useStore(makeStore);
    const at = () => store().site;

    it('gives back exactly what was put', async () => {
      const world = await makeWorld(store());
      const site = (await at().sites()).find((row) => row.id === world.siteId);
      expect(site).toEqual({ id: world.siteId, slug: world.slug, name: 'Contract', timeZone: 'Europe/Amsterdam' });
      expect(await at().locations(world.siteId)).toEqual([
        {
          ...{ id: world.locationId, siteId: world.siteId, parentId: null, kind: 'room', slug: 'hall', name: 'Hall' },
          ...{ thermalClass: 'A1', plan: { widthMeters: 10, depthMeters: 8, shapes: [] }, sortOrder: 1 },
        },
      ]);
      expect(await at().device(world.device.id)).toEqual(world.device);
      expect(await at().points({ siteId: world.siteId })).toEqual(world.points);
      expect(await at().rules({ pointId: world.points[0].id })).toEqual([world.rule]);
    });

    it('keeps every record of a rule, oldest first, also when the rule goes, and never writes one again', async () => {
      const { rule } = await makeWorld(store());
      const record = (n: number) => ({
        ...{ id: randomUUID(), ruleId: rule.id, at: T0 + n, by: 'Ada', approvedBy: 'Bob', why: 'servers throttle' },
        ...{ consequence: 'major' as const, respondWithinMinutes: 10, proposed: 'high' as const, priority: 'low' as const },
        ...{ deviation: n === 1 ? 'a second sensor' : null, reviewAt: T0 + 1000, params: rule.params },
      });
      const [first, second] = [record(1), record(2)];
      await at().transaction(async (tx) => {
        await tx.addRationalisation(first);
        await tx.addRationalisation(second);
        await tx.deleteRule(rule.id);
      });
      const kept = async () => (await at().rationalisations()).filter(({ ruleId }) => ruleId === rule.id);
      expect(await kept()).toEqual([first, second]);
      await expect(at().transaction((tx) => tx.addRationalisation({ ...first, why: 'other' }))).rejects.toThrow();
      expect(await kept()).toEqual([first, second]);
    });

    it('answers null for what is not there', async () => {
      expect(await at().device(unique('nobody'))).toBeNull();
      expect(await at().point(2_000_000_000)).toBeNull();
      expect(await at().pointByTag(unique('no/tag'))).toBeNull();
    });

    it('filters points by site, place, device and status', async () => {
      const { siteId, locationId, device, points } = await makeWorld(store());
      const other = await makeWorld(store());
      await at().transaction((tx) => tx.putPoint({ ...points[1], status: 'retired', locationId: null }));
      expect((await at().points({ siteId })).map((point) => point.id)).toEqual(points.map((point) => point.id));
      expect((await at().points({ locationId })).map((point) => point.id)).toEqual([points[0].id]);
      expect((await at().points({ deviceId: device.id, status: 'retired' })).map((point) => point.id)).toEqual([points[1].id]);
      expect((await at().points({ siteId: other.siteId, status: 'new' })).length).toBe(0);
      expect((await at().pointByTag(points[0].tag))?.id).toBe(points[0].id);
    });

    it('sees its own writes inside a transaction and hides them outside until it commits', async () => {
      const { siteId } = await makeWorld(store());
      const thing = {
        id: randomUUID(),
        siteId,
        locationId: null,
        kind: 'cooler' as const,
        slug: 'crah',
        name: 'CRAH',
        rating: { ratedKw: 90 },
        fedBy: [],
      };
      await at().transaction(async (tx) => {
        await tx.putEquipment(thing);
        expect(await tx.equipment(siteId)).toEqual([thing]);
        expect(await at().equipment(siteId)).toEqual([]);
      });
      expect(await at().equipment(siteId)).toEqual([thing]);
    });

    it('keeps what feeds equipment in its order, and lets go of a source that is deleted', async () => {
      const { siteId } = await makeWorld(store());
      const thing = (slug: string, fedBy: readonly string[]) => ({
        ...{ id: randomUUID(), siteId, locationId: null, kind: 'pdu' as const, slug, name: slug, rating: null },
        fedBy,
      });
      const [z, a] = [thing('z', []), thing('a', [])];
      const load = thing('load', [z.id, a.id]);
      await at().transaction(async (tx) => {
        for (const one of [z, a, load]) await tx.putEquipment(one);
      });
      expect(await at().equipment(siteId)).toEqual([a, load, z]);
      const known = (await store().ingest.loadDirectory()).equipment.find(({ id }) => id === load.id);
      expect(known).toEqual({ id: load.id, kind: 'pdu', name: 'load', rating: null, fedBy: [z.id, a.id] });
      await at().transaction((tx) => tx.deleteEquipment(z.id));
      expect((await at().equipment(siteId)).map(({ fedBy }) => fedBy)).toEqual([[], [a.id]]);
      await expect(at().transaction((tx) => tx.putEquipment(thing('lost', [randomUUID()])))).rejects.toThrow();
    });

    it('undoes everything when the work throws, the audit row too', async () => {
      const { siteId, points, rule, device } = await makeWorld(store());
      const objectId = unique('object');
      const work = at().transaction(async (tx) => {
        await tx.putPoint({ ...points[0], name: 'changed' });
        await tx.putRule({ ...rule, priority: 'low' });
        await tx.setDeviceStatus(device.id, 'blocked', 'Ada', T0);
        await tx.putDevice(newDevice(objectId, { siteId }));
        await tx.audit(auditRecord(objectId));
        throw new Error('half way');
      });
      await expect(work).rejects.toThrow('half way');
      expect(await at().point(points[0].id)).toEqual(points[0]);
      expect(await at().rules({ pointId: points[0].id })).toEqual([rule]);
      expect((await at().device(device.id))?.status).toBe('approved');
      expect(await at().device(objectId)).toBeNull();
      expect(await store().people.auditTrail({ objectId, limit: 5 })).toEqual([]);
    });

    it('goes on after a transaction that threw', async () => {
      await expect(at().transaction(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
      const { points } = await makeWorld(store());
      expect(await at().point(points[0].id)).not.toBeNull();
    });

    it('runs transactions one after another, so that of many who look and then write exactly one writes', async () => {
      const userName = unique('race').slice(0, 40);
      const claim = (n: number) =>
        at().transaction(async (tx) => {
          if ((await tx.brokerAccounts()).some((row) => row.userName === userName)) return 'taken';
          const rights = { kind: 'device' as const, dialect: 'native', publish: [], subscribe: [] };
          await tx.putBrokerAccount({
            ...rights,
            userName,
            secretHash: `hash ${n}`,
            createdAt: T0,
            createdBy: 'Ada',
            revokedAt: null,
          });
          return `made ${n}`;
        });
      const outcomes = await Promise.all([0, 1, 2, 3, 4, 5].map(claim));
      const made = outcomes.filter((outcome) => outcome !== 'taken');
      expect(made).toHaveLength(1);
      const account = (await at().brokerAccounts()).find((row) => row.userName === userName);
      expect(`made ${account?.secretHash.slice(5)}`).toBe(made[0]);
    });

    it('gives a new point an id and keeps that of a known one', async () => {
      const { siteId, points } = await makeWorld(store());
      const derivedFrom = { kind: 'dew-point' as const, temperature: points[0].id, humidity: points[1].id };
      const added = await at().transaction((tx) => tx.putPoint(newPoint(unique('dew'), { siteId, derivedFrom })));
      expect(added.id).toBeGreaterThan(points[1].id);
      expect(await at().point(added.id)).toEqual(added);
      const changed = await at().transaction((tx) => tx.putPoint({ ...added, name: 'Dew', place: {} }));
      expect(changed).toEqual({ ...added, name: 'Dew', place: {} });
    });

    it('adds many at once: devices under parents of the same call, points in the order given, rules', async () => {
      const { siteId, locationId } = await makeWorld(store());
      const gateway = newDevice(unique('gateway'), {
        siteId,
        mapping: { topic: 'a/{device}' },
        approvedAt: T0,
        approvedBy: 'Ada',
      });
      const child = newDevice(unique('child'), { siteId, locationId, parentId: gateway.id });
      const wanted = Array.from({ length: 1500 }, (_, n) =>
        newPoint(unique('many'), { siteId, deviceId: child.id, channel: `c${n}` }),
      );
      const { points, rules } = await at().transaction(async (tx) => {
        await tx.addDevices([child, gateway]);
        const points = await tx.addPoints(wanted.map(({ id: _, ...point }) => point));
        const rules = points.map((point) => newRule(siteId, { pointId: point.id }));
        await tx.addRules(rules);
        return { points, rules };
      });
      expect(await at().device(child.id)).toEqual(child);
      expect(await at().device(gateway.id)).toEqual(gateway);
      expect(points.map((point) => point.tag)).toEqual(wanted.map((point) => point.tag));
      expect(await at().points({ deviceId: child.id })).toEqual(points.toSorted((a, b) => a.id - b.id));
      expect(await at().rules({ pointId: points[1499]?.id ?? 0 })).toEqual([rules[1499]]);
      expect(await at().transaction((tx) => tx.addPoints([]))).toEqual([]);
    });

    it.each(['device', 'point', 'rule'])('throws when a %s that is to be added is there already, and adds none', async (what) => {
      const { siteId, device, points, rule } = await makeWorld(store());
      const { id: _, ...point } = points[0];
      const fresh = newRule(siteId, { pointId: points[0].id });
      const work = at().transaction(async (tx) => {
        await tx.addRules([fresh]);
        if (what === 'device') await tx.addDevices([newDevice(unique('new')), device]);
        if (what === 'point') await tx.addPoints([point]);
        if (what === 'rule') await tx.addRules([rule]);
      });
      await expect(work).rejects.toThrow();
      expect(await at().rules({ pointId: points[0].id })).toEqual([rule]);
    });

    it.each(['tag', 'channel'])('throws on a second point of the same %s', async (what) => {
      const { siteId, points, device } = await makeWorld(store());
      const same = what === 'tag' ? newPoint(points[0].tag) : newPoint(unique('tag'), { deviceId: device.id, channel: 'first' });
      await expect(at().transaction((tx) => tx.putPoint({ ...same, siteId }))).rejects.toThrow();
      expect(await at().points({ siteId })).toHaveLength(2);
    });

    it('throws on a second place or thing of the same slug in a site, and allows it in another', async () => {
      const [one, two] = [await makeWorld(store()), await makeWorld(store())];
      const room = (siteId: string, slug: string) => ({
        ...{
          id: randomUUID(),
          siteId,
          parentId: null,
          kind: 'room' as const,
          slug,
          name: 'x',
          thermalClass: null,
          plan: null,
          sortOrder: 0,
        },
      });
      const thing = (siteId: string) => ({
        id: randomUUID(),
        siteId,
        locationId: null,
        kind: 'ups' as const,
        slug: 'ups',
        name: 'UPS',
        rating: null,
        fedBy: [],
      });
      await expect(at().transaction((tx) => tx.putLocation(room(one.siteId, 'hall')))).rejects.toThrow();
      await at().transaction(async (tx) => {
        await tx.putEquipment(thing(one.siteId));
        await tx.putEquipment(thing(two.siteId));
      });
      await expect(at().transaction((tx) => tx.putEquipment(thing(one.siteId)))).rejects.toThrow();
      const site = { id: randomUUID(), slug: one.slug, name: 'x', timeZone: 'UTC' };
      await expect(at().transaction((tx) => tx.putSite(site))).rejects.toThrow();
      expect([await at().locations(one.siteId), await at().equipment(one.siteId)].map((rows) => rows.length)).toEqual([1, 1]);
    });

    it('throws on a reference to nothing', async () => {
      const { siteId } = await makeWorld(store());
      const lost = newPoint(unique('tag'), { siteId, locationId: randomUUID() });
      await expect(at().transaction((tx) => tx.putPoint(lost))).rejects.toThrow();
    });

    it('keeps when a device was first seen unless it is told', async () => {
      const { device } = await makeWorld(store());
      const { firstSeenAt: _, ...rest } = device;
      await at().transaction((tx) => tx.putDevice({ ...rest, name: 'Renamed', mapping: { path: ['a', 1] } }));
      expect(await at().device(device.id)).toEqual({ ...device, name: 'Renamed', mapping: { path: ['a', 1] } });
    });

    it('writes who approved a device and when, and keeps it through later statuses', async () => {
      const { siteId } = await makeWorld(store());
      const id = unique('device');
      await at().transaction((tx) => tx.putDevice(newDevice(id, { siteId, status: 'new' })));
      await at().transaction((tx) => tx.setDeviceStatus(id, 'approved', 'Ada', T0 + 5));
      expect(await at().device(id)).toMatchObject({ status: 'approved', approvedBy: 'Ada', approvedAt: T0 + 5 });
      await at().transaction((tx) => tx.setDeviceStatus(id, 'ignored', 'Bob', T0 + 9));
      expect(await at().device(id)).toMatchObject({ status: 'ignored', approvedBy: 'Ada', approvedAt: T0 + 5 });
    });

    it('deletes a rule that never spoke and disables one that did', async () => {
      const world = await makeWorld(store());
      const silent = newRule(world.siteId, { pointId: world.points[1].id });
      await at().transaction((tx) => tx.putRule(silent));
      await store().ingest.commit(batch(world.fence, { alarms: [opened(world)] }));
      await at().transaction(async (tx) => {
        await tx.deleteRule(silent.id);
        await tx.deleteRule(world.rule.id);
      });
      expect(await at().rules({ pointId: world.points[1].id })).toEqual([]);
      expect(await at().rules({ pointId: world.points[0].id })).toEqual([{ ...world.rule, isEnabled: false }]);
    });

    it('tells the journal of unfinished alarms, and of no others, that the rule changed', async () => {
      const world = await makeWorld(store());
      const past = opened(world, { raisedAt: T0 - 900_000, clearedAt: T0 - 800_000 });
      const open = opened(world);
      await store().ingest.commit(batch(world.fence, { alarms: [past, open] }));
      await store().alarms.acknowledge({ alarmId: past.id, activation: 1 }, { actor: 'Ada', comment: null, now: T0 });
      const by = { actor: 'Ada', at: T0 + 1000, comment: 'limit raised' };
      const count = await at().transaction((tx) => tx.journalRuleChange(world.rule.id, by));
      expect(count).toBe(1);
      const journal = await store().alarms.journal(open.id);
      expect(journal.at(-1)).toMatchObject({
        kind: 'rule-changed',
        actor: 'Ada',
        comment: 'limit raised',
        recordedAt: T0 + 1000,
      });
      expect((await store().alarms.journal(past.id)).map((entry) => entry.kind)).not.toContain('rule-changed');
    });

    it('deletes places and things, and lets go of what lay there', async () => {
      const world = await makeWorld(store());
      const thing = {
        id: randomUUID(),
        siteId: world.siteId,
        locationId: world.locationId,
        kind: 'ups' as const,
        slug: 'ups',
        name: 'UPS',
        rating: null,
        fedBy: [],
      };
      await at().transaction(async (tx) => {
        await tx.putEquipment(thing);
        await tx.putPoint({ ...world.points[0], equipmentId: thing.id });
        await tx.putDevice({ ...world.device, fedById: thing.id });
      });
      await at().transaction(async (tx) => {
        expect(await tx.device(world.device.id)).toMatchObject({ fedById: thing.id });
        await tx.deleteEquipment(thing.id);
        await tx.deleteLocation(world.locationId);
      });
      expect(await at().equipment(world.siteId)).toEqual([]);
      expect(await at().device(world.device.id)).toMatchObject({ fedById: null });
      expect(await at().locations(world.siteId)).toEqual([]);
      expect(await at().point(world.points[0].id)).toMatchObject({ equipmentId: null, locationId: null });
    });

    it('replaces a broker account as a whole', async () => {
      const account: BrokerAccount = {
        ...{ userName: unique('dev').slice(0, 40), secretHash: '$7$101$c2FsdA==$aGFzaA==', kind: 'device', dialect: 'native' },
        ...{ publish: ['a/#', 'b'], subscribe: ['a/ack'], createdAt: T0, createdBy: 'Ada', revokedAt: null },
      };
      const own = async () => (await at().brokerAccounts()).find((row) => row.userName === account.userName);
      await at().transaction((tx) => tx.putBrokerAccount(account));
      expect(await own()).toEqual(account);
      await at().transaction((tx) =>
        tx.putBrokerAccount({ ...account, secretHash: '$7$101$b3RoZXI=$aA==', subscribe: [], revokedAt: T0 + 1 }),
      );
      expect(await own()).toEqual({ ...account, secretHash: '$7$101$b3RoZXI=$aA==', subscribe: [], revokedAt: T0 + 1 });
    });
  });
}
