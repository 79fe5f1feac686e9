import { exitCode, RefusedError } from './refused.ts';

const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
};

const placeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'path' in error && typeof error.path === 'string'
    ? error.path
    : 'the data folder';

/** Errors of the store whose message is written for people. */
const speakForThemselves = ['EmbeddedPostgresError', 'MigrationError'];

/** One sentence and an exit code for anything a command threw. What nobody foresaw keeps its stack, for the report. */
export function explain(error: unknown): { readonly sentence: string; readonly code: number } {
  if (error instanceof RefusedError) return { sentence: error.message, code: error.exitCode };
  const failure = (sentence: string) => ({ sentence, code: exitCode.failure });
  if (error instanceof Error && speakForThemselves.includes(error.name)) return failure(error.message);
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return failure('The disk is full. Free some space, or move the data folder with WACHTER_DATA_DIR, and start again.');
    case 'EACCES':
    case 'EPERM':
      return failure(
        `${placeOf(error)} is not writable for you. Change its owner, or choose another folder with WACHTER_DATA_DIR.`,
      );
    case 'EROFS':
      return failure(`${placeOf(error)} is on a read-only disk. Choose another folder with WACHTER_DATA_DIR.`);
    case 'ECONNREFUSED':
    case 'ETIMEDOUT':
    case '57P03':
      return failure('The database does not answer. Check that it runs, and DATABASE_URL when you set it.');
    case '28P01':
    case '28000':
      return failure('The database refuses the user or password in DATABASE_URL. Correct them.');
    case '3D000':
      return failure('The database named in DATABASE_URL does not exist. Create it: CREATE DATABASE wachter.');
    default:
      return failure(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
