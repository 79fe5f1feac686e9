import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Env } from './env.ts';

const flags = {
  help: { type: 'boolean', short: 'h' },
  list: { type: 'boolean' },
  accounts: { type: 'boolean' },
  url: { type: 'string' },
  credentials: { type: 'string' },
  site: { type: 'string' },
  scenario: { type: 'string' },
  speed: { type: 'string' },
  seed: { type: 'string' },
  duration: { type: 'string' },
  buffer: { type: 'string' },
  'dry-run': { type: 'boolean' },
  ledger: { type: 'string' },
  'control-port': { type: 'string' },
  'control-token-file': { type: 'string' },
  'with-parent': { type: 'boolean' },
} as const;

export const usage = `Usage: npm run sim -- [flags]

Imitates the devices of the demo site "Rotterdam 1". When a simulator runs already, --scenario is handed to that one.

  --list                     scenarios and faults, and what they do
  --accounts                 the broker accounts and rights the devices need, as JSON
  --scenario NAME            what happens (default calm)
  --speed N                  physics run N times as fast as the clocks of the devices (default 1)
  --seed N                   same seed, same site (default 1)
  --duration SECONDS         stop after this long (default: until stopped; 3600 with --dry-run)
  --dry-run                  virtual time, no broker: prints every message as a line of JSON

  --url URL                  broker, mqtt:// or mqtts:// (default MQTT_URL, else mqtt://127.0.0.1:1883)
  --credentials FILE         JSON of account to password, readable by you alone (0600)
  --site FILE                simulate only the devices that this site file lists
  --buffer N                 messages a device keeps until they are stored (default 3000)
  --ledger FILE              write every publish, PUBACK and ack, synced to disk before the next step
  --control-port N           listen on 127.0.0.1:N for orders (0: any free port)
  --control-token-file FILE  bearer token for it, made when missing (default in WACHTER_DATA_DIR/secrets)
  --with-parent              end when the standard input closes
`;

const wholeNumber = z.coerce.number().int().min(0);
const Options = z.object({
  help: z.boolean().default(false),
  list: z.boolean().default(false),
  accounts: z.boolean().default(false),
  url: z
    .string()
    .regex(/^(mqtts?|tcp|ssl|wss?):\/\//, 'must begin with mqtt:// or mqtts://')
    .optional(),
  credentials: z.string().optional(),
  site: z.string().optional(),
  scenario: z.string().optional(),
  speed: z.coerce.number().min(0.01).max(3600).optional(),
  seed: wholeNumber.max(4294967295).default(1),
  duration: z.coerce.number().positive().optional(),
  buffer: wholeNumber.min(1).default(3000),
  'dry-run': z.boolean().default(false),
  ledger: z.string().optional(),
  'control-port': wholeNumber.max(65_535).optional(),
  'control-token-file': z.string().optional(),
  'with-parent': z.boolean().default(false),
});

export interface Options {
  readonly mode: 'help' | 'list' | 'accounts' | 'dry-run' | 'run';
  readonly url: string;
  readonly credentialsFile: string | undefined;
  readonly siteFile: string | undefined;
  readonly scenario: string | undefined;
  readonly speed: number | undefined;
  readonly seed: number;
  readonly durationSeconds: number | undefined;
  readonly bufferMessages: number;
  readonly ledgerFile: string | undefined;
  readonly controlPort: number | undefined;
  readonly controlTokenFile: string;
  readonly stateFile: string;
  readonly endsWithParent: boolean;
}

/** A wrong command line: one sentence for the person. */
export class UsageError extends Error {}

export function readOptions(words: readonly string[], env: Env): Options {
  const values = Options.safeParse(parse(words));
  if (!values.success) {
    const [issue] = values.error.issues;
    throw new UsageError(`--${issue?.path.join('.')}: ${issue?.message}`);
  }
  const given = values.data;
  const file = (name: string | undefined) => (name === undefined ? undefined : path.resolve(env.workingFolder, name));
  return {
    mode: given.help ? 'help' : given.list ? 'list' : given.accounts ? 'accounts' : given['dry-run'] ? 'dry-run' : 'run',
    url: given.url ?? env.mqttUrl ?? 'mqtt://127.0.0.1:1883',
    credentialsFile: file(given.credentials),
    siteFile: file(given.site),
    scenario: given.scenario,
    speed: given.speed,
    seed: given.seed,
    durationSeconds: given.duration,
    bufferMessages: given.buffer,
    ledgerFile: file(given.ledger),
    controlPort: given['control-port'],
    controlTokenFile: file(given['control-token-file']) ?? path.join(env.dataFolder, 'secrets', 'sim-control-token'),
    stateFile: path.join(env.dataFolder, 'run', 'sim.json'),
    endsWithParent: given['with-parent'],
  };
}

function parse(words: readonly string[]): unknown {
  try {
    return parseArgs({ args: [...words], options: flags, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
