import { readFileSync, statSync } from 'node:fs';
import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { DEFAULT_RETENTION } from './jobs/jobs.ts';

const wholeBetween = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** Every setting of the ingestor. The text of `describe` is what `--help` prints. */
const Settings = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .describe('PostgreSQL, as postgresql://user:password@host:port/database'),
  MQTT_URL: z
    .string()
    .regex(/^(mqtts?|tcp|ssl|wss?):\/\//, 'must begin with mqtt:// or mqtts://')
    .describe('the broker, as mqtt://host:port or mqtts://host:port'),
  MQTT_USERNAME: z.string().min(1).optional().describe('broker account'),
  MQTT_PASSWORD: z.string().min(1).optional().describe('its password; better given in a file'),
  MQTT_PASSWORD_FILE: z.string().min(1).optional().describe('file of mode 0600 that holds the password'),
  WACHTER_MQTT_CREDENTIALS: z.string().min(1).optional().describe('file of mode 0600 with {"username":"…","password":"…"}'),
  WACHTER_MQTT_CLIENT_ID: z
    .string()
    .regex(/^[\w.-]{1,65}$/)
    .default('wachter-ingestor')
    .describe('owner of the one broker session of this site; the same for a standby'),
  WACHTER_TOPICS: z
    .string()
    .optional()
    .describe('topic filters to subscribe to, separated by commas; unset: those of all dialects'),
  WACHTER_MAX_UNACKED: wholeBetween(1, 65_000)
    .default(10_000)
    .describe('messages held un-acknowledged before reading from the broker stops'),
  WACHTER_SPARKPLUG_HOST: z
    .string()
    .regex(/^[\w-]{0,64}$/)
    .default('0')
    .describe('1 or a host id: publish Sparkplug STATE and Rebirth requests; 0: publish neither'),
  WACHTER_METRICS_PORT: wholeBetween(0, 65_535).optional().describe('loopback port of /metrics and /healthz; unset: none'),
  WACHTER_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('how much is logged'),
  WACHTER_ORIGIN: z
    .string()
    .optional()
    .describe('where people reach the dashboard, for links in messages; of several the first; unset: no links'),
  WACHTER_SECRET_KEY_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('file of mode 0600 with the key of the secrets of notification channels; the same for dashboard and standby'),
  WACHTER_NOTICE_DAYS: wholeBetween(30, 36_500)
    .default(DEFAULT_RETENTION.noticeDays)
    .describe('days that sent messages and drills are kept'),
  WACHTER_AUDIT_ANCHORS: z
    .string()
    .min(1)
    .optional()
    .describe('file that keeps the head of the audit trail every hour; best on another disk or machine; unset: none'),
  WACHTER_AUDIT_SYSLOG: z
    .string()
    .regex(/^[^\s:]+:\d{1,5}$|^\[[\da-fA-F:]+\]:\d{1,5}$/, 'must be host:port')
    .optional()
    .describe('syslog server that is told of it too, as host:port over UDP (RFC 5424); unset: none'),
  WACHTER_STATE_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      'folder for the mark that names a message being decoded, so that one that kills the process is put away; unset: none',
    ),
});

export interface Env {
  readonly databaseUrl: string;
  readonly mqttUrl: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly clientId: string;
  readonly filters: readonly string[] | null;
  readonly maxUnacked: number;
  /** Null: neither STATE nor Rebirth is published. */
  readonly sparkplugHost: string | null;
  readonly metricsPort: number | null;
  readonly logLevel: string;
  readonly keepNoticesDays: number;
  readonly stateDir: string | null;
  readonly auditAnchors: string | null;
  readonly auditSyslog: { readonly host: string; readonly port: number } | null;
  /** Without a slash at the end; null: messages carry no links. */
  readonly origin: string | null;
  /** Null: secrets of channels cannot be opened. */
  readonly secretKeyFile: string | null;
}

const Credentials = z.object({ username: z.string().min(1), password: z.string().min(1) });

/** Reads the environment once. The refusal is one sentence for each setting that is missing or wrong; it never repeats a secret. */
export function readEnv(environment: Readonly<Record<string, string | undefined>> = process.env): Result<Env, readonly string[]> {
  const given = Object.fromEntries(
    Object.keys(Settings.shape).flatMap((key) => (environment[key] ? [[key, environment[key]]] : [])),
  );
  const parsed = Settings.safeParse(given);
  if (!parsed.success) return refuse(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const settings = parsed.data;
  const login = credentialsOf(settings);
  if (!login.ok) return login;
  const host = settings.WACHTER_SPARKPLUG_HOST;
  return ok({
    databaseUrl: settings.DATABASE_URL,
    mqttUrl: settings.MQTT_URL,
    ...login.value,
    clientId: settings.WACHTER_MQTT_CLIENT_ID,
    filters:
      settings.WACHTER_TOPICS?.split(',')
        .map((filter) => filter.trim())
        .filter((filter) => filter !== '') ?? null,
    maxUnacked: settings.WACHTER_MAX_UNACKED,
    sparkplugHost: host === '0' || host === '' ? null : host === '1' ? 'wachter' : host,
    metricsPort: settings.WACHTER_METRICS_PORT ?? null,
    logLevel: settings.WACHTER_LOG_LEVEL,
    keepNoticesDays: settings.WACHTER_NOTICE_DAYS,
    stateDir: settings.WACHTER_STATE_DIR ?? null,
    auditAnchors: settings.WACHTER_AUDIT_ANCHORS ?? null,
    auditSyslog: hostAndPort(settings.WACHTER_AUDIT_SYSLOG),
    origin: settings.WACHTER_ORIGIN?.split(',')[0]?.trim().replace(/\/+$/, '') || null,
    secretKeyFile: settings.WACHTER_SECRET_KEY_FILE ?? null,
  });
}

function hostAndPort(text: string | undefined): Env['auditSyslog'] {
  if (text === undefined) return null;
  const end = text.lastIndexOf(':');
  return { host: text.slice(0, end).replace(/^\[|\]$/g, ''), port: Number(text.slice(end + 1)) };
}

type Login = Pick<Env, 'username' | 'password'>;

function credentialsOf(settings: z.output<typeof Settings>): Result<Login, readonly string[]> {
  const file = settings.WACHTER_MQTT_CREDENTIALS;
  if (file !== undefined) {
    const text = readSecret('WACHTER_MQTT_CREDENTIALS', file);
    if (!text.ok) return text;
    const parsed = Credentials.safeParse(jsonOf(text.value));
    return parsed.success
      ? ok(parsed.data)
      : refuse([`WACHTER_MQTT_CREDENTIALS: ${file} must hold {"username":"…","password":"…"}`]);
  }
  if (settings.MQTT_PASSWORD_FILE === undefined)
    return ok({ username: settings.MQTT_USERNAME, password: settings.MQTT_PASSWORD });
  const password = readSecret('MQTT_PASSWORD_FILE', settings.MQTT_PASSWORD_FILE);
  return password.ok ? ok({ username: settings.MQTT_USERNAME, password: password.value.trim() }) : password;
}

function readSecret(name: string, file: string): Result<string, readonly string[]> {
  try {
    if ((statSync(file).mode & 0o077) !== 0) return refuse([`${name}: ${file} can be read by others: chmod 600 it`]);
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    return refuse([`${name}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The lines of `--help` about the environment. */
export const environmentHelp = (): string =>
  Object.entries(Settings.shape)
    .map(([key, { description }]) => `  ${key.padEnd(26)}${description ?? ''}`)
    .join('\n');
