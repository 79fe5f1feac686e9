import pino, { type Logger } from 'pino';
import { type Env, readEnv } from '../env.ts';
import { once } from './once.ts';

const secrets = ['password', 'newPassword', 'currentPassword', 'token', 'secret', 'cookie', 'authorization', 'tokenHash'];

export const env = (): Env => once('env', () => readEnv());

/** Structured lines on standard output; secrets are cut out wherever they stand. */
export const log = (): Logger =>
  once('log', () =>
    pino({
      name: 'dashboard',
      level: env().logLevel,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[removed]' },
      base: { name: 'dashboard' },
    }),
  );
