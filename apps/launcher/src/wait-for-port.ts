import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** True as soon as something listens there; false when nothing did within the time, or the wait was given up. */
export async function waitForPort(
  port: number,
  host: string,
  how: { readonly withinMs: number; readonly signal: AbortSignal },
): Promise<boolean> {
  const endsAt = performance.now() + how.withinMs;
  while (performance.now() < endsAt && !how.signal.aborted) {
    if (await answers(port, host)) return true;
    await sleep(100);
  }
  return false;
}

const answers = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
