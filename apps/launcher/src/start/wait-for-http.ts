import { setTimeout as sleep } from 'node:timers/promises';
import { exitCode, RefusedError } from '../refused.ts';

/** Waits until the address answers anything but a server error, and refuses after `withinMs`, naming the log to read. */
export async function waitForHttp(
  url: string,
  how: { readonly withinMs: number; readonly signal: AbortSignal; readonly log: string },
): Promise<void> {
  const endsAt = performance.now() + how.withinMs;
  while (performance.now() < endsAt && !how.signal.aborted) {
    try {
      const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) });
      await answer.body?.cancel();
      if (answer.status < 500) return;
    } catch {
      // Not listening yet.
    }
    await sleep(150);
  }
  if (!how.signal.aborted) throw new RefusedError(`The dashboard does not answer at ${url}. Read ${how.log}.`, exitCode.failure);
}
