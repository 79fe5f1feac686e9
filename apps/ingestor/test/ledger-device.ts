import mqtt, { type MqttClient } from 'mqtt';

/** A device of the native protocol that keeps every message until it is told that it is stored, and sends again what is not. */
export interface LedgerDevice {
  readonly id: string;
  readonly say: (value: number) => void;
  readonly written: () => number;
  readonly covered: () => number;
  /** Resolves with the next ack that covers more than is covered now. */
  readonly progressed: () => Promise<void>;
  /** Resolves when everything written is covered by an ack. */
  readonly settled: () => Promise<void>;
  readonly end: () => Promise<void>;
}

interface Kept {
  readonly seq: number;
  readonly body: string;
}

const AGAIN_MS = 1_500;

export async function createLedgerDevice(url: string, id: string): Promise<LedgerDevice> {
  const client: MqttClient = mqtt.connect(url, { clientId: id, protocolVersion: 4, reconnectPeriod: 200, clean: true });
  let buffer: Kept[] = [];
  let seq = 0;
  let covered = 0;
  let at = 0;
  let waiting: (() => void)[] = [];
  let watching: (() => void)[] = [];
  let progressAt = Date.now();

  const send = ({ body }: Kept) => client.connected && client.publish(`wachter/v1/${id}/data`, body, { qos: 1 }, () => undefined);
  const sendAgain = () => {
    if (buffer.length === 0 || Date.now() - progressAt < AGAIN_MS) return;
    progressAt = Date.now();
    for (const kept of buffer.slice(0, 500)) send(kept);
  };
  client.on('error', () => undefined);
  client.on('connect', () => {
    client.subscribe(`wachter/v1/${id}/ack`, { qos: 1 });
    for (const kept of buffer) send(kept);
  });
  client.on('message', (_topic, payload) => {
    const ack = JSON.parse(payload.toString()) as { readonly boot: string; readonly seq: number };
    if (ack.seq > covered) {
      progressAt = Date.now();
      for (const go of watching) go();
      watching = [];
    }
    covered = Math.max(covered, ack.seq);
    buffer = buffer.filter((kept) => kept.seq > covered);
    if (buffer.length > 0) return;
    for (const go of waiting) go();
    waiting = [];
  });
  const again = setInterval(sendAgain, 250);
  await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  return {
    id,
    say: (value) => {
      seq += 1;
      // Source time is part of the key of a reading: a device never gives two values the same.
      at = Math.max(Date.now(), at + 1);
      const body = JSON.stringify({ boot: 'ledger', seq, samples: [{ t: at, v: { t: value, n: seq } }] });
      buffer.push({ seq, body });
      send({ seq, body });
    },
    written: () => seq,
    covered: () => covered,
    progressed: () => new Promise((resolve) => watching.push(resolve)),
    settled: () => new Promise((resolve) => (buffer.length === 0 ? resolve() : waiting.push(resolve))),
    end: async () => {
      clearInterval(again);
      await client.endAsync(true);
    },
  };
}
