import type { Instant } from '@wachter/core';

const REBIRTH = 'Node Control/Rebirth';
const BETWEEN_MS = 10_000;

/** Varint of protobuf. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

/**
 * NCMD that asks an edge node to introduce itself again (Sparkplug B 3.0, chapter 6): timestamp, and one metric
 * `Node Control/Rebirth` of type Boolean (11), true. A host sends no seq.
 */
export function encodeRebirth(at: Instant): Uint8Array {
  const name = Buffer.from(REBIRTH);
  const stamp = varint(at);
  const metric = [0x0a, name.length, ...name, 0x18, ...stamp, 0x20, 11, 0x70, 1];
  return Uint8Array.from([0x08, ...stamp, 0x12, ...varint(metric.length), ...metric]);
}

/** STATE of a host application, retained: the will says the same instant as the announcement of its connection, with online false. */
export function createHostState(host: string, now: () => Instant) {
  const topic = `spBv1.0/STATE/${host}`;
  let at: Instant = now();
  const payload = (isOnline: boolean) => JSON.stringify({ online: isOnline, timestamp: at });
  return {
    will: () => {
      at = now();
      return { topic, payload: payload(false) };
    },
    announce: (publish: (topic: string, payload: string) => void) => publish(topic, payload(true)),
  };
}

/** Asks each node at most once in ten seconds. */
export function createRebirthAsker(publish: (topic: string, payload: Uint8Array) => void) {
  const askedAt = new Map<string, Instant>();
  return (topic: string, now: Instant): void => {
    if (now - (askedAt.get(topic) ?? Number.NEGATIVE_INFINITY) < BETWEEN_MS) return;
    askedAt.set(topic, now);
    publish(topic, encodeRebirth(now));
  };
}
