import { z } from 'zod';

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const text = (says: string) => z.preprocess(blankIsUnset, z.string().optional()).describe(says);

const Environment = z.object({
  WACHTER_WATCHER_FILE: text('settings file; --config says the same'),
  WACHTER_WATCHER_DASHBOARD: text('address of the dashboard, when no file names one'),
  DATABASE_URL: text('database whose heartbeat is read, when no file names one; unset: none'),
  WACHTER_STATE_DIR: text('folder for the series of the canary, when no file names one; unset: none'),
});

export interface Env {
  readonly file: string | undefined;
  readonly dashboard: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly stateDir: string | undefined;
}

export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Environment.parse(source);
  return {
    file: given.WACHTER_WATCHER_FILE,
    dashboard: given.WACHTER_WATCHER_DASHBOARD,
    databaseUrl: given.DATABASE_URL,
    stateDir: given.WACHTER_STATE_DIR,
  };
}

export const environmentHelp = (): string =>
  Object.entries(Environment.shape)
    .map(([name, { description }]) => `  ${name.padEnd(27)}${description ?? ''}`)
    .join('\n');
