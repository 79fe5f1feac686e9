import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id, Name } from '../fields.ts';
import type { Channel } from '../ports/channel.ts';
import type { ChannelRow } from '../ports/notify-settings.ts';
import { type Invalid, invalid, type NotFound, notFound } from '../refusal.ts';
import { openSecrets, sealSecrets } from './secrets.ts';

/** `id` null makes a new one. A secret that is left out keeps what it was; null takes it away. */
export const PutChannel = z.strictObject({
  id: Id.nullable(),
  type: z.string().min(1).max(60),
  name: Name,
  config: z.record(z.string().max(60), z.unknown()),
  isEnabled: z.boolean(),
});

/** No key was given to this process, so secrets cannot be stored. */
export interface NoSecretKey {
  readonly kind: 'no-secret-key';
}

/** What nobody types: made for a new channel, and what is not secret of it kept as it was for another. */
function madeOf({ made }: Channel, before: ChannelRow | null | undefined): Readonly<Record<string, unknown>> {
  if (!made) return {};
  return before ? Object.fromEntries(made.fields.map((field) => [field, before.config[field]])) : made.make();
}

/** Sets up a way to tell people. Its secrets are sealed, and never read back nor written into the audit trail. */
export const putChannel = defineVerb({
  action: 'channel.edit',
  input: PutChannel,
  run: async (
    context,
    { id, type, name, config, isEnabled },
  ): Promise<Result<{ readonly id: string }, Invalid | NotFound | NoSecretKey>> => {
    const { store, seal } = context;
    const channel = context.channels.get(type);
    if (!channel) return refuse(invalid('type', 'there is no such channel'));
    const before = id === null ? null : (await store.notify.channels()).find((row) => row.id === id);
    if (id !== null && before?.type !== type) return refuse(notFound('channel', id));
    const isSecret = ([field]: readonly [string, unknown]) => channel.secretFields.includes(field);
    const given = Object.entries({ ...madeOf(channel, before), ...config }).filter(([, value]) => value !== undefined);
    const kept = (before && openSecrets(before, seal)) ?? {};
    const secrets = Object.fromEntries(
      Object.entries({ ...kept, ...Object.fromEntries(given.filter(isSecret)) }).filter(([, value]) => value !== null),
    );
    const open = Object.fromEntries(given.filter((entry) => !isSecret(entry)));
    const checked = channel.config.safeParse({ ...open, ...secrets });
    if (!checked.success) {
      const issues = checked.error.issues.map(({ path, message }) => ({
        path: ['config', ...path.map(String)].join('.'),
        message,
      }));
      return refuse({ kind: 'invalid', issues });
    }
    if (Object.keys(secrets).length > 0 && !seal) return refuse({ kind: 'no-secret-key' });
    const row = {
      id: before?.id ?? context.newId(),
      type,
      name,
      config: open,
      isEnabled,
      createdAt: before?.createdAt ?? context.now(),
    };
    const sealedSecrets = seal ? sealSecrets(row.id, secrets, seal) : null;
    const { sealedSecrets: _, ...shownBefore } = before ?? { sealedSecrets: null };
    const record = {
      action: 'channel.put',
      objectKind: 'channel',
      objectId: row.id,
      before: before ? shownBefore : undefined,
      after: row,
    };
    await store.notify.putChannel({ ...row, sealedSecrets }, auditOf(context, record));
    return ok({ id: row.id });
  },
});
