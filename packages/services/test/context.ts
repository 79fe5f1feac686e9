import type { Result } from '@wachter/core';
import type { Actor, Context, Role } from '@wachter/services';
import { makeNewId } from '@wachter/services';
import { openMemoryStore } from '@wachter/store/memory/open-memory-store';
import { nodeCrypto } from '@wachter/store/node-crypto';

export const T0 = Date.UTC(2026, 10, 23, 12);

export const userWith = (role: Role): Actor => ({ kind: 'user', id: `u-${role}`, name: `Ada ${role}`, role });
export const administrator = userWith('administrator');

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
