import { channels } from '@wachter/channels';
import { z } from 'zod';
import { channelFields, type FieldSchema } from '../../features/on-call/channel-fields.ts';
import type { ChannelKind } from '../../features/on-call/view.ts';
import { once } from '../once.ts';

/** Every kind of channel with the fields of its forms. Not secret: no right is needed. */
export const channelKinds = (): readonly ChannelKind[] =>
  once('channel-kinds', () =>
    [...channels.values()].map(({ id, name, audience, config, address }) => ({
      id,
      name,
      isPersonal: audience === 'person',
      config: channelFields(fieldSchema(config)) ?? [],
      address: channelFields(fieldSchema(address)),
    })),
  );

const fieldSchema = (schema: z.ZodType): FieldSchema => z.toJSONSchema(schema, { io: 'input' }) as FieldSchema;
