import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readEnv } from './env.ts';
import { runLoad } from './load/run-load.ts';
import { readCredentials } from './run/credentials.ts';

const usage = `Usage: node --import tsx firmware-sim/src/load.ts [flags]

Publishes many messages of the device protocol at QoS 1 and prints what came of them as one line of JSON.

  --url URL            broker, mqtt:// only (default MQTT_URL, else mqtt://127.0.0.1:1883)
  --credentials FILE   JSON of account to password (0600); accounts are the device ids
  --devices N          (default 50)   --prefix WORD   device ids are WORD-1 to WORD-N (default load)
  --connections N      (default: one per device); fewer only where one account may speak for many devices
  --messages N         in all (default 10000)
  --rate N             messages a second in all (default 0: as fast as the broker takes them)
  --values N           values per message (default 1)
  --in-flight N        publishes under way per connection (default 64)
  --acks               also wait until the host says that everything is stored
`;

const text = { type: 'string' } as const;
const count = (preset: number) => z.coerce.number().int().min(0).default(preset);
const Flags = z.object({
  url: z.url({ protocol: /^mqtt$/ }).optional(),
  credentials: z.string().optional(),
  devices: count(50),
  prefix: z.string().default('load'),
  connections: count(0),
  messages: count(10_000),
  rate: count(0),
  values: count(1),
  'in-flight': count(64),
  acks: z.boolean().default(false),
});

async function main() {
  const { values } = parseArgs({
    options: {
      ...{ url: text, credentials: text, devices: text, prefix: text, connections: text, messages: text, rate: text },
      ...{ values: text, 'in-flight': text, acks: { type: 'boolean' }, help: { type: 'boolean' } },
    },
  });
  if (values.help) return process.stdout.write(usage);
  const flags = Flags.parse(values);
  const url = new URL(flags.url ?? readEnv().mqttUrl ?? 'mqtt://127.0.0.1:1883');
  const credentials = readCredentials(flags.credentials);
  const devices = Array.from({ length: flags.devices }, (_, index) => `${flags.prefix}-${index + 1}`);
  const result = await runLoad({
    host: url.hostname,
    port: Number(url.port || 1883),
    devices,
    boot: randomBytes(4).toString('hex'),
    connections: flags.connections || devices.length,
    login: (index) => {
      const account = devices[index] ?? flags.prefix;
      const password = credentials.get(account);
      return { clientId: account, ...(password === undefined ? {} : { userName: account, password }) };
    },
    inFlight: flags['in-flight'],
    valuesPerMessage: flags.values,
    messages: flags.messages,
    messagesPerSecond: flags.rate,
    listensForAcks: flags.acks,
    settleMs: 60_000,
    now: Date.now,
  });
  return process.stdout.write(`${JSON.stringify(result)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
