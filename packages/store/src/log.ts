type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** What this package needs of a logger; a pino logger fits as it is. */
export interface Log {
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

const nowhere: Write = () => {};
export const silentLog: Log = { info: nowhere, warn: nowhere, error: nowhere };
