import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { runVirtually, VIRTUAL_START_AT, type VirtualRunParams } from './virtual-run.ts';
import type { Sent } from './virtual-sockets.ts';

function digestOf(params: Omit<VirtualRunParams, 'sink'>): string {
  const hash = createHash('sha256');
  runVirtually({
    ...params,
    sink: (sent) =>
      hash.update(`${sent.at} ${sent.account} ${sent.topic} ${sent.qos} ${sent.retain} `).update(sent.payload).update('\n'),
  });
  return hash.digest('hex');
}

const textOf = (sent: Sent): string => new TextDecoder().decode(sent.payload);

function collect(params: Omit<VirtualRunParams, 'sink'>): readonly Sent[] {
  const all: Sent[] = [];
  runVirtually({ ...params, sink: (sent) => all.push(sent) });
  return all;
}

describe('a virtual run', { timeout: 60_000 }, () => {
  it('gives the same messages for the same seed, byte for byte', () => {
    const params = { seed: 7, durationSeconds: 300, scenario: 'cooler-failure', speed: 6 };
    expect(digestOf(params)).toBe(digestOf(params));
  });

  it('gives others for another seed', () => {
    expect(digestOf({ seed: 7, durationSeconds: 60 })).not.toBe(digestOf({ seed: 8, durationSeconds: 60 }));
  });

  it('numbers the messages of every native device from one without holes', () => {
    const seqs = new Map<string, number[]>();
    for (const sent of collect({ seed: 3, durationSeconds: 300 })) {
      if (!/^wachter\/v1\/.*\/(data|event)$/.test(sent.topic)) continue;
      seqs.set(sent.account, [...(seqs.get(sent.account) ?? []), JSON.parse(textOf(sent)).seq]);
    }
    expect(seqs.size).toBe(49);
    for (const [account, numbers] of seqs) expect([account, numbers]).toEqual([account, numbers.map((_, index) => index + 1)]);
  });

  it('sends about twenty messages a second', () => {
    const sent = collect({ seed: 1, durationSeconds: 600 });
    expect(sent.length / 600).toBeGreaterThan(12);
    expect(sent.length / 600).toBeLessThan(30);
  });

  it('has every message stored in the end when the host was away for ten minutes', () => {
    const awayUntil = VIRTUAL_START_AT + 600_000;
    const simulation = runVirtually({ seed: 2, durationSeconds: 900, acks: (now) => now > awayUntil, sink: () => undefined });
    const { resent, buffered, lost } = simulation.state();
    expect(resent).toBeGreaterThan(0);
    expect(buffered).toBeLessThan(100);
    expect(lost).toBeLessThan(40);
  });

  it('keeps only what fits when the host never comes back, and says so', () => {
    const simulation = runVirtually({
      seed: 2,
      durationSeconds: 600,
      bufferMessages: 10,
      acks: () => false,
      sink: () => undefined,
    });
    const report = simulation.report('hall-a-aisle');
    expect(report).toMatchObject({ buffered: 10 });
    expect(report?.lost).toBe((report?.seq ?? 0) - 10);
  });

  it('keeps the trouble of a story until the delays of alarms have run out, however fast the physics run', () => {
    const failedFor: number[] = [];
    runVirtually({
      seed: 1,
      durationSeconds: 400,
      speed: 60,
      scenario: 'cooler-failure',
      sink: () => undefined,
      watch: (plant, now) => {
        if (plant.knobs.failedCoolers.length > 0) failedFor.push((now - VIRTUAL_START_AT) / 1000);
      },
    });
    expect(failedFor.at(-1)).toBeGreaterThan(295);
    expect(failedFor.at(-1)).toBeLessThan(305);
  });
});
