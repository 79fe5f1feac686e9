/** npm, a shell and the terminal each pass on the same key press; so close together, it is one. */
const samePressMs = 700;

export interface StopWishes {
  /** First: stop cleanly. */
  readonly onStop: (why: string) => void;
  /** Second: end now. */
  readonly onKill: () => void;
}

/** Decides what a signal means. `now` is monotonic milliseconds. */
export function stopDecider(wishes: StopWishes, now: () => number): (why: string) => void {
  let askedAt: number | null = null;
  let isKilled = false;
  return (why) => {
    if (askedAt === null) {
      askedAt = now();
      wishes.onStop(why);
    } else if (!isKilled && now() - askedAt > samePressMs) {
      isKilled = true;
      wishes.onKill();
    }
  };
}

/** Listens for Ctrl-C, a polite kill, a closed terminal, and the end of the process that started us. */
export function listenForStop(wishes: StopWishes): void {
  const decide = stopDecider(wishes, () => performance.now());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => decide(signal));
  if (process.channel) {
    process.on('disconnect', () => decide('the process that started it is gone'));
    process.channel.unref();
  }
  // A closed pipe (npm start | head) is no reason to leave children behind.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}
