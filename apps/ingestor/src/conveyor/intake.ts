import type { Instant } from '@wachter/core';
import type { Delivery, Epoch } from '../mqtt/delivery.ts';

/** What waits to be taken, in order of arrival: messages, and the word that time has passed. */
export type Item = Delivery | { readonly tickAt: Instant };
export const isTick = (item: Item): item is { readonly tickAt: Instant } => 'tickAt' in item;

/** Bytes a held message costs beside its payload, roughly. */
const OVERHEAD_BYTES = 300;
const weightOf = ({ payload, topic }: Delivery): number => payload.length + topic.length + OVERHEAD_BYTES;

/** A queue that also counts what was taken from it and is not stored yet. */
export interface Intake {
  readonly push: (delivery: Delivery) => void;
  /** Several in a row are one: the last. */
  readonly pushTick: (now: Instant) => void;
  readonly next: () => Item | null;
  readonly isEmpty: () => boolean;
  /** Messages taken before go to the front again; words about time are dropped. */
  readonly putBack: (deliveries: readonly Delivery[]) => void;
  /** Stored: it counts no more. */
  readonly release: (delivery: Delivery) => void;
  /** Messages of earlier connections that the broker will deliver again on this one. */
  readonly dropRedelivered: (epoch: Epoch) => void;
  readonly hasRoom: () => boolean;
  readonly size: () => { readonly messages: number; readonly bytes: number };
  readonly oldestAt: () => Instant | null;
  readonly clear: () => void;
}

const COMPACT_AT = 5_000;

export function createIntake(most: { readonly messages: number; readonly bytes: number }): Intake {
  let queue: Item[] = [];
  let head = 0;
  let messages = 0;
  let bytes = 0;

  const release = (delivery: Delivery) => {
    messages -= 1;
    bytes -= weightOf(delivery);
  };
  const compact = () => {
    if (head < queue.length && head <= COMPACT_AT) return;
    queue = queue.slice(head);
    head = 0;
  };
  const waiting = (): Delivery[] => queue.slice(head).filter((item): item is Delivery => !isTick(item));

  return {
    push: (delivery) => {
      queue.push(delivery);
      messages += 1;
      bytes += weightOf(delivery);
    },
    pushTick: (now) => {
      const last = queue.length > head ? queue[queue.length - 1] : undefined;
      if (last && isTick(last)) queue[queue.length - 1] = { tickAt: now };
      else queue.push({ tickAt: now });
    },
    next: () => {
      const item = queue[head];
      if (!item) return null;
      head += 1;
      compact();
      return item;
    },
    isEmpty: () => head >= queue.length,
    putBack: (deliveries) => {
      queue = [...deliveries, ...waiting()];
      head = 0;
    },
    release,
    dropRedelivered: (epoch) => {
      const kept: Item[] = [];
      for (const item of queue.slice(head)) {
        if (isTick(item) || item.messageId === null || item.epoch === epoch) kept.push(item);
        else release(item);
      }
      queue = kept;
      head = 0;
    },
    hasRoom: () => messages < most.messages && bytes < most.bytes,
    size: () => ({ messages, bytes }),
    oldestAt: () => {
      for (let index = head; index < queue.length; index++) {
        const item = queue[index];
        if (item && !isTick(item)) return item.receivedAt;
      }
      return null;
    },
    clear: () => {
      queue = [];
      head = 0;
      messages = 0;
      bytes = 0;
    },
  };
}
