import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

export interface LogFile {
  readonly write: (line: string) => void;
  readonly close: () => void;
}

export interface LogFileOptions {
  readonly maxBytes: number;
  /** How many old files stay beside the current one: `x.log.1` is the newest of them. */
  readonly kept: number;
}

const standard: LogFileOptions = { maxBytes: 10 * 1_048_576, kept: 3 };

/** Appends lines to `file`, which never grows beyond `maxBytes`: then it is moved aside and the oldest goes. A full disk loses lines, never the process. */
export function openLogFile(file: string, options: LogFileOptions = standard): LogFile {
  let handle = openSync(file, 'a', 0o600);
  let size = fstatSync(handle).size;
  const rotate = () => {
    closeSync(handle);
    rmSync(`${file}.${options.kept}`, { force: true });
    for (let age = options.kept - 1; age >= 0; age -= 1) {
      try {
        renameSync(age === 0 ? file : `${file}.${age}`, `${file}.${age + 1}`);
      } catch {
        // There is no file of this age yet.
      }
    }
    handle = openSync(file, 'a', 0o600);
    size = 0;
  };
  return {
    write: (line) => {
      const bytes = Buffer.from(`${line}\n`);
      try {
        if (size > 0 && size + bytes.length > options.maxBytes) rotate();
        size += writeSync(handle, bytes);
      } catch {
        // The disk is full: the log is the first thing to do without.
      }
    },
    close: () => closeSync(handle),
  };
}
