declare module 'aedes-persistence-level/asyncPersistence.js' {
  import type { Readable } from 'node:stream';

  interface Subscription {
    readonly topic: string;
    readonly qos: number;
    readonly clientId?: string;
  }

  /** The parts of aedes' storage interface that we call or replace. */
  class AsyncLevelPersistence {
    constructor(db: unknown);
    setup(broker: unknown): Promise<void>;
    addSubscriptions(client: { readonly id: string }, subscriptions: readonly Subscription[]): Promise<void>;
    cleanSubscriptions(client: { readonly id: string }): Promise<void>;
    subscriptionsByTopic(topic: string): Promise<readonly Subscription[]>;
    outgoingEnqueueCombi(subscriptions: readonly Subscription[], packet: unknown): Promise<unknown>;
    outgoingStream(client: { readonly id: string }): Readable;
    delWill(client: { readonly id: string }): Promise<unknown>;
    storeRetained(packet: unknown): Promise<void>;
    destroy(): Promise<void>;
  }
  export = AsyncLevelPersistence;
}
