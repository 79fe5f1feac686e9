import type { Instant } from '@wachter/core';
import type { Actor } from './access/actor.ts';
import { actorName } from './access/actor.ts';
import type { Channel } from './ports/channel.ts';
import type { Crypto, SecretSeal } from './ports/crypto.ts';
import type { AuditRecord } from './ports/site-store.ts';
import type { Store } from './ports/store.ts';

/** What the product gives to its verbs, whoever asks. `hashPassword` is argon2id and gives the encoded hash. */
export interface Services {
  readonly store: Store;
  readonly now: () => Instant;
  /** UUIDv7 (see `makeNewId`). */
  readonly newId: () => string;
  readonly crypto: Crypto;
  /** Ways to tell people, by id. */
  readonly channels: ReadonlyMap<string, Channel>;
  /** Null where no key was given: secrets of channels can then not be stored. */
  readonly seal: SecretSeal | null;
  readonly hashPassword: (password: string) => Promise<string>;
}

/** First argument of every verb: the services and who asks. `source` is where the word came from (`web 10.0.0.7`, `api`, `command`). */
export interface Context extends Services {
  readonly actor: Actor;
  readonly source?: string | undefined;
}

/** An audit row in the name of the context's actor. */
export const auditOf = (
  context: Pick<Context, 'actor' | 'source'>,
  record: Omit<AuditRecord, 'actor' | 'source'>,
): AuditRecord => ({ ...record, actor: actorName(context.actor), source: context.source });
