import { randomBytes } from 'node:crypto';
import type { RunningProduct } from '@wachter/tooling/product';
import { connectAsync, type MqttClient } from 'mqtt';
import { expect, lastJson } from './product-test.ts';

export interface DeviceClient {
  /** Sends one sample of the native protocol, dated now, and resolves when the broker has it. */
  readonly say: (values: Readonly<Record<string, number | boolean | string>>) => Promise<void>;
  /** What the device is and which channels it has, as firmware says at its start. */
  readonly introduce: (
    channels: readonly { readonly channel: string; readonly quantity: string; readonly unit?: string }[],
  ) => Promise<void>;
  readonly leave: () => Promise<void>;
}

/** Makes a device with a credential on the command line. */
export async function addDevice(product: RunningProduct, id: string): Promise<string> {
  const made = await product.command('device', 'add', id, '--json');
  expect(made.code, made.err).toBe(0);
  return (lastJson(made.out) as { secret: string }).secret;
}

/** An ordinary MQTT client that speaks the native protocol with the credential of a device. */
export async function connectDevice(port: number, id: string, password: string): Promise<DeviceClient> {
  const client: MqttClient = await connectAsync(`mqtt://127.0.0.1:${port}`, {
    clientId: id,
    username: id,
    password,
    protocolVersion: 4,
  });
  const boot = randomBytes(4).toString('hex');
  let seq = 0;
  const publish = (part: string, body: unknown, retain = false) =>
    client.publishAsync(`wachter/v1/${id}/${part}`, JSON.stringify(body), { qos: 1, retain }).then(() => undefined);
  return {
    introduce: (channels) =>
      publish(
        'birth',
        { model: 'WS-2', firmware: '1.4.0', boot, channels: channels.map((one) => ({ intervalSeconds: 30, ...one })) },
        true,
      ),
    say: (values) => {
      seq += 1;
      return publish('data', { boot, seq, samples: [{ t: Date.now(), v: values }] });
    },
    leave: () => client.endAsync(),
  };
}
