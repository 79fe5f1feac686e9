import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAcker } from './acker.ts';
import { createHostState, createRebirthAsker, encodeRebirth } from './sparkplug-host.ts';

describe('the ack of a native device', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => vi.useRealTimers());

  const listen = () => {
    const said: string[] = [];
    const acker = createAcker({
      now: () => Date.now(),
      publish: (topic, payload) => said.push(`${Date.now()} ${topic} ${payload}`),
    });
    return { said, acker };
  };
  const level = (seq: number, deviceId = 'n-1') => ({ deviceId, boot: 'b', seq });

  it('goes at once, then at most twice a second, the last level always', () => {
    const { said, acker } = listen();
    for (let ms = 0; ms < 2_000; ms += 10) {
      acker.note([level(ms)]);
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1_000);
    expect(said.length).toBeLessThanOrEqual(5 + 1);
    expect(said[0]).toBe('0 wachter/v1/n-1/ack {"boot":"b","seq":0}');
    expect(said.at(-1)).toContain('"seq":1990');
  });

  it('is counted for each device by itself', () => {
    const { said, acker } = listen();
    acker.note([level(1, 'n-1'), level(1, 'n-2')]);
    vi.advanceTimersByTime(50);
    acker.note([level(1, 'n-3')]);
    vi.advanceTimersByTime(200);
    expect(said.length).toBe(3);
  });
});

describe('Sparkplug', () => {
  it('asks for a rebirth with the bytes of the reference vector', () => {
    const reference = '08f0aeb3c19c3312210a144e6f646520436f6e74726f6c2f5265626972746818f0aeb3c19c33200b7001';
    expect(Buffer.from(encodeRebirth(1_760_000_006_000)).toString('hex')).toBe(reference);
  });

  it('asks each node once in ten seconds', () => {
    const topics: string[] = [];
    const ask = createRebirthAsker((topic) => topics.push(topic));
    for (const [topic, at] of [
      ['a', 0],
      ['a', 9_000],
      ['b', 9_000],
      ['a', 10_000],
    ] as const)
      ask(topic, at);
    expect(topics).toEqual(['a', 'b', 'a']);
  });

  it('announces itself with the instant of its will', () => {
    let now = 5;
    const host = createHostState('site', () => now++);
    const will = JSON.parse(host.will().payload);
    const said: string[] = [];
    host.announce((_topic, payload) => said.push(payload));
    expect(JSON.parse(said[0] ?? '')).toEqual({ online: true, timestamp: will.timestamp });
    expect(will.online).toBe(false);
  });
});
