import { readFileSync, statSync } from 'node:fs';
import { channels } from '@wachter/channels';
import { ok, type Result, refuse } from '@wachter/core';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Env } from './env.ts';

const seconds = (least: number) => z.number().min(least).max(86_400);
const webAddress = z.url({ protocol: /^https?$/ });

const Canary = z.strictObject({
  mqttUrl: z.url({ protocol: /^(mqtts?|wss?|tcp|ssl)$/ }).describe('the broker'),
  device: z
    .string()
    .regex(/^[a-z0-9-]{3,40}$/)
    .describe('id, user name and client id of the device of the canary (wachter device add)'),
  password: z.string().min(1).describe('its password on the broker'),
  channel: z.string().min(1).max(60).describe('channel it publishes'),
  pointId: z.number().int().positive().describe('number of the point that the channel feeds'),
  token: z.string().min(1).describe('API token with read:alarms and write:alarms (wachter token create)'),
  breach: z.number().describe('value beyond the limit of its rule'),
  normal: z.number().describe('value that is normal again'),
  everySeconds: seconds(0.01).default(300).describe('from round to round'),
  withinSeconds: seconds(0.01).default(60).describe('the alarm is waited for so long, and its end again'),
});
export type Canary = z.output<typeof Canary>;

const Listener = z
  .strictObject({ channel: z.string(), config: z.unknown().default({}), address: z.unknown().default({}) })
  .superRefine(({ channel, config, address }, context) => {
    const found = channels.get(channel);
    if (!found) {
      const message = `is none of ${[...channels.keys()].join(', ')}`;
      return void context.addIssue({ code: 'custom', path: ['channel'], message });
    }
    for (const [name, result] of [
      ['config', found.config.safeParse(config)],
      ['address', found.address.safeParse(address)],
    ] as const)
      for (const { path, message } of result.error?.issues ?? [])
        context.addIssue({ code: 'custom', path: [name, ...path.map(String)], message });
  });
export type Listener = z.output<typeof Listener>;

/** Every setting of the watcher. The text of `describe` is what `--help` prints. */
const Settings = z.strictObject({
  site: z.string().min(1).max(120).default('Wachter').describe('name of what is watched, in messages'),
  language: z.enum(['en', 'nl']).default('en').describe('language of messages'),
  timeZone: z
    .string()
    .default('UTC')
    .refine((zone) => isTimeZone(zone), 'is not a time zone')
    .describe('IANA time zone of messages'),
  dashboard: webAddress.default('http://127.0.0.1:3000').describe('address of the dashboard; /api/health below it is asked'),
  everySeconds: seconds(0.01).default(15).describe('from look to look'),
  blindAfterSeconds: seconds(0).default(60).describe('trouble is told when it has lasted so long'),
  repeatMinutes: z.number().min(0.0001).max(10_080).default(30).describe('and told again while it lasts'),
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional()
    .describe('database whose heartbeat is read as well'),
  heartbeatSeconds: seconds(1).default(30).describe('a heartbeat older than this is trouble'),
  canary: Canary.optional().describe('a value that breaches on purpose, and whose alarm must come and go'),
  seriesFile: z.string().min(1).optional().describe('file that keeps the last 1,000 rounds of the canary'),
  notify: z.array(Listener).max(20).default([]).describe('whom to tell: list of { channel, config, address }'),
});
export type Settings = z.output<typeof Settings>;

/** Settings from the file, or from the environment where there is none. A refusal is one sentence for each thing that is wrong. */
export function readSettings(env: Env, file: string | undefined = env.file): Result<Settings, readonly string[]> {
  const read = file === undefined ? ok({}) : readPrivate(file);
  if (!read.ok) return read;
  const defaults = {
    ...(env.dashboard ? { dashboard: env.dashboard } : {}),
    ...(env.databaseUrl ? { databaseUrl: env.databaseUrl } : {}),
    ...(env.stateDir ? { seriesFile: `${env.stateDir}/canary.json` } : {}),
  };
  const given = typeof read.value === 'object' && read.value !== null ? { ...defaults, ...read.value } : read.value;
  const parsed = Settings.safeParse(given);
  if (parsed.success) return ok(parsed.data);
  return refuse(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`));
}

/** The file holds passwords, so nobody else may read it. What is wrong is told without quoting from it. */
function readPrivate(file: string): Result<unknown, readonly string[]> {
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      return refuse([`${file} can be read by others: chmod 600 it`]);
    return ok(parse(readFileSync(file, 'utf8'), { prettyErrors: false }) ?? {});
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'not readable';
    return refuse([`${file}: ${code}`]);
  }
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}

const linesOf = (shape: Readonly<Record<string, z.ZodType>>, indent: string): readonly string[] =>
  Object.entries(shape).map(([name, { description }]) => `${indent}${name.padEnd(26 - indent.length)}${description ?? ''}`);

/** The lines of `--help` about the settings file. */
export const settingsHelp = (): string =>
  [...linesOf(Settings.shape, '  '), '  of canary:', ...linesOf(Canary.shape, '    ')].join('\n');
