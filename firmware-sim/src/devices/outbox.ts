import type { Buffer, Entry } from './buffer.ts';
import type { Link } from './firmware.ts';

/** Limits of the device protocol, version 1, and of this imitation. */
export interface OutboxParams {
  /** Sent again when no ack came for this long. */
  readonly ackTimeoutMs: number;
  /** Publishes waiting for a PUBACK at any time. */
  readonly maxInFlight: number;
  /** How far a round of re-sending runs ahead of the last ack, in messages. */
  readonly resendWindow: number;
}

export const outboxDefaults: OutboxParams = { ackTimeoutMs: 30_000, maxInFlight: 32, resendWindow: 64 };

/** Told of every step, so that a ledger can be written before the next one. */
export interface OutboxWitness {
  readonly sending: (entry: Entry, isAgain: boolean) => void;
  readonly taken: (entry: Entry) => void;
  readonly stored: (seq: number) => void;
}

/** Decides what leaves the buffer and when: new messages in order, old ones again until an ack covers them. */
export interface Outbox {
  readonly connected: (link: Link, now: number) => void;
  readonly disconnected: () => void;
  readonly acknowledged: (seq: number, now: number) => void;
  /** Sends what may be sent; returns when it wants to look again, in milliseconds since 1970. */
  readonly pump: (now: number) => number;
  readonly counts: () => { readonly published: number; readonly resent: number };
}

export function createOutbox(buffer: Buffer, params: OutboxParams, witness: OutboxWitness): Outbox {
  let link: Link | null = null;
  let connection = 0;
  let inFlight = 0;
  let fresh = 1;
  let everSent = 0;
  let again: number | null = null;
  let waitingSince: number | null = null;
  const counts = { published: 0, resent: 0 };

  const send = (entry: Entry, now: number) => {
    const mine = connection;
    const isAgain = entry.seq <= everSent;
    everSent = Math.max(everSent, entry.seq);
    counts[isAgain ? 'resent' : 'published'] += 1;
    waitingSince ??= now;
    inFlight += 1;
    witness.sending(entry, isAgain);
    link?.publish({ topic: entry.topic, payload: entry.bytes, qos: 1, retain: false }, () => {
      if (mine !== connection) return;
      inFlight -= 1;
      witness.taken(entry);
      pump(now);
    });
  };

  const nextToSend = (): Entry | undefined => {
    const lowest = buffer.lowest();
    fresh = Math.max(fresh, lowest);
    if (again !== null) {
      again = Math.max(again, lowest);
      if (again >= fresh) again = null;
      else if (again < lowest + params.resendWindow) {
        again += 1;
        return buffer.get(again - 1);
      }
    }
    if (fresh > buffer.highest()) return undefined;
    fresh += 1;
    return buffer.get(fresh - 1);
  };

  let isPumping = false;
  const pump = (now: number): number => {
    if (link === null) return Number.POSITIVE_INFINITY;
    if (waitingSince !== null && now - waitingSince >= params.ackTimeoutMs) {
      again = buffer.lowest();
      waitingSince = now;
    }
    if (!isPumping) {
      isPumping = true;
      while (inFlight < params.maxInFlight) {
        const entry = nextToSend();
        if (entry === undefined) break;
        send(entry, now);
      }
      isPumping = false;
    }
    return waitingSince === null ? Number.POSITIVE_INFINITY : waitingSince + params.ackTimeoutMs;
  };

  return {
    connected: (opened, now) => {
      link = opened;
      connection += 1;
      inFlight = 0;
      fresh = buffer.lowest();
      again = null;
      waitingSince = null;
      pump(now);
    },
    disconnected: () => {
      link = null;
      connection += 1;
      waitingSince = null;
    },
    acknowledged: (seq, now) => {
      const before = buffer.lowest();
      if (!buffer.acknowledge(seq) || seq < before) return;
      witness.stored(seq);
      waitingSince = buffer.lowest() < fresh ? now : null;
      pump(now);
    },
    pump,
    counts: () => counts,
  };
}
