import { describe, expect, it } from 'vitest';
import { runVirtually } from '../run/virtual-run.ts';
import type { ChannelSpec, Value } from '../site/channel.ts';
import { devices } from '../site/rotterdam-1.ts';
import type { Expectation } from './define.ts';
import { scenarios } from './index.ts';

const channels = new Map<string, ChannelSpec>(
  devices.flatMap((device) => device.channels.map((channel) => [channel.tag, channel])),
);

interface Watched {
  readonly firstAt: Map<Expectation, number>;
  readonly outOfRange: string[];
  readonly lastSpoke: Map<string, number>;
}

/** What numbers of the demo site may ever be, whatever happens there. */
const bounds: Readonly<Record<string, readonly [number, number]>> = {
  '°C': [-10, 95],
  '%': [0, 100],
  Pa: [-10, 32],
  '%LEL': [0, 100],
  ppm: [0, 2000],
  '%/m': [0, 20],
  V: [0, 600],
  Hz: [0, 53],
  kPa: [0, 600],
  rpm: [0, 1600],
  kW: [0, 600],
  m: [0, 60],
};

function meets(expectation: Expectation, value: Value): boolean {
  switch (expectation.kind) {
    case 'value':
      return typeof value === 'number' && (expectation.is === 'above' ? value > expectation.limit : value < expectation.limit);
    case 'state':
      return value === expectation.is;
    default:
      return false;
  }
}

function play(name: string): Watched {
  const scenario = scenarios.find((one) => one.name === name);
  const watched: Watched = { firstAt: new Map(), outOfRange: [], lastSpoke: new Map() };
  let lastSecond = -1;
  runVirtually({
    seed: 11,
    durationSeconds: 240,
    speed: 15,
    scenario: name,
    sink: (sent) => watched.lastSpoke.set(sent.topic, sent.at),
    watch: (plant) => {
      if (plant.seconds === lastSecond) return;
      lastSecond = plant.seconds;
      for (const expectation of scenario?.expects ?? []) {
        if (expectation.kind !== 'value' && expectation.kind !== 'state') continue;
        const channel = channels.get(expectation.tag);
        if (channel && !watched.firstAt.has(expectation) && meets(expectation, channel.read(plant))) {
          watched.firstAt.set(expectation, plant.seconds);
        }
      }
      if (plant.seconds % 30 !== 0) return;
      for (const channel of channels.values()) {
        const value = channel.read(plant);
        const [low, high] = bounds[channel.unit ?? ''] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
        if (typeof value === 'number' && !(value >= low && value <= high)) {
          watched.outOfRange.push(`${channel.tag} = ${value} at ${plant.seconds} s`);
        }
      }
    },
  });
  return watched;
}

describe('the scenarios', { timeout: 60_000 }, () => {
  it('are all there, each in both languages and with steps in order', () => {
    expect(scenarios.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'calm',
        'cooler-failure',
        'leak-under-floor',
        'hydrogen-while-charging',
        'humidity-low',
        'gateway-lost',
        'sensor-stuck',
      ]),
    );
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    for (const { description, steps } of scenarios) {
      expect(description.en.length * description.nl.length).toBeGreaterThan(0);
      const times = steps.map(({ atSeconds }) => atSeconds);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  it.each(scenarios.map(({ name }) => name))(
    '%s runs a simulated hour in range and brings what it promises',
    (name) => {
      const { firstAt, outOfRange } = play(name);
      expect(outOfRange).toEqual([]);
      const scenario = scenarios.find((one) => one.name === name);
      for (const expectation of scenario?.expects ?? []) {
        if (expectation.kind === 'value' || expectation.kind === 'state') {
          expect(channels.has(expectation.tag), expectation.tag).toBe(true);
          expect([expectation, firstAt.get(expectation) ?? Number.POSITIVE_INFINITY]).toEqual([expectation, expect.any(Number)]);
          expect(firstAt.get(expectation) ?? Number.POSITIVE_INFINITY, JSON.stringify(expectation)).toBeLessThanOrEqual(
            expectation.withinSeconds,
          );
        } else if (expectation.kind === 'silence') {
          expect(devices.map(({ id }) => id)).toContain(expectation.device);
        } else {
          expect(channels.has(expectation.tag), expectation.tag).toBe(true);
        }
      }
    },
    60_000,
  );
});
