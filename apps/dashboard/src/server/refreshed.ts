import type { Result } from '@wachter/core';
import { revalidatePath } from 'next/cache';

/** Last line of a server action: the pages named show the change; a refusal changes nothing. Returns the result as it is. */
export function refreshed<R extends Result<unknown, unknown>>(result: R, ...paths: readonly string[]): R {
  if (result.ok) for (const path of paths) revalidatePath(path);
  return result;
}
