import { createHash } from 'node:crypto';
import type { Instant } from '@wachter/core';
import type { Delivery, Epoch } from '../mqtt/delivery.ts';

/**
 * Remembers when messages arrived that the broker may deliver again, so that a payload without a device clock gets the same source time
 * both times. A message of an earlier connection with the same bytes is taken for the same one when it was never acknowledged
 * (the broker must send it again), or when it was and carries the DUP flag (our PUBACK was lost). Each is matched once.
 */
export interface ArrivalMemory {
  /** The arrival to use for this delivery: its own, or that of its first delivery. */
  readonly arrivalOf: (delivery: Delivery) => Instant;
  readonly acknowledged: (deliveries: readonly Delivery[]) => void;
  /** The broker kept nothing: what comes now is new. */
  readonly forget: () => void;
}

interface Remembered {
  readonly key: string;
  readonly arrivedAt: Instant;
  epoch: Epoch;
  isAcknowledged: boolean;
}

const AT_MOST = 20_000;

export function createArrivalMemory(): ArrivalMemory {
  const byKey = new Map<string, Remembered[]>();
  const byDelivery = new WeakMap<Delivery, Remembered>();
  const inOrder: Remembered[] = [];

  const drop = (entry: Remembered) => {
    const list = byKey.get(entry.key)?.filter((other) => other !== entry);
    if (list && list.length > 0) byKey.set(entry.key, list);
    else byKey.delete(entry.key);
  };
  return {
    arrivalOf: (delivery) => {
      if (delivery.messageId === null || delivery.isRetained) return delivery.receivedAt;
      const key = digestOf(delivery);
      const known = byKey.get(key) ?? [];
      const again = known.find((entry) => entry.epoch !== delivery.epoch && (!entry.isAcknowledged || delivery.isDuplicate));
      const entry: Remembered = again ?? { key, arrivedAt: delivery.receivedAt, epoch: delivery.epoch, isAcknowledged: false };
      entry.epoch = delivery.epoch;
      entry.isAcknowledged = false;
      byDelivery.set(delivery, entry);
      if (!again) {
        byKey.set(key, [...known, entry]);
        inOrder.push(entry);
        if (inOrder.length > AT_MOST) for (const old of inOrder.splice(0, AT_MOST / 2)) drop(old);
      }
      return entry.arrivedAt;
    },
    acknowledged: (deliveries) => {
      for (const delivery of deliveries) {
        const entry = byDelivery.get(delivery);
        if (entry) entry.isAcknowledged = true;
      }
    },
    forget: () => {
      byKey.clear();
      inOrder.length = 0;
    },
  };
}

const digestOf = ({ topic, payload }: Delivery): string => `${topic}\n${createHash('sha1').update(payload).digest('base64')}`;
