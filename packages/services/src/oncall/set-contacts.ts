import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import type { Forbidden } from '../access/authorize.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type Invalid, type NotFound, notFound } from '../refusal.ts';

/** In the order to try, one address by each channel. An empty list: the person is reached by what is known of everybody. */
export const SetContacts = z.strictObject({
  userId: z.string().min(1).max(100),
  contacts: z.array(z.strictObject({ channelId: Id, address: z.unknown(), isEnabled: z.boolean() })).max(20),
});

/** Where a person is reached: set by themselves or by an administrator. */
export const setContacts = defineVerb({
  action: 'contact.edit',
  input: SetContacts,
  run: async (context, { userId, contacts }): Promise<Result<null, Forbidden | Invalid | NotFound>> => {
    const { actor, store } = context;
    const isOwn = actor.kind === 'user' && (actor.id === userId || actor.role === 'administrator');
    if (!isOwn && actor.kind !== 'system') {
      return refuse({ kind: 'forbidden', action: 'contact.edit', reason: 'The contacts of others are set by an administrator.' });
    }
    if (!(await store.people.users()).some(({ id }) => id === userId)) return refuse(notFound('user', userId));
    const rows = new Map((await store.notify.channels()).map((row) => [row.id, row]));
    const before = await store.notify.contacts(userId);
    const issues = contacts.flatMap(({ channelId, address }, index) => {
      const channel = context.channels.get(rows.get(channelId)?.type ?? '');
      if (channel?.audience !== 'person')
        return [{ path: `contacts.${index}.channelId`, message: 'is not a channel that reaches one person' }];
      // A message is owed to a person by a channel: a second address there would never be tried.
      if (contacts.findIndex((one) => one.channelId === channelId) < index)
        return [{ path: `contacts.${index}.channelId`, message: 'is there already' }];
      const checked = channel.address.safeParse(address);
      return (checked.error?.issues ?? []).map(({ path, message }) => ({
        path: ['contacts', String(index), 'address', ...path.map(String)].join('.'),
        message,
      }));
    });
    if (issues.length > 0) return refuse({ kind: 'invalid', issues });
    const stored = contacts.map((contact, position) => ({
      ...contact,
      id: before.find(({ channelId }) => channelId === contact.channelId)?.id ?? context.newId(),
      userId,
      position,
      goneAt: null,
    }));
    const after = stored.map(({ channelId, isEnabled }) => ({ channelId, isEnabled }));
    await store.notify.setContacts(
      userId,
      stored,
      auditOf(context, { action: 'contact.set', objectKind: 'user', objectId: userId, after }),
    );
    return ok(null);
  },
});
