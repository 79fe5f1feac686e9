/** Whose turn it is to sound, of all pages of this browser. `asking`: not known yet. */
export type Turn = 'asking' | 'mine' | 'elsewhere';

/** The part of the Web Locks API that is needed; a page that holds a lock gives it up when it closes or dies. */
export type Locks = Pick<LockManager, 'request'>;

const NAME = 'wachter-sound';

export interface Turns {
  /** Takes the turn from whichever page has it: for the page that a person looks at. */
  readonly take: () => void;
  readonly stop: () => void;
}

/**
 * Waits for the turn to sound, and says how it stands. One page of a browser has it; it passes on by itself when that page closes. A page
 * from which it was taken waits again.
 */
export function waitForTurn(locks: Locks, onTurn: (turn: Turn) => void): Turns {
  let isStopped = false;
  let hasTurn = false;
  let giveUp = () => {};
  let waiting = new AbortController();
  const elsewhere = () => {
    if (isStopped) return;
    hasTurn = false;
    onTurn('elsewhere');
    waiting = new AbortController();
    ask({ signal: waiting.signal });
  };
  const ask = (how: LockOptions) => {
    let wasGiven = false;
    const hold = (lock: Lock | null): Promise<void> => {
      if (isStopped) return Promise.resolve();
      if (lock === null) {
        elsewhere();
        return Promise.resolve();
      }
      wasGiven = true;
      hasTurn = true;
      onTurn('mine');
      return new Promise((resolve) => {
        giveUp = resolve;
      });
    };
    // It fails when it was taken from us, and when we ended our own waiting.
    locks.request(NAME, how, hold).catch(() => wasGiven && elsewhere());
  };
  ask({ ifAvailable: true });
  return {
    take: () => {
      if (isStopped || hasTurn) return;
      waiting.abort();
      ask({ steal: true });
    },
    stop: () => {
      isStopped = true;
      waiting.abort();
      giveUp();
    },
  };
}
