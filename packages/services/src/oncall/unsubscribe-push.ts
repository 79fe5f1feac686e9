import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import type { Forbidden } from '../access/authorize.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { devicesOf } from './push-devices.ts';

export const UnsubscribePush = z.strictObject({ channelId: Id, endpoint: z.string().max(2000) });

/** Takes one browser of one's own off; with the last one the contact goes. */
export const unsubscribePush = defineVerb({
  action: 'contact.edit',
  input: UnsubscribePush,
  run: async (context, { channelId, endpoint }): Promise<Result<null, Forbidden | NotFound>> => {
    const { actor, store } = context;
    if (actor.kind !== 'user')
      return refuse({ kind: 'forbidden', action: 'contact.edit', reason: 'A browser belongs to a person.' });
    const contacts = await store.notify.contacts(actor.id);
    const mine = contacts.find((contact) => contact.channelId === channelId);
    const devices = devicesOf(mine);
    const left = devices.filter((device) => device.endpoint !== endpoint);
    if (!mine || left.length === devices.length) return refuse(notFound('contact', channelId));
    const next =
      left.length === 0
        ? contacts.filter((one) => one !== mine)
        : contacts.map((one) => (one === mine ? { ...mine, address: { devices: left } } : one));
    const record = {
      action: 'contact.unsubscribe',
      objectKind: 'user',
      objectId: actor.id,
      after: { channelId, devices: left.length },
    };
    const placed = next.map((one, position) => ({ ...one, position }));
    await store.notify.setContacts(actor.id, placed, auditOf(context, record));
    return ok(null);
  },
});
