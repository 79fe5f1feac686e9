import { describe, expect, it } from 'vitest';
import { type Publication, utf8 } from '../devices/firmware.ts';
import { createRandom } from '../random/prng.ts';
import type { Value } from '../site/channel.ts';
import { createFaultBoard } from './board.ts';
import { faults } from './index.ts';

const NOW = 1_764_000_000_000;
const board = () => {
  const rebooted: string[] = [];
  return { rebooted, board: createFaultBoard(createRandom(9), (device) => rebooted.push(device)) };
};
const message = (text: string, retain = false): Publication => ({ topic: 't', payload: utf8(text), qos: 1, retain });
const texts = (publications: readonly Publication[]) => publications.map(({ payload }) => new TextDecoder().decode(payload));

describe('the faults', () => {
  it('are each known once and described in both languages', () => {
    expect(faults.map(({ id }) => id).sort()).toEqual([
      'clock-skew',
      'drift',
      'drop-out',
      'duplicate',
      'garbage',
      'reboot',
      'reorder',
      'sentinel',
      'skip',
      'stuck',
    ]);
    for (const { description } of faults) expect(description.en.length * description.nl.length).toBeGreaterThan(0);
  });

  it('refuse what they do not know', () => {
    const t = board();
    expect(t.board.begin({ device: 'a', fault: 'gremlin' }, NOW)).toEqual({ kind: 'unknown-fault', fault: 'gremlin' });
    expect(t.board.begin({ device: 'a', fault: 'drift', params: { perHour: 'much' } }, NOW)).toEqual({
      kind: 'invalid-params',
      fault: 'drift',
    });
    expect(t.board.active()).toEqual([]);
  });

  it('end after their time and when they are cleared', () => {
    const t = board();
    t.board.begin({ device: 'a', fault: 'drop-out', seconds: 10 }, NOW);
    t.board.begin({ device: 'b', fault: 'drop-out' }, NOW);
    t.board.expire(NOW + 9999);
    expect([t.board.isCut(['a']), t.board.isCut(['b'])]).toEqual([true, true]);
    t.board.expire(NOW + 10_000);
    expect([t.board.isCut(['a']), t.board.isCut(['b'])]).toEqual([false, true]);
    t.board.clear('b');
    expect(t.board.isCut(['b'])).toBe(false);
  });

  const measure = (fault: string, params: unknown, values: readonly Value[]) => {
    const t = board();
    t.board.begin({ device: 'a', fault, params }, NOW);
    return values.map((value, index) => t.board.sample('a', { channel: 'x', value }, NOW + index * 1_800_000));
  };

  it('stuck repeats the first value', () => expect(measure('stuck', {}, [1, 2, 3])).toEqual([1, 1, 1]));
  it('drift wanders by the hour', () => expect(measure('drift', { perHour: 2 }, [20, 20, 20])).toEqual([20, 21, 22]));
  it('sentinel sends the value it was given', () => expect(measure('sentinel', { value: 85 }, [20, 21])).toEqual([85, 85]));
  it('spares channels that were not named', () => expect(measure('stuck', { channels: ['y'] }, [1, 2])).toEqual([1, 2]));

  it('concern one device only', () => {
    const t = board();
    t.board.begin({ device: 'a', fault: 'sentinel', params: { value: -127 } }, NOW);
    expect(t.board.sample('b', { channel: 'x', value: 20 }, NOW)).toBe(20);
    expect(t.board.send(['b'], message('m'))).toHaveLength(1);
  });

  const sendAll = (fault: string, params: unknown, count: number) => {
    const t = board();
    t.board.begin({ device: 'a', fault, params }, NOW);
    return Array.from({ length: count }, (_, index) => t.board.send(['a'], message(`{"seq":${index}}`))).map(texts);
  };

  it('duplicate sends up to five of the same', () => {
    const counts = sendAll('duplicate', { probability: 1 }, 100).map(({ length }) => length);
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([2, 5]);
  });

  it('reorder loses nothing and changes the order', () => {
    const all = sendAll('reorder', { depth: 4 }, 40).flat();
    const inOrder = Array.from({ length: 40 }, (_, index) => `{"seq":${index}}`);
    expect([...all].sort()).toEqual([...inOrder].sort());
    expect(all).not.toEqual(inOrder);
  });

  it('skip drops about its share', () => {
    const kept = sendAll('skip', { probability: 0.25 }, 400).flat().length;
    expect(kept).toBeGreaterThan(260);
    expect(kept).toBeLessThan(340);
  });

  it('garbage spoils messages but never a retained one', () => {
    expect(
      sendAll('garbage', { probability: 1 }, 60)
        .flat()
        .filter((text) => /^\{"seq":\d+\}$/.test(text)).length,
    ).toBeLessThan(10);
    const t = board();
    t.board.begin({ device: 'a', fault: 'garbage', params: { probability: 1 } }, NOW);
    expect(texts(t.board.send(['a'], message('birth', true)))).toEqual(['birth']);
  });

  it('clock-skew jumps and drifts', () => {
    const t = board();
    t.board.begin({ device: 'a', fault: 'clock-skew', params: { offsetSeconds: -60, driftPpm: 1000 } }, NOW);
    expect(t.board.clockMs('a', NOW + 1_000_000)).toBe(-59_000);
  });

  it('reboot starts the device anew and is over', () => {
    const t = board();
    t.board.begin({ device: 'a', fault: 'reboot' }, NOW);
    expect(t.rebooted).toEqual(['a']);
    expect(t.board.active()).toEqual([]);
  });
});
