import { groupRecipient, isDrillUnderWay, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import type { Forbidden } from '../access/authorize.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { drillNotices } from './drill-notices.ts';
import { loadTellingSetup, tellingAt } from './who-is-told.ts';

/** `userId` null: those who read along in the channel. */
export const SendTest = z.strictObject({ channelId: Id, userId: z.string().min(1).max(100).nullable() });

export type SendTestRefusal =
  | Forbidden
  | NotFound
  /** The channel is not among the ways to this person: switched off, not saved, or the address is gone. */
  | { readonly kind: 'not-a-way' }
  | { readonly kind: 'drill-under-way' };

/** A marked message by one channel to one recipient, to see that it arrives: one's own, or anybody's for an administrator. */
export const sendTest = defineVerb({
  action: 'contact.edit',
  input: SendTest,
  run: async (context, { channelId, userId }): Promise<Result<{ readonly id: string }, SendTestRefusal>> => {
    const { actor, store, now } = context;
    const isOwn = actor.kind === 'user' && (actor.id === userId || actor.role === 'administrator');
    if (!isOwn && actor.kind !== 'system') {
      const reason = 'Messages to others are tested by an administrator.';
      return refuse({ kind: 'forbidden', action: 'contact.edit', reason });
    }
    const setup = await loadTellingSetup(store);
    const [site] = setup.sites;
    if (!site) return refuse(notFound('site', ''));
    if (!setup.channels.some(({ id }) => id === channelId)) return refuse(notFound('channel', channelId));
    const recipient = userId ?? groupRecipient(channelId);
    const routes = tellingAt(setup, context.channels, now())
      .routesOf(recipient)
      .filter((route) => route.channelId === channelId);
    if (routes.length === 0) return refuse({ kind: 'not-a-way' });
    for (const { id } of await store.notify.drills(site.id, { limit: 10, kind: 'test' })) {
      const same = (await store.notify.noticesOf(id)).filter((one) => one.recipient === recipient && one.channelId === channelId);
      if (isDrillUnderWay(same)) return refuse({ kind: 'drill-under-way' });
    }
    const id = context.newId();
    const drill = {
      ...{ id, siteId: site.id, kind: 'test' as const, startedAt: now(), startedBy: actorName(actor), unreached: [] },
      ...{ dueAt: null, omitted: null },
    };
    const record = { action: 'channel.test', objectKind: 'channel', objectId: channelId, after: { recipient } };
    await store.notify.startDrill(drill, drillNotices(context, id, { recipient, routes }), auditOf(context, record));
    return ok({ id });
  },
});
