import type { LeaseStore } from '@wachter/services';
import type { Logger } from './log.ts';

export const LEASE_NAME = 'ingestor';
export const LEASE_TTL_MS = 3_000;

export type Standing = 'standby' | 'leading' | 'doubtful';

export interface LeadershipSettings {
  readonly lease: LeaseStore;
  readonly holder: string;
  readonly log: Logger;
  /** Milliseconds that only go forward: a jump of the wall clock neither prolongs nor ends a lease. */
  readonly monotonic: () => number;
  readonly ttlMs?: number;
  /** The lease is ours with this fence; everything kept from before counts for nothing. */
  readonly gained: (fence: bigint) => void;
  /** Storage did not answer in time: by our own clock the lease may be somebody else's. Evaluate and acknowledge nothing. */
  readonly doubted: () => void;
  /** Nobody took it in between: go on. */
  readonly confirmed: () => void;
  /** Somebody else leads. */
  readonly lost: () => void;
}

export interface Leadership {
  readonly start: () => void;
  /** Storage has refused our fence: find out at once who leads. */
  readonly fencedOut: () => void;
  readonly standing: () => Standing;
  readonly holder: () => string | null;
  /** Gives the lease back, so that a standby need not wait for its end. */
  readonly stop: () => Promise<void>;
}

/** Keeps asking for the lease and says what became of it. All four callbacks come from one loop, in order. */
export function createLeadership(settings: LeadershipSettings): Leadership {
  const { lease, holder, log, monotonic, ttlMs = LEASE_TTL_MS } = settings;
  const state = {
    standing: 'standby' as Standing,
    fence: null as bigint | null,
    validUntil: 0,
    other: null as string | null,
    isStopped: true,
    timer: null as NodeJS.Timeout | null,
    watch: null as NodeJS.Timeout | null,
    isAsking: false,
    askAgain: false,
  };

  const doubtWhenOver = () => {
    if (state.standing !== 'leading' || monotonic() < state.validUntil) return;
    state.standing = 'doubtful';
    log.warn('the lease could not be renewed in time: waiting for storage before anything else is decided');
    settings.doubted();
  };

  // On a line that swallows everything an answer may take longer than the lease lasts: ask again, on another line.
  const answered = <T>(question: Promise<T>): Promise<T> => {
    let deadline: NodeJS.Timeout;
    const late = new Promise<never>((_, reject) => {
      deadline = setTimeout(() => reject(new Error('no answer about the lease')), ttlMs);
    });
    return Promise.race([question, late]).finally(() => clearTimeout(deadline));
  };

  const renew = async (fence: bigint): Promise<boolean> => {
    const asked = monotonic();
    if (!(await answered(lease.renew(LEASE_NAME, fence, ttlMs)))) return false;
    state.validUntil = asked + ttlMs;
    if (state.standing !== 'doubtful') return true;
    state.standing = 'leading';
    log.info('the lease is still ours');
    settings.confirmed();
    return true;
  };

  const acquire = async () => {
    const asked = monotonic();
    const answer = await answered(lease.acquire(LEASE_NAME, holder, ttlMs));
    if (state.isStopped) return;
    if (answer.ok) {
      state.fence = answer.fence;
      state.validUntil = asked + ttlMs;
      state.standing = 'leading';
      state.other = null;
      log.info({ fence: String(answer.fence) }, 'leading');
      return settings.gained(answer.fence);
    }
    if (state.other !== answer.holder) log.info({ leader: answer.holder }, 'standby: another ingestor leads');
    state.other = answer.holder;
    if (state.standing === 'standby') return;
    state.standing = 'standby';
    state.fence = null;
    settings.lost();
  };

  const ask = async () => {
    if (state.isAsking) {
      state.askAgain = true;
      return;
    }
    state.isAsking = true;
    try {
      if (state.fence === null || !(await renew(state.fence))) {
        state.fence = null;
        if (!state.isStopped) await acquire();
      }
    } catch (error) {
      log.debug({ error: String(error) }, 'the lease could not be asked for');
    }
    state.isAsking = false;
    if (state.isStopped) return;
    if (state.timer) clearTimeout(state.timer);
    state.timer = setTimeout(() => void ask(), state.askAgain ? 0 : ttlMs / (state.standing === 'leading' ? 3 : 6));
    state.askAgain = false;
  };

  return {
    start: () => {
      state.isStopped = false;
      state.watch = setInterval(doubtWhenOver, 100);
      void ask();
    },
    fencedOut: () => void ask(),
    standing: () => state.standing,
    holder: () => (state.standing === 'standby' ? state.other : holder),
    stop: async () => {
      state.isStopped = true;
      if (state.timer) clearTimeout(state.timer);
      if (state.watch) clearInterval(state.watch);
      const { fence } = state;
      state.fence = null;
      state.standing = 'standby';
      if (fence !== null) await lease.release(LEASE_NAME, fence).catch(() => undefined);
    },
  };
}
