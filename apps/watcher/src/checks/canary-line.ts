import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { z } from 'zod';
import type { Settings } from '../settings.ts';
import type { CanaryLine } from './canary.ts';

const answerWithinMs = 10_000;
const Time = z.iso.datetime().transform((text) => Date.parse(text));
const Alarms = z.object({
  alarms: z.array(z.object({ id: z.string(), activation: z.number(), activatedAt: Time, clearedAt: Time.nullable() })),
});

/** The real line: the broker as a device of one's own, and the REST API with a token. Each value travels over a connection of its own. */
export function openCanaryLine(canary: NonNullable<Settings['canary']>, dashboard: string, signal: AbortSignal): CanaryLine {
  const boot = randomBytes(4).toString('hex');
  let seq = 0;
  const call = async (path: string, body?: object) => {
    const answer = await fetch(new URL(`/api/v1${path}`, dashboard), {
      method: body ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { authorization: `Bearer ${canary.token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
    });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return answer.json();
  };
  return {
    publish: async (value) => {
      seq += 1;
      const sample = { t: Date.now(), v: { [canary.channel]: value } };
      await publishOnce(canary, JSON.stringify({ boot, seq, samples: [sample] }));
    },
    alarms: async () => Alarms.parse(await call(`/alarms?pointId=${canary.pointId}&open=true`)).alarms,
    acknowledge: async ({ id, activation }) => {
      await call(`/alarms/${id}/acknowledge`, { activation, comment: 'Canary of the watcher' }).catch(() => undefined);
    },
    now: () => Date.now(),
    pause: (ms) => sleep(ms, undefined, { signal }).catch(() => undefined),
  };
}

async function publishOnce({ mqttUrl, device, password }: NonNullable<Settings['canary']>, payload: string): Promise<void> {
  const client = await connectAsync(
    mqttUrl,
    {
      clientId: device,
      username: device,
      password,
      protocolVersion: 4,
      clean: true,
      connectTimeout: answerWithinMs,
      reconnectPeriod: 0,
    },
    false,
  );
  client.on('error', () => undefined);
  try {
    const late = sleep(answerWithinMs, undefined, { ref: false }).then(() => {
      throw new Error('the broker does not acknowledge');
    });
    await Promise.race([client.publishAsync(`wachter/v1/${device}/data`, payload, { qos: 1 }), late]);
  } finally {
    client.end(true);
  }
}
