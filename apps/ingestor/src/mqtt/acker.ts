import type { AckLevel } from '../pipeline/seal.ts';

const BETWEEN_MS = 500;

/**
 * Tells native devices up to where they may forget: at most two words a second for each, the last level always told. A word that gets lost does
 * no harm: the device sends again and is told again.
 */
export interface Acker {
  readonly note: (levels: readonly AckLevel[]) => void;
  readonly stop: () => void;
}

export function createAcker(settings: {
  readonly publish: (topic: string, payload: string) => void;
  readonly now: () => number;
}): Acker {
  const toldAt = new Map<string, number>();
  const waiting = new Map<string, AckLevel>();
  let timer: NodeJS.Timeout | null = null;

  const tell = (level: AckLevel, now: number) => {
    toldAt.set(level.deviceId, now);
    settings.publish(`wachter/v1/${level.deviceId}/ack`, JSON.stringify({ boot: level.boot, seq: level.seq }));
  };
  const flush = () => {
    timer = null;
    const now = settings.now();
    for (const [key, level] of waiting) {
      if (now - (toldAt.get(level.deviceId) ?? Number.NEGATIVE_INFINITY) < BETWEEN_MS) continue;
      waiting.delete(key);
      tell(level, now);
    }
    if (waiting.size > 0) timer = setTimeout(flush, BETWEEN_MS / 5);
  };
  return {
    note: (levels) => {
      for (const level of levels) waiting.set(`${level.deviceId}\n${level.boot}`, level);
      if (timer === null) flush();
    },
    stop: () => {
      if (timer) clearTimeout(timer);
      waiting.clear();
    },
  };
}
