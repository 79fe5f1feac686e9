import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** Signs in the server's own words (lc_messages is C), the most telling first. */
const signs: readonly (readonly ['disk-full' | 'version-mismatch' | 'in-use' | 'data-damaged', RegExp])[] = [
  ['disk-full', /No space left on device|ENOSPC|Disk quota exceeded/i],
  // the major version was compared before, so a control file of "another" version is no control file any more
  ['data-damaged', /PG_CONTROL_VERSION|incorrect checksum in control file/],
  ['version-mismatch', /database files are incompatible with server|was initialized by PostgreSQL version/i],
  ['in-use', /pre-existing shared memory block|lock file "postmaster\.pid" already exists/i],
  [
    'data-damaged',
    /could not locate a valid checkpoint|invalid checkpoint record|could not open (file|directory)|could not read|invalid page|PANIC|not a valid data directory|missing or erroneous/i,
  ],
];

const remedies = {
  'disk-full': 'the disk that holds its data is full: free some space and start again',
  'version-mismatch':
    'the data was written by another version of PostgreSQL: start the version of Wachter that wrote it, or choose an empty data folder',
  'in-use': 'another database server still uses its data: wait until it has stopped, or end it, and start again',
  'data-damaged': 'its data files are damaged: restore the data folder from a backup, or choose an empty data folder',
} as const;

/** Turns what the server printed before it gave up into one sentence with a remedy. `logFile` is where people can read on. */
export function diagnose(output: string, where: { readonly folder: string; readonly logFile: string }): EmbeddedPostgresError {
  const sign = signs.find(([, pattern]) => pattern.test(output));
  const evidence = output
    .split('\n')
    .filter((line) => /FATAL|PANIC|error:|No space|could not/i.test(line))
    .at(-1)
    ?.trim();
  const tail = `(data: ${where.folder}, log: ${where.logFile})`;
  if (!sign) {
    return new EmbeddedPostgresError(
      'start-failed',
      `The embedded database did not start: ${evidence ?? 'it gave no reason'}. Read the log and start again ${tail}`,
    );
  }
  return new EmbeddedPostgresError(sign[0], `The embedded database did not start: ${remedies[sign[0]]} ${tail}`);
}

/** Whether waiting may help: an earlier server of the same data has not let go of it yet. */
export const mayPassSoon = (output: string): boolean =>
  /pre-existing shared memory block|lock file .* already exists|the database system is (starting up|shutting down)/i.test(output);

export const isPortTaken = (output: string): boolean =>
  /could not bind|Address already in use|could not create any TCP/i.test(output);
