import { pino } from 'pino';

type Write = (detail: object | string, message?: string) => void;

/** The part of a logger that this process uses; tests give a silent one. */
export interface Logger {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

/** JSON lines on standard output. Passwords and payloads never go in. */
export const createLog = (level: string): Logger =>
  pino({ name: 'ingestor', level, redact: ['*.password', 'password', '*.secret', 'secret'] });

export const silentLog: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
