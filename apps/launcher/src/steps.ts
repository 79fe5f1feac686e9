/** Tells a person what happens and how long it took; the same lines with and without a terminal. */
export interface Steps {
  /** Runs `work`; says what it does when it takes longer than a second, and what it did with its time. */
  readonly step: <T>(doing: string, work: () => Promise<T>, done?: (result: T) => string) => Promise<T>;
  readonly say: (line: string) => void;
}

export const duration = (ms: number): string =>
  ms < 950
    ? `${Math.round(ms)} ms`
    : ms < 59_500
      ? `${(ms / 1000).toFixed(1)} s`
      : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;

export function createSteps(print: (line: string) => void, now: () => number = () => performance.now()): Steps {
  return {
    say: print,
    step: async (doing, work, done) => {
      const begunAt = now();
      const begin = setTimeout(() => print(`  … ${doing}`), 1000);
      const still = setInterval(() => print(`  … ${doing}: ${duration(now() - begunAt)} so far`), 15_000);
      try {
        const result = await work();
        print(`  ✓ ${done ? done(result) : doing} (${duration(now() - begunAt)})`);
        return result;
      } catch (error) {
        print(`  ✗ ${doing} (${duration(now() - begunAt)})`);
        throw error;
      } finally {
        clearTimeout(begin);
        clearInterval(still);
      }
    },
  };
}
