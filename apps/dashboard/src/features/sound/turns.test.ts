import { describe, expect, it } from 'vitest';
import { type Locks, type Turn, waitForTurn } from './turns.client.ts';

type Work = (lock: Lock | null) => Promise<void>;
interface Asked {
  readonly work: Work;
  readonly reject: (reason: Error) => void;
  readonly resolve: () => void;
}

/** The lock of one browser as its pages see it: one holder, a queue, and stealing that breaks the holder's request. */
function browser(): Locks {
  let holder: Asked | null = null;
  const queue: Asked[] = [];
  const grant = (asked: Asked) => {
    holder = asked;
    void asked.work({ name: 'x', mode: 'exclusive' }).then(() => {
      asked.resolve();
      if (holder !== asked) return;
      holder = null;
      const next = queue.shift();
      if (next) grant(next);
    });
  };
  const request = (_: string, how: LockOptions, work: Work): Promise<void> =>
    new Promise((resolve, reject) => {
      const asked: Asked = { work, resolve, reject };
      if (how.steal) {
        const before = holder;
        holder = null;
        before?.reject(new Error('stolen'));
        grant(asked);
      } else if (holder === null) grant(asked);
      else if (how.ifAvailable) void work(null).then(resolve);
      else {
        queue.push(asked);
        how.signal?.addEventListener('abort', () => {
          const place = queue.indexOf(asked);
          if (place >= 0) queue.splice(place, 1);
          reject(new Error('aborted'));
        });
      }
    });
  return { request: request as Locks['request'] };
}

function page(locks: Locks) {
  const said: Turn[] = [];
  const turns = waitForTurn(locks, (turn) => said.push(turn));
  return { ...turns, turn: () => said.at(-1) ?? 'asking' };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the turn to sound', () => {
  it('has one page of a browser, and the others say so', async () => {
    const locks = browser();
    const [one, two, three] = [page(locks), page(locks), page(locks)];
    await settled();
    expect([one.turn(), two.turn(), three.turn()]).toEqual(['mine', 'elsewhere', 'elsewhere']);
  });

  it('passes on when its page closes', async () => {
    const locks = browser();
    const [one, two] = [page(locks), page(locks)];
    await settled();
    one.stop();
    await settled();
    expect(two.turn()).toBe('mine');
  });

  it('goes to the page that a person looks at, and back when that one closes', async () => {
    const locks = browser();
    const [one, two] = [page(locks), page(locks)];
    await settled();
    two.take();
    await settled();
    expect([one.turn(), two.turn()]).toEqual(['elsewhere', 'mine']);
    two.stop();
    await settled();
    expect(one.turn()).toBe('mine');
  });

  it('stays where it is when the page that has it asks for it, and a closed page takes nothing', async () => {
    const locks = browser();
    const [one, two] = [page(locks), page(locks)];
    await settled();
    one.take();
    two.stop();
    two.take();
    await settled();
    expect(one.turn()).toBe('mine');
  });
});
