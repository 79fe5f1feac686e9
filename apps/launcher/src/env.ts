import path from 'node:path';
import { z } from 'zod';
import { exitCode, RefusedError } from './refused.ts';

const port = z.coerce.number().int().min(1).max(65535);
const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);

/** Environment of `npm start` and the command line. Unset = the default named here. */
export const LauncherEnv = z.object({
  /** Dashboard. Unset: 3000, or the next free one. */
  PORT: z.preprocess(blankIsUnset, port.optional()),
  /** Embedded broker. Unset: 1883, or the next free one. */
  MQTT_PORT: z.preprocess(blankIsUnset, port.optional()),
  /** Everything Wachter keeps. Unset: `.wachter` in the checkout. */
  WACHTER_DATA_DIR: z.preprocess(blankIsUnset, z.string().optional()),
  /** A PostgreSQL of your own; nothing embedded is started then. */
  DATABASE_URL: z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
      .optional(),
  ),
  /** Login of the web process on that database (the role wachter_web); left out, it has the owner's. */
  WACHTER_WEB_DATABASE_URL: z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
      .optional(),
  ),
  /** Folders that keep backups of the embedded database, separated as PATH is; left out, one in the data folder. */
  WACHTER_BACKUP_PLACES: z.preprocess(blankIsUnset, z.string().optional()),
  /** File of heads of the audit trail; left out, in the data folder. */
  WACHTER_AUDIT_ANCHORS: z.preprocess(blankIsUnset, z.string().optional()),
  /** Syslog server that is told of them too, as host:port. */
  WACHTER_AUDIT_SYSLOG: z.preprocess(blankIsUnset, z.string().optional()),
  /** A broker of your own; nothing embedded is started then. */
  MQTT_URL: z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(/^(mqtts?|wss?|tcp|ssl):\/\//, 'must begin with mqtt:// or mqtts://')
      .optional(),
  ),
  /** 0: no demo site and no simulator. */
  WACHTER_DEMO: z.preprocess(blankIsUnset, z.enum(['0', '1']).default('1')),
  WACHTER_LOG_LEVEL: z.preprocess(blankIsUnset, z.enum(['debug', 'info', 'warn', 'error']).default('info')),
  /** Address the dashboard and the broker listen on. Anything but loopback belongs behind TLS. */
  WACHTER_HOST: z.preprocess(blankIsUnset, z.string().default('127.0.0.1')),
  /** Passed on to the dashboard: origins people type, when not http://127.0.0.1 and http://localhost on its port. */
  WACHTER_ORIGIN: z.preprocess(blankIsUnset, z.string().optional()),
  /** Passed on to the dashboard: 1 behind a proxy that overwrites X-Forwarded-For. */
  WACHTER_TRUST_PROXY: z.preprocess(blankIsUnset, z.enum(['0', '1']).optional()),
  /** Loopback port of the dashboard's /metrics; the ingestor's is the next. Unset: free ones, named by the command status. */
  WACHTER_METRICS_PORT: z.preprocess(blankIsUnset, port.optional()),
  /** Where the person stands who called us: files named on the command line are sought there. */
  WACHTER_CALLED_FROM: z.string().optional(),
});
export type LauncherEnv = z.infer<typeof LauncherEnv>;

/** Parses the environment; a wrong value is a refusal that names it. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): LauncherEnv {
  const parsed = LauncherEnv.safeParse(source);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  throw new RefusedError(
    `The environment variable ${first?.path.join('.')} is not usable: ${first?.message}. Correct or unset it.`,
    exitCode.usage,
  );
}

/** What processes inherit: the system's own variables, never a secret of somebody else's. */
export const inheritedEnv = (): Readonly<Record<string, string>> => {
  const wanted =
    /^(PATH|HOME|USER|LOGNAME|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|SHELL|TERM|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|npm_config_.*)$/i;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (wanted.test(name) && value !== undefined ? [[name, value]] : [])),
  );
};

/** Environment of a child: what it is given and nothing else. Production, unless it says otherwise. */
export const forSpawn = (given: Readonly<Record<string, string>>): NodeJS.ProcessEnv =>
  Object.assign<NodeJS.ProcessEnv, Readonly<Record<string, string>>>({ NODE_ENV: 'production' }, given);

export const processEnv = (): LauncherEnv => readEnv(process.env);

/** For tests that are our own children: everything, since the person who calls them chose it. */
export const wholeEnv = (): NodeJS.ProcessEnv => process.env;

/** The checkout. */
export const root = path.resolve(import.meta.dirname, '../../..');
