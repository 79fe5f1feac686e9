import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { runLoad } from '../../../../firmware-sim/src/load/run-load.ts';
import type { LoadOrder } from './load.ts';
import { site } from './site.ts';

/** The load generator as a process of its own: one order as its only word, and its result as one line of JSON. */
const order: LoadOrder = JSON.parse(process.argv[2] ?? '{}');
const passwords = new Map<string, string>(Object.entries(JSON.parse(readFileSync(order.credentialsFile, 'utf8'))));
const devices = Array.from({ length: site.devices }, (_, index) => `${site.prefix}-${index + 1}`);

/** A room at work: a slow swing, and the noise of a sensor with a resolution of a hundredth. */
const temperature = (device: number, channel: number, seq: number): number =>
  Math.round((22 + 2 * Math.sin(seq / 500 + device) + channel / 20 + ((seq * 7 + channel * 3) % 10) / 50) * 100) / 100;

let startedAt = 0;
const result = await runLoad({
  host: '127.0.0.1',
  port: order.port,
  devices,
  boot: randomBytes(4).toString('hex'),
  connections: devices.length,
  login: (index) => {
    const name = devices[index] ?? '';
    const password = passwords.get(name);
    return { clientId: name, userName: name, ...(password === undefined ? {} : { password }) };
  },
  inFlight: 32,
  valuesPerMessage: order.values,
  messages: order.messages,
  messagesPerSecond: order.messagesPerSecond,
  listensForAcks: false,
  settleMs: 0,
  now: () => {
    const now = Date.now();
    startedAt ||= now;
    return now;
  },
  value: temperature,
});
process.stdout.write(`${JSON.stringify({ ...result, startedAt })}\n`);
