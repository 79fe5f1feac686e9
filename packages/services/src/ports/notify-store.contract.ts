import { randomUUID } from 'node:crypto';
import { defaultPolicy, type Escalation, type NoticeKey, type OwedNotice, owe, type Rota } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import {
  auditRecord,
  batch,
  type MakeStore,
  makeWorld,
  minute,
  opened,
  T0,
  unique,
  useStore,
  type World,
} from './fixture.contract.ts';
import { FencedOutError } from './ingest-store.ts';
import type { ChannelRow, ContactRow } from './notify-settings.ts';
import type { Delivery } from './notify-store.ts';

const nobodyOverDuty: Rota = { name: 'Nights', layers: [], holidays: [], overrides: [] };
const audit = auditRecord('notify', { action: 'notify.change', objectKind: 'channel' });

const newChannel = (more: Partial<ChannelRow> = {}): ChannelRow => ({
  ...{ id: randomUUID(), type: 'email', name: unique('Mail'), config: { host: 'mail.example' }, sealedSecrets: 'sealed' },
  ...{ isEnabled: true, createdAt: T0, ...more },
});

const owed = (more: Partial<NoticeKey> = {}, at = T0): OwedNotice =>
  owe(
    {
      ...{ subjectKind: 'alarm' as const, subjectId: randomUUID(), activation: 1, kind: 'raised' as const, sequence: 0 },
      ...{ recipient: unique('person'), channelId: randomUUID(), ...more },
    },
    { id: randomUUID(), address: { to: 'a@example.org' }, priority: 'high', now: at },
  );

const escalationOf = (world: World, alarmId: string, more: Partial<Escalation> = {}): Escalation => ({
  ...{ alarmId, activation: 1, siteId: world.siteId, state: 'running', why: null, step: 1, sequence: 1 },
  ...{ startedAt: T0, firedAt: T0, ...more },
});

