import { ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import type { ChannelRow } from '../ports/notify-settings.ts';
import { openSecrets } from './secrets.ts';

export const ListChannels = z.strictObject({});

/** A channel as people may see it: which secrets are set, never what they are. */
export interface ShownChannel extends Omit<ChannelRow, 'sealedSecrets'> {
  readonly secretsSet: readonly string[];
  /** False: the key is another one, and its secrets must be given again. */
  readonly canOpen: boolean;
}

/** The ways to tell people that were set up. */
export const listChannels = defineVerb({
  action: 'channel.read',
  input: ListChannels,
  run: async (context): Promise<Result<readonly ShownChannel[], never>> => {
    const rows = await context.store.notify.channels();
    return ok(
      rows.map(({ sealedSecrets, ...row }) => {
        const secrets = openSecrets({ id: row.id, sealedSecrets }, context.seal);
        return { ...row, secretsSet: Object.keys(secrets ?? {}), canOpen: secrets !== null };
      }),
    );
  },
});
