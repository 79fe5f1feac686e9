import { isGroupRecipient, type OwedNotice, ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';

export const ListNotices = z.strictObject({ alarmId: Id });

/** Who was told of an alarm, by what, when, and with which result. `person` null: those who read along in the channel. */
export interface ShownNotice
  extends Pick<
    OwedNotice,
    'id' | 'activation' | 'kind' | 'state' | 'attempts' | 'createdAt' | 'nextAt' | 'sentAt' | 'lastError'
  > {
  readonly person: string | null;
  /** Empty when the channel is gone. */
  readonly channel: string;
}

/** What was told of an alarm, in order. Addresses are not shown. */
export const listNotices = defineVerb({
  action: 'notice.read',
  input: ListNotices,
  run: async (context, { alarmId }): Promise<Result<readonly ShownNotice[], never>> => {
    const { store } = context;
    const [notices, channels, users] = await Promise.all([
      store.notify.noticesOf(alarmId),
      store.notify.channels(),
      store.people.users(),
    ]);
    const names = new Map(users.map(({ id, name }) => [id, name]));
    const channelNames = new Map(channels.map(({ id, name }) => [id, name]));
    return ok(
      notices.map(({ id, activation, kind, state, attempts, createdAt, nextAt, sentAt, lastError, recipient, channelId }) => ({
        ...{ id, activation, kind, state, attempts, createdAt, nextAt, sentAt, lastError },
        person: isGroupRecipient(recipient) ? null : (names.get(recipient) ?? recipient),
        channel: channelNames.get(channelId) ?? '',
      })),
    );
  },
});
