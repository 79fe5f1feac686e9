import { createConnection } from '../../../firmware-sim/src/devices/connection.ts';
import { createNative } from '../../../firmware-sim/src/devices/native.ts';
import type { Probe } from '../../../firmware-sim/src/devices/probe.ts';
import type { Witness } from '../../../firmware-sim/src/devices/witness.ts';
import { createRandom } from '../../../firmware-sim/src/random/prng.ts';
import { mqttSockets } from '../../../firmware-sim/src/run/mqtt-socket.ts';

/** Native devices of the simulator, with its buffer and re-sending, whose channel `n` carries the number of the message. */
export interface NumberedDevices {
  /** Resolves when the broker has taken `count` messages more. */
  readonly taken: (count: number) => Promise<void>;
  /** Writes nothing new once all up to here is stored; resolves when everything written is. */
  readonly settle: () => Promise<void>;
  readonly ledgers: readonly { readonly id: string; readonly written: () => number; readonly lost: () => number }[];
  /** Messages sent more than once so far. */
  readonly resent: () => number;
  readonly stop: () => void;
}

/** A message from each device this often, in seconds. */
const EVERY_SECONDS = 0.02;
const TICK_MS = 5;
/** Sooner than the protocol's 30 s: what a broker took and forgot is sent again while the test is watching. */
const ACK_TIMEOUT_MS = 2_000;

export function startNumberedDevices(url: string, secrets: ReadonlyMap<string, string>): NumberedDevices {
  const watch = createWatch();
  const stations = [...secrets.keys()].map((id, index) =>
    startStation(id, { index, witness: watch.witness, open: mqttSockets({ url, credentials: secrets }) }),
  );
  const timers = stations.map(({ tick }) => setInterval(tick, TICK_MS));
  const rest = () => {
    for (const timer of timers) clearInterval(timer);
  };
  const reports = () => stations.map(({ firmware }) => firmware.report());
  return {
    taken: (count) => {
      const goal = watch.counts.taken + count;
      return watch.until(() => watch.counts.taken >= goal);
    },
    settle: async () => {
      const goals = reports().map(({ seq }) => seq);
      await watch.until(() => reports().every(({ acknowledged }, index) => acknowledged >= (goals[index] ?? 0)));
      rest();
      await watch.until(() => reports().every(({ acknowledged, seq }) => acknowledged === seq));
    },
    ledgers: stations.map(({ id, firmware }) => ({
      id,
      written: () => firmware.report().seq,
      lost: () => firmware.report().lost,
    })),
    resent: () => watch.counts.resent,
    stop: () => {
      rest();
      for (const { connection } of stations) connection.stop(Date.now());
    },
  };
}

function createWatch() {
  const counts = { taken: 0, resent: 0 };
  const waiting = new Set<{ readonly isTrue: () => boolean; readonly go: () => void }>();
  const look = () => {
    for (const one of waiting) {
      if (!one.isTrue()) continue;
      waiting.delete(one);
      one.go();
    }
  };
  const witness: Witness = {
    sending: ({ isAgain }) => {
      if (isAgain) counts.resent += 1;
    },
    taken: () => {
      counts.taken += 1;
      look();
    },
    stored: look,
  };
  const until = (isTrue: () => boolean) =>
    new Promise<void>((go) => {
      waiting.add({ isTrue, go });
      look();
    });
  return { counts, witness, until };
}

/** A sensor that counts: the first message says 1. */
function countingProbe(id: string): Probe {
  let n = 0;
  const model = { model: 'numbered', firmware: '1', name: id, location: 'hall', parent: null, channels: [] };
  return {
    spec: { ...model, id, account: id, dialect: 'native', intervalSeconds: EVERY_SECONDS },
    sample: () => {
      n += 1;
      return { values: { t: 20, n }, faulty: [] };
    },
    urgent: () => '',
    plant: () => {
      throw new Error('a device without doors asks for no plant');
    },
  };
}

interface StationParams {
  readonly index: number;
  readonly witness: Witness;
  readonly open: ReturnType<typeof mqttSockets>;
}

function startStation(id: string, { index, witness, open }: StationParams) {
  const random = createRandom(index + 1);
  const firmware = createNative({
    probe: countingProbe(id),
    clock: { read: (now) => now },
    random: random.fork('device'),
    newBoot: () => random.hex(4),
    bufferMessages: 100_000,
    startAt: Date.now(),
    witness,
    outbox: { ackTimeoutMs: ACK_TIMEOUT_MS, maxInFlight: 32, resendWindow: 64 },
  });
  const connection = createConnection({
    ...{ firmware, open, random: random.fork('line'), now: Date.now, firstMs: 0 },
    ...{ spoil: (publication) => [publication], isCut: () => false, wake: () => undefined },
  });
  const tick = () => {
    const now = Date.now();
    connection.tick(now);
    firmware.tick(now);
  };
  return { id, firmware, connection, tick };
}
