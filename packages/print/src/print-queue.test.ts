import { ok, type Result } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { sample } from '../test/sample.ts';
import { createPrintQueue } from './print-queue.ts';
import type { Printed, TooLong } from './render-pdf.ts';

describe('the print queue', () => {
  it('prints one after the other and refuses when too many wait', async () => {
    const begun: (() => void)[] = [];
    const render = (): Promise<Result<Printed, TooLong>> =>
      new Promise((resolve) => begun.push(() => resolve(ok({ bytes: new Uint8Array(), pages: 1, hash: '' }))));
    const queue = createPrintQueue(2, render);
    const [first, second] = [queue.print(sample([])), queue.print(sample([]))];
    expect(await queue.print(sample([]))).toEqual({ ok: false, error: { kind: 'busy', waiting: 2 } });
    await Promise.resolve();
    expect(begun).toHaveLength(1);
    begun[0]?.();
    expect((await first).ok).toBe(true);
    await Promise.resolve();
    expect(begun).toHaveLength(2);
    begun[1]?.();
    expect((await second).ok).toBe(true);
  });

  it('goes on after one that failed', async () => {
    let count = 0;
    const queue = createPrintQueue(2, async () => {
      count += 1;
      if (count === 1) throw new Error('no paper');
      return ok({ bytes: new Uint8Array(), pages: 1, hash: '' });
    });
    await expect(queue.print(sample([]))).rejects.toThrow('no paper');
    expect((await queue.print(sample([]))).ok).toBe(true);
  });
});
