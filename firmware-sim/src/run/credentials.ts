import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { UsageError } from '../options.ts';

const Credentials = z.record(z.string(), z.string());

/** Account → password, from a file that nobody else may read. */
export function readCredentials(file: string | undefined): ReadonlyMap<string, string> {
  if (file === undefined) return new Map();
  let text: string;
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
      throw new UsageError(`${file} can be read by others. Run: chmod 600 ${file}`);
    }
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read. Name the credentials file with --credentials.`);
  }
  const parsed = Credentials.safeParse(parseJson(text));
  if (!parsed.success) throw new UsageError(`${file} is not a JSON object of account to password.`);
  return new Map(Object.entries(parsed.data));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
