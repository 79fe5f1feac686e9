import type { EmbeddedPostgres } from '@wachter/store/embedded/start-embedded-postgres';
import { identify, isStillRunning } from '../process-identity.ts';
import { backOff } from '../supervise/back-off.ts';

export interface KeptDatabase {
  readonly stop: () => Promise<void>;
}

export interface KeepOptions {
  /** Starts it again on the same data and the same port, so that its address stays. */
  readonly startAgain: () => Promise<EmbeddedPostgres>;
  readonly print: (line: string) => void;
  readonly everyMs?: number;
}

/** Watches the embedded database and starts it again when it was killed. It is no child of ours, so its end has to be looked for. */
export function keepDatabase(first: EmbeddedPostgres, { startAgain, print, everyMs = 1000 }: KeepOptions): KeptDatabase {
  let server = first;
  let known = identify(first.pid);
  let begunAt = performance.now();
  let waitMs: number | null = null;
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  let starting: Promise<void> = Promise.resolve();

  const again = async () => {
    waitMs = backOff(waitMs, performance.now() - begunAt);
    print('postgres  ended unexpectedly; starting it again');
    try {
      server = await startAgain();
      known = identify(server.pid);
      begunAt = performance.now();
    } catch (error) {
      print(`postgres  could not be started: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const look = () => {
    if (isStopping) return;
    const isUp = known !== null && isStillRunning(known);
    starting = isUp ? Promise.resolve() : again();
    void starting.then(() => {
      if (!isStopping) timer = setTimeout(look, isUp ? everyMs : (waitMs ?? everyMs));
    });
  };
  timer = setTimeout(look, everyMs);
  return {
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      await starting;
      await server.stop();
    },
  };
}
