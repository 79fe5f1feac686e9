import { hash, verify } from '@node-rs/argon2';

/** Argon2id is the default algorithm; OWASP password storage cheat sheet: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each takes a core for some 30 ms: so many at once, and a bounded queue, so that a flood of attempts cannot take the machine. */
const atOnce = 2;
const mostWaiting = 40;
let running = 0;
const waiting: (() => void)[] = [];

/** Thrown when too many passwords are being checked; the caller answers "try again". */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) throw new BusyError('Too many passwords are being checked.');
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost));

/** False for a wrong password and for a hash that cannot be read. */
export const verifyPassword = ({
  hash: encoded,
  password,
}: {
  readonly hash: string;
  readonly password: string;
}): Promise<boolean> => inTurn(() => verify(encoded, password).catch(() => false));
