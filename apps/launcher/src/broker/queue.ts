import AsyncLevelPersistence from 'aedes-persistence-level/asyncPersistence.js';
import { ClassicLevel } from 'classic-level';
import { createGroupCommit } from './group-commit.ts';

export interface StoredPacket {
  readonly topic: string;
  readonly brokerId?: string;
  readonly brokerCounter?: number;
}

/** Sessions, queues, retained messages and wills on disk. */
export interface Queue {
  readonly persistence: AsyncLevelPersistence;
  /** Stores the message for everyone who is to have it, before the sender is told; aedes' own attempt afterwards is left out. */
  readonly storeEarly: (packet: StoredPacket & { readonly brokerCounter: number }) => Promise<void>;
  /** Forgets the session of an account that was withdrawn. */
  readonly forget: (clientId: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const rememberedAtMost = 20_000;

/**
 * Opens the store in `folder`. `maySubscribe` is asked before a subscription is written down: aedes stores all filters of a packet
 * when one of them was granted, and what is written down is queued for.
 */
export async function openQueue(
  folder: string,
  maySubscribe: (clientId: string, filter: string) => boolean,
  isSynced: boolean,
): Promise<Queue> {
  const db = new ClassicLevel<string, Buffer>(folder, { valueEncoding: 'buffer' });
  await db.open();
  const persistence = new AsyncLevelPersistence(createGroupCommit(db, isSynced));
  const storedEarly = new Set<number>();

  const addSubscriptions = persistence.addSubscriptions.bind(persistence);
  persistence.addSubscriptions = (client, subscriptions) =>
    addSubscriptions(
      client,
      subscriptions.filter((one) => maySubscribe(client.id, one.topic)),
    );

  const enqueue = persistence.outgoingEnqueueCombi.bind(persistence);
  persistence.outgoingEnqueueCombi = async (subscriptions, packet) => {
    const counter = (packet as StoredPacket).brokerCounter;
    if (counter !== undefined && storedEarly.delete(counter)) return packet;
    return enqueue(subscriptions, packet);
  };

  return {
    persistence,
    storeEarly: async (packet) => {
      storedEarly.add(packet.brokerCounter);
      const oldest = storedEarly.size > rememberedAtMost ? storedEarly.values().next().value : undefined;
      if (oldest !== undefined) storedEarly.delete(oldest);
      await enqueue(await persistence.subscriptionsByTopic(packet.topic), packet);
    },
    forget: async (clientId) => {
      await persistence.cleanSubscriptions({ id: clientId });
      await persistence.delWill({ id: clientId });
    },
    close: () => persistence.destroy(),
  };
}
