import { readFileSync } from 'node:fs';
import { z } from 'zod';

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional());

const Environment = z.object({
  DATABASE_URL: z.string().min(1),
  PORT: z.preprocess(blankIsUnset, z.coerce.number().int().min(1).max(65_535).default(3000)),
  /** Origins people type, comma separated; the first is the one in links. */
  WACHTER_ORIGIN: optional(z.string()),
  WACHTER_URL: optional(z.string()),
  WACHTER_SESSION_SECRET_FILE: z.string().min(1),
  /** Key of the secrets of notification channels, the same file as the ingestor's. */
  WACHTER_SECRET_KEY_FILE: optional(z.string()),
  WACHTER_LOG_LEVEL: z.preprocess(blankIsUnset, z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info')),
  WACHTER_METRICS_PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  WACHTER_SIM_CONTROL_FILE: optional(z.string()),
  /** Where devices reach the broker: shown with a new credential. */
  WACHTER_BROKER_URL: z.preprocess(blankIsUnset, z.string().default('mqtt://127.0.0.1:1883')),
  /** Set only behind a proxy that overwrites X-Forwarded-For; otherwise clients could choose their address. */
  WACHTER_TRUST_PROXY: z.preprocess(blankIsUnset, z.enum(['0', '1']).default('0')),
  NODE_ENV: z.string().default('production'),
});

export interface Env {
  readonly databaseUrl: string;
  readonly port: number;
  /** Origins from which a browser may change things; never empty. */
  readonly origins: readonly string[];
  readonly sessionSecret: string;
  readonly secretKeyFile: string | undefined;
  readonly logLevel: z.output<typeof Environment>['WACHTER_LOG_LEVEL'];
  /** Undefined = no metrics server; 0 = any free port. */
  readonly metricsPort: number | undefined;
  /** File with `{ url, token }` of the simulator, present on the demo site only. */
  readonly simControlFile: string | undefined;
  readonly brokerUrl: string;
  readonly isBehindProxy: boolean;
}

/** Reads and checks the environment; throws one sentence per wrong variable. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const parsed = Environment.safeParse(source);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`The dashboard cannot start. ${wrong}.`);
  }
  const env = parsed.data;
  const named = (env.WACHTER_ORIGIN ?? env.WACHTER_URL ?? `http://127.0.0.1:${env.PORT},http://localhost:${env.PORT}`).split(',');
  const origins = named.map((one) => new URL(one.trim()).origin);
  const sessionSecret = readFileSync(env.WACHTER_SESSION_SECRET_FILE, 'utf8').trim();
  if (sessionSecret.length < 32) throw new Error('The dashboard cannot start. The session secret has fewer than 32 characters.');
  return {
    databaseUrl: env.DATABASE_URL,
    port: env.PORT,
    origins,
    sessionSecret,
    secretKeyFile: env.WACHTER_SECRET_KEY_FILE,
    logLevel: env.WACHTER_LOG_LEVEL,
    metricsPort: env.WACHTER_METRICS_PORT,
    simControlFile: env.WACHTER_SIM_CONTROL_FILE,
    brokerUrl: env.WACHTER_BROKER_URL,
    isBehindProxy: env.WACHTER_TRUST_PROXY === '1',
  };
}
