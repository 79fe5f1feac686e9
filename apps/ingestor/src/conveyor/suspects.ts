import type { Logger } from '../log.ts';
import type { Delivery } from '../mqtt/delivery.ts';

const MOST_MESSAGES = 10_000;

/**
 * Finds the message for which storage refuses a batch: each accusation halves the next batch, until one message stands alone. That one is to
 * blame and is put away by its bytes; the others were never wrong.
 */
export interface Suspects {
  readonly accuse: (deliveries: readonly Delivery[], error: unknown) => void;
  /** Why this message must be put away; null when it must not. */
  readonly blameOf: (delivery: Delivery) => string | null;
  /** True while a refused batch is being taken apart: batches do not overlap then. */
  readonly areSought: () => boolean;
  /** The most messages of one batch. */
  readonly mostMessages: () => number;
  readonly forget: (delivery: Delivery) => void;
  readonly relax: () => void;
  readonly clear: () => void;
}

export function createSuspects(log: Logger): Suspects {
  const blamed = new Map<Delivery, string>();
  let share: number | null = null;
  return {
    accuse: (deliveries, error) => {
      const reason = error instanceof Error ? error.message : String(error);
      log.error(
        { messages: deliveries.length, error: reason },
        'storage refuses a batch for its data: looking for the message to blame',
      );
      const [only] = deliveries;
      const isFound = deliveries.length === 1 && only !== undefined;
      if (isFound) blamed.set(only, `Storage refuses this message: ${reason}`);
      share = isFound ? null : Math.max(1, Math.floor(deliveries.length / 2));
    },
    blameOf: (delivery) => blamed.get(delivery) ?? null,
    areSought: () => share !== null,
    mostMessages: () => share ?? MOST_MESSAGES,
    forget: (delivery) => {
      blamed.delete(delivery);
    },
    relax: () => {
      share = null;
    },
    clear: () => {
      blamed.clear();
      share = null;
    },
  };
}