/** What every adapter of `NotifyStore` must do. */
export function describeNotifyStore(makeStore: MakeStore): void {
  describe('NotifyStore', () => {
    const store = useStore(makeStore);
    const at = () => store().notify;
    const nothing = { escalations: [], notices: [], overtaken: [] };
    const queue = async (fence: bigint, ...notices: OwedNotice[]) => at().commitRound(fence, { ...nothing, notices });
    const claim = async (fence: bigint, now: number, recipient: string) =>
      (await at().claim(fence, { now, forMs: minute, atMost: 1_000 })).filter(
        ({ notices }) => notices[0]?.recipient === recipient,
      );
    const raise = async (world: World) => {
      const open = opened(world);
      await store().ingest.commit(batch(world.fence, { alarms: [open] }));
      return open.id;
    };

    it('keeps rotas, policies, channels and contacts, with their audit rows', async () => {
      const { siteId } = await makeWorld(store());
      const rota = { id: randomUUID(), siteId, rota: nobodyOverDuty };
      const policy = defaultPolicy([{ kind: 'rota', id: rota.id }]);
      const channel = newChannel();
      const userId = unique('user');
      const contact: ContactRow = {
        id: randomUUID(),
        userId,
        channelId: channel.id,
        address: { to: 'x' },
        position: 0,
        isEnabled: true,
        goneAt: null,
      };
      await at().putRota(rota, audit);
      await at().putRota({ ...rota, rota: { ...nobodyOverDuty, name: 'Days' } }, audit);
      await at().putPolicy({ siteId, policy }, audit);
      await at().putChannel(channel, audit);
      await at().putChannel({ ...channel, isEnabled: false, sealedSecrets: null, createdAt: T0 + minute }, audit);
      await at().setContacts(userId, [{ ...contact, id: randomUUID(), position: 1 }, contact], audit);
      expect(await at().rotas(siteId)).toEqual([{ ...rota, rota: { ...nobodyOverDuty, name: 'Days' } }]);
      expect((await at().policies()).find((row) => row.siteId === siteId)?.policy).toEqual(policy);
      await at().putPolicy({ siteId, policy: null }, audit);
      expect((await at().policies()).some((row) => row.siteId === siteId)).toBe(false);
      expect((await at().channels()).find(({ id }) => id === channel.id)).toEqual({
        ...channel,
        isEnabled: false,
        sealedSecrets: null,
      });
      expect((await at().contacts(userId)).map(({ position }) => position)).toEqual([0, 1]);
      expect(await at().deleteChannel(channel.id, audit)).toBe(true);
      expect(await at().deleteChannel(channel.id, audit)).toBe(false);
      expect(await at().contacts(userId)).toEqual([]);
      expect(await at().deleteRota(rota.id, audit)).toBe(true);
      expect(await at().deleteRota(rota.id, audit)).toBe(false);
      const trail = await store().people.auditTrail({ objectId: 'notify', limit: 50 });
      expect(trail.length).toBeGreaterThanOrEqual(8);
    });

    it('shows a round the unfinished alarms, and what was told of them', async () => {
      const world = await makeWorld(store());
      const alarmId = await raise(world);
      const ofAlarm = <Row extends { readonly alarmId?: string; readonly subjectId?: string }>(rows: readonly Row[]) =>
        rows.filter((row) => (row.alarmId ?? row.subjectId) === alarmId);
      expect((await at().view()).alarms.some(({ id }) => id === alarmId)).toBe(true);
      const notice = owed({ subjectId: alarmId });
      await at().commitRound(world.fence, { ...nothing, escalations: [escalationOf(world, alarmId)], notices: [notice] });
      const again = { ...owed({ subjectId: alarmId, recipient: notice.recipient, channelId: notice.channelId }) };
      await queue(world.fence, again);
      const view = await at().view();
      expect(ofAlarm(view.escalations)).toEqual([escalationOf(world, alarmId)]);
      expect(ofAlarm(view.notices)).toEqual([notice]);
      const done = escalationOf(world, alarmId, { state: 'done', why: 'over', firedAt: null });
      await at().commitRound(world.fence, { ...nothing, escalations: [done], overtaken: [notice.id] });
      expect(ofAlarm((await at().view()).escalations)).toEqual([done]);
      expect(await at().noticesOf(alarmId)).toMatchObject([{ id: notice.id, state: 'given-up', attempts: 0 }]);
      expect(await claim(world.fence, T0, notice.recipient)).toEqual([]);
    });

    it('writes nothing for whoever does not lead any more', async () => {
      const world = await makeWorld(store());
      await store().lease.release(world.lease, world.fence);
      const notice = owed();
      await store().lease.acquire(world.lease, 'other', minute);
      await expect(queue(world.fence, notice)).rejects.toThrow(FencedOutError);
      await expect(at().claim(world.fence, { now: T0, forMs: minute, atMost: 5 })).rejects.toThrow(FencedOutError);
      expect(await at().noticesOf(notice.subjectId)).toEqual([]);
    });

    it('gives a message to one sender until its time is over, and then again under the same id', async () => {
      const { fence } = await makeWorld(store());
      const [one, two] = [owed(), owed()].map((notice, _, all) => ({ ...notice, recipient: all[0]?.recipient ?? '' }));
      if (!one || !two) throw new Error('two were made');
      await queue(fence, one, { ...two, channelId: one.channelId });
      const [message] = await claim(fence, T0, one.recipient);
      expect(message?.notices).toHaveLength(2);
      expect(await claim(fence, T0 + minute - 1, one.recipient)).toEqual([]);
      const [again] = await claim(fence, T0 + minute, one.recipient);
      expect(again?.id).toBe(message?.id);
      expect(again?.notices.map(({ id }) => id)).toEqual(message?.notices.map(({ id }) => id));
    });

    it('records what was sent, and takes the same word off the other channels of the person', async () => {
      const { fence } = await makeWorld(store());
      const first = owed();
      const second = owed({ ...first, channelId: randomUUID() });
      const told = async () => {
        const notices = await at().noticesOf(first.subjectId);
        expect(notices).toHaveLength(2);
        return [first.id, second.id].map((id) => notices.find((notice) => notice.id === id));
      };
      await queue(fence, first);
      const [failed] = await claim(fence, T0, first.recipient);
      if (!failed) throw new Error('nothing to send');
      await at().record(failed, { kind: 'retry', nextAt: T0 + 30_000, error: 'no answer', at: T0, blames: 'channel' }, [
        second,
        second,
      ]);
      const tried = { state: 'queued', attempts: 1, lastError: 'no answer', nextAt: T0 + 30_000, claimedUntil: null };
      expect(await told()).toMatchObject([tried, { id: second.id, attempts: 0 }]);
      const waiting = await at().claim(fence, { now: T0, forMs: minute, atMost: 1_000 });
      const fallback = waiting.find(({ notices }) => notices[0]?.id === second.id);
      if (!fallback) throw new Error('no second channel');
      await at().record(fallback, { kind: 'sent', at: T0 + 5, providerId: 'p-1' }, []);
      expect(await told()).toMatchObject([
        { id: first.id, state: 'failed' },
        { id: second.id, state: 'sent', sentAt: T0 + 5, providerId: 'p-1', attempts: 1, claimedUntil: null },
      ]);
      const next = owed({ recipient: first.recipient });
      await queue(fence, next);
      expect(await claim(fence, T0 + minute, first.recipient)).toEqual([]);
      expect(await claim(fence, T0 + minute + 5, first.recipient)).toHaveLength(1);
    });

    it('keeps what the attempts say of a channel: failing since the first refusal until something is sent', async () => {
      const { fence } = await makeWorld(store());
      const channel = newChannel();
      await at().putChannel(channel, audit);
      const health = async () => (await at().channelHealth()).find(({ channelId }) => channelId === channel.id);
      const attempt = async (delivery: Delivery) => {
        const notice = owed({ channelId: channel.id });
        await queue(fence, notice);
        const [message] = await claim(fence, T0, notice.recipient);
        if (message) await at().record(message, delivery, []);
      };
      const no = { kind: 'given-up', error: 'refused: HTTP 500', blames: 'channel' } as const;
      expect(await health()).toEqual({ channelId: channel.id, failingSince: null, failure: null, lastSentAt: null });
      await attempt({ kind: 'given-up', error: 'its subject is gone', at: T0, blames: 'message' });
      expect(await health()).toMatchObject({ failingSince: null });
      await attempt({ ...no, at: T0 + 5 });
      await attempt({ ...no, at: T0 + 9, error: 'busy: HTTP 429' });
      expect(await health()).toMatchObject({ failingSince: T0 + 5, failure: 'busy: HTTP 429' });
      await at().putChannel({ ...channel, name: unique('Mail') }, audit);
      expect(await health()).toMatchObject({ failingSince: T0 + 5 });
      await attempt({ kind: 'sent', at: T0 + 20, providerId: null });
      expect(await health()).toEqual({ channelId: channel.id, failingSince: null, failure: null, lastSentAt: T0 + 20 });
    });

    it('marks the contact whose address is gone, and blames the channel only where there is none', async () => {
      const { fence } = await makeWorld(store());
      const channel = newChannel();
      await at().putChannel(channel, audit);
      const userId = unique('user');
      const own = { id: randomUUID(), userId, channelId: channel.id, address: {}, position: 0, isEnabled: true, goneAt: null };
      await at().setContacts(userId, [own], audit);
      for (const recipient of [userId, unique('other')]) {
        const notice = owed({ channelId: channel.id, recipient });
        await queue(fence, notice);
        const [message] = await claim(fence, T0, recipient);
        const gone = { kind: 'given-up', error: 'address-gone: HTTP 410', at: T0 + 7, blames: 'address' } as const;
        if (message) await at().record(message, gone, []);
        const [contact] = await at().contacts(userId);
        const [row] = (await at().channelHealth()).filter(({ channelId }) => channelId === channel.id);
        expect([contact?.goneAt, row?.failingSince]).toEqual([T0 + 7, recipient === userId ? null : T0 + 7]);
      }
    });

    it('takes the address that a delivery gave back, where a part of it has ended', async () => {
      const { fence } = await makeWorld(store());
      const channel = newChannel();
      await at().putChannel(channel, audit);
      const userId = unique('user');
      const own = { id: randomUUID(), userId, channelId: channel.id, address: { devices: ['old', 'new'] }, position: 0 };
      await at().setContacts(userId, [{ ...own, isEnabled: true, goneAt: null }], audit);
      await queue(fence, owed({ channelId: channel.id, recipient: userId }));
      const [message] = await claim(fence, T0, userId);
      if (message) await at().record(message, { kind: 'sent', at: T0, providerId: null, address: { devices: ['new'] } }, []);
      expect(await at().contacts(userId)).toMatchObject([{ id: own.id, address: { devices: ['new'] } }]);
    });

    it('gives up with a reason', async () => {
      const { fence } = await makeWorld(store());
      const notice = owed();
      await queue(fence, notice);
      const [message] = await claim(fence, T0, notice.recipient);
      if (!message) throw new Error('nothing to send');
      await at().record(message, { kind: 'given-up', error: 'mailbox unknown', at: T0, blames: 'message' }, []);
      expect(await at().noticesOf(notice.subjectId)).toMatchObject([{ state: 'given-up', lastError: 'mailbox unknown' }]);
    });

    it('lets a link be used once', async () => {
      const link = {
        tokenHash: unique('hash'),
        subjectKind: 'alarm' as const,
        subjectId: randomUUID(),
        activation: 2,
        userId: 'u',
      };
      const row = { ...link, createdAt: T0, expiresAt: T0 + minute, usedAt: null };
      await at().addLink(row);
      expect(await at().link(link.tokenHash)).toEqual(row);
      expect(await at().link('unknown')).toBeNull();
      const presses = await Promise.all([at().useLink(link.tokenHash, T0 + 5), at().useLink(link.tokenHash, T0 + 5)]);
      expect(presses.toSorted()).toEqual([false, true]);
      expect(await at().linksOf(link.subjectId)).toEqual([{ ...row, usedAt: T0 + 5 }]);
    });

    it('forgets old messages in batches, with their drills, but nothing that is owed or still being told', async () => {
      const world = await makeWorld(store());
      const long = Date.UTC(1979, 0, 1);
      const [sent, waiting] = [owed({}, long), owed({}, long)];
      const told = owed({ subjectId: await raise(world) }, long);
      const drill = {
        id: randomUUID(),
        siteId: world.siteId,
        kind: 'drill' as const,
        startedAt: long,
        startedBy: 'Ada',
        unreached: [],
        dueAt: null,
        omitted: null,
      };
      await at().startDrill(drill, [], auditRecord(drill.id));
      const escalations = [escalationOf(world, told.subjectId)];
      await at().commitRound(world.fence, { ...nothing, escalations, notices: [sent, waiting, told] });
      for (const { recipient } of [sent, told]) {
        const [message] = await claim(world.fence, long, recipient);
        if (message) await at().record(message, { kind: 'sent', at: long, providerId: null }, []);
      }
      const forget = (limit: number) => store().maintenance.deleteBefore('notice', long + minute, limit);
      expect([await forget(0), await forget(9), await forget(9)]).toEqual([0, 1, 0]);
      const left = await Promise.all(
        [sent, waiting, told].map(async ({ subjectId }) => (await at().noticesOf(subjectId)).length),
      );
      expect([left, await at().drill(drill.id)]).toEqual([[0, 1, 1], null]);
    });
  });
}
