import { ok, type Result } from '@wachter/core';
import type { Actor, Context, Role } from '@wachter/services';
import { makeNewId } from '@wachter/services';
import type { Channel } from '@wachter/services/ports/channel';
import { openMemoryStore } from '@wachter/store/memory/open-memory-store';
import { createSeal, nodeCrypto } from '@wachter/store/node-crypto';
import { z } from 'zod';

export const T0 = Date.UTC(2026, 10, 23, 12);

export const userWith = (role: Role): Actor => ({ kind: 'user', id: `u-${role}`, name: `Ada ${role}`, role });
export const administrator = userWith('administrator');

/** A channel of the test: it never sends, verbs only describe and queue. */
export const sms: Channel = {
  ...{ id: 'sms', name: { en: 'SMS', nl: 'Sms' }, audience: 'person', secretFields: ['token'] },
  config: z.strictObject({ host: z.string().min(1), token: z.string().min(1).optional() }),
  address: z.strictObject({ number: z.string().regex(/^\+\d+$/, 'must begin with + and the country') }),
  addressOf: () => null,
  render: ({ sentence }) => ({ title: sentence, text: sentence }),
  send: async () => ok({ providerId: null }),
};

/** A channel whose addresses browsers give, and whose keys are made. */
export const pushLike: Channel = {
  ...{ id: 'push', name: { en: 'Push', nl: 'Push' }, audience: 'person', secretFields: ['privateKey'] },
  made: { fields: ['publicKey', 'privateKey'], make: () => ({ publicKey: 'public', privateKey: 'very private' }) },
  config: z.strictObject({ subject: z.string(), publicKey: z.string(), privateKey: z.string() }),
  address: z.looseObject({ devices: z.array(z.looseObject({ endpoint: z.url() })) }),
  addressOf: () => null,
  render: ({ sentence }) => ({ title: sentence, text: sentence }),
  send: async () => ok({ providerId: null }),
};

export interface Bench {
  readonly context: Context;
  readonly as: (actor: Actor) => Context;
  readonly advance: (ms: number) => void;
}

/** A store of its own, a clock that stands still until it is moved, and an administrator. */
export function bench(actor: Actor = administrator): Bench {
  let now = T0;
  const clock = () => now;
  const context: Context = {
    store: openMemoryStore({ now: clock }),
    now: clock,
    newId: makeNewId(clock, nodeCrypto.randomBytes),
    crypto: nodeCrypto,
    channels: new Map([sms, pushLike].map((channel) => [channel.id, channel])),
    seal: createSeal('a key of the test that has enough characters'),
    hashPassword: async (password) => `hash of ${password.length} letters`,
    actor,
    source: 'test',
  };
  return {
    context,
    as: (other) => ({ ...context, actor: other }),
    advance: (ms) => {
      now += ms;
    },
  };
}

/** The value of a result that must be there. */
export function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The refusal of a result that must be one. */
export function refusal<E>(result: Result<unknown, E>): E {
  if (result.ok) throw new Error(`not refused: ${JSON.stringify(result.value)}`);
  return result.error;
}
