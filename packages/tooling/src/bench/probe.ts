import { randomBytes } from 'node:crypto';
import { openLine } from '../../../../firmware-sim/src/load/line.ts';
import { topicBytes } from '../../../../firmware-sim/src/load/wire.ts';
import type { Broker } from './broker.ts';
import { probes } from './site.ts';

/** One message of the probe device, just published. `at` is its source time, `sentAt` the same instant by `performance.now()`. */
export interface Shot {
  readonly channel: number;
  readonly at: number;
  readonly sentAt: number;
  /** The value passes the limit: an alarm must follow. */
  readonly isAlarm: boolean;
}

const everyMs = 40;

/** A device that sends one value every 40 ms, each of its channels in turn, above its limit one time and below it the next. */
export async function startProbe(broker: Broker, sent: (shot: Shot) => void): Promise<{ readonly stop: () => void }> {
  const boot = randomBytes(4).toString('hex');
  const topic = topicBytes(`wachter/v1/${probes.device}/data`);
  let failure: string | null = null;
  const line = await openLine({
    host: '127.0.0.1',
    port: broker.port,
    login: { clientId: probes.device, userName: probes.device, password: broker.passwordOf(probes.device) },
    subscriptions: [],
    inFlight: 1_000,
    received: () => undefined,
    drained: () => undefined,
    failed: (reason) => {
      failure = reason;
    },
  });
  let seq = 0;
  let lastAt = 0;
  const timer = setInterval(() => {
    if (failure !== null) throw new Error(`the probe lost its connection: ${failure}`);
    const channel = seq % probes.channels;
    const isAlarm = Math.floor(seq / probes.channels) % 2 === 1;
    seq += 1;
    const at = Math.max(lastAt + 1, Date.now());
    lastAt = at;
    const value = isAlarm ? probes.limit + 1 : probes.limit - 2;
    const payload = `{"boot":"${boot}","seq":${seq},"samples":[{"t":${at},"v":{"p${channel}":${value}}}]}`;
    line.push(topic, payload, () => undefined);
    sent({ channel, at, sentAt: performance.now(), isAlarm });
    line.flush();
  }, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      line.close();
    },
  };
}
