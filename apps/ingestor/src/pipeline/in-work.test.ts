import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../mqtt/delivery.ts';
import { createInWork } from './in-work.ts';

const message = (body: string): Delivery => ({
  topic: 'a/b',
  payload: Buffer.from(body),
  receivedAt: 0,
  isRetained: false,
  isDuplicate: false,
  messageId: 1,
  epoch: Symbol('test'),
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wachter-in-work-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** One life of the process; `deadly` kills it, as nothing after the throw runs. */
function life(bodies: readonly string[], deadly: string | null) {
  const inWork = createInWork(folder);
  const decoded: string[] = [];
  for (const body of bodies) {
    if (inWork.isDeadly(message(body))) continue;
    try {
      inWork.during(message(body), () => {
        if (body === deadly) throw new Error('the process dies');
        decoded.push(body);
      });
    } catch {
      return { decoded, isDead: true };
    }
  }
  inWork.end();
  return { decoded, isDead: false };
}

describe('a message that kills the process (M07)', () => {
  it('is put away after two deaths, and the others are decoded', () => {
    const bodies = ['one', 'two', 'poison', 'three'];
    expect(life(bodies, 'poison').isDead).toBe(true);
    expect(life(bodies, 'poison').isDead).toBe(true);
    expect(life(bodies, 'poison')).toEqual({ decoded: ['one', 'two', 'three'], isDead: false });
  });

  it('is not taken for one when the process was killed between two messages', () => {
    createInWork(folder);
    const second = createInWork(folder);
    second.during(message('harmless'), () => undefined);
    expect(life(['harmless'], null).decoded).toEqual(['harmless']);
  });
});
