import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import type { Forbidden } from '../access/authorize.ts';
import { auditOf, type Context } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id, Name } from '../fields.ts';
import type { ContactRow } from '../ports/notify-settings.ts';
import { type Invalid, type NotFound, notFound } from '../refusal.ts';
import { devicesOf } from './push-devices.ts';
import { loadTellingSetup, tellingAt } from './who-is-told.ts';

/** `subscription` as the browser gives it, `name` as people tell their devices apart. */
export const SubscribePush = z.strictObject({
  channelId: Id,
  name: Name,
  subscription: z.strictObject({
    endpoint: z.string().max(2000),
    keys: z.strictObject({ p256dh: z.string().max(200), auth: z.string().max(100) }),
  }),
});

const mostDevices = 10;

/** Contacts as they are, or as they follow from what is known of everybody: subscribing takes nobody's e-mail away. */
async function contactsOf(context: Context, userId: string): Promise<readonly ContactRow[]> {
  const own = await context.store.notify.contacts(userId);
  if (own.length > 0) return own;
  const setup = await loadTellingSetup(context.store);
  const routes = tellingAt(setup, context.channels, context.now()).routesOf(userId);
  return routes.map((route, position) => ({ ...route, id: context.newId(), userId, position, isEnabled: true, goneAt: null }));
}

/** Adds this browser to those that get the person's messages; the same one again replaces itself. A new contact is tried first. */
export const subscribePush = defineVerb({
  action: 'contact.edit',
  input: SubscribePush,
  run: async (context, { channelId, name, subscription }): Promise<Result<null, Forbidden | Invalid | NotFound>> => {
    const { actor, store, now } = context;
    if (actor.kind !== 'user')
      return refuse({ kind: 'forbidden', action: 'contact.edit', reason: 'A browser belongs to a person.' });
    const row = (await store.notify.channels()).find(({ id }) => id === channelId);
    const channel = context.channels.get(row?.type ?? '');
    if (channel?.audience !== 'person') return refuse(notFound('channel', channelId));
    const contacts = await contactsOf(context, actor.id);
    const before = contacts.find((contact) => contact.channelId === channelId);
    const others = devicesOf(before).filter(({ endpoint }) => endpoint !== subscription.endpoint);
    const address = { devices: [...others, { ...subscription, name, addedAt: now(), goneAt: null }].slice(-mostDevices) };
    const checked = channel.address.safeParse(address);
    if (!checked.success) return refuse({ kind: 'invalid', issues: [{ path: 'subscription', message: 'is not usable' }] });
    const contact = { channelId, address, userId: actor.id, isEnabled: true, goneAt: null };
    const next = before
      ? contacts.map((one) => (one === before ? { ...before, ...contact } : one))
      : [{ ...contact, id: context.newId(), position: 0 }, ...contacts];
    const record = { action: 'contact.subscribe', objectKind: 'user', objectId: actor.id, after: { channelId, device: name } };
    const placed = next.map((one, position) => ({ ...one, position }));
    await store.notify.setContacts(actor.id, placed, auditOf(context, record));
    return ok(null);
  },
});
