import { createServer } from 'node:net';
import { exitCode, RefusedError } from './refused.ts';

/** Can this port be listened on now? The answer can be old when it arrives; who listens must still cope. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A port that nobody uses now, chosen by the system; for what people need not remember. */
export function anyFreePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export interface PortWish {
  /** What for, as a person says it. */
  readonly purpose: string;
  /** Name of the environment variable that chooses it. */
  readonly variable: string;
  readonly asked: number | undefined;
  readonly standard: number;
}

/** The port asked for, or refused; else the standard one or the next free of the fifty after it, leaving out `reserved`. */
export async function choosePort(
  wish: PortWish,
  free: (port: number) => Promise<boolean> = isFree,
  reserved: readonly number[] = [],
): Promise<{ readonly port: number; readonly isMoved: boolean }> {
  if (wish.asked !== undefined) {
    if (await free(wish.asked)) return { port: wish.asked, isMoved: false };
    throw new RefusedError(
      `Port ${wish.asked} for the ${wish.purpose} is taken by another program. Stop that program, or choose another port with ${wish.variable}.`,
      exitCode.busy,
    );
  }
  for (let port = wish.standard; port <= wish.standard + 50; port += 1) {
    if (!reserved.includes(port) && (await free(port))) return { port, isMoved: port !== wish.standard };
  }
  throw new RefusedError(
    `No free port for the ${wish.purpose} between ${wish.standard} and ${wish.standard + 50}. Choose one with ${wish.variable}.`,
    exitCode.busy,
  );
}
