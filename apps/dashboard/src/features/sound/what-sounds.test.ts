import type { Alarm } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { alarm as sampleAlarm } from '../../../test/live-sample.ts';
import { patterns } from './patterns.ts';
import { firstSettings, muteAt, type SoundSettings, whatSounds } from './what-sounds.ts';

const now = 1_800_000_000_000;
const minute = 60_000;

const alarm = (change: Partial<Alarm> = {}): Alarm =>
  sampleAlarm('a', { raisedAt: now - minute, recordedAt: now - minute, activatedAt: now - minute, ...change });

describe('what is heard', () => {
  it('is the worst priority that nobody acknowledged', () => {
    const alarms = [alarm({ priority: 'low' }), alarm({ priority: 'critical', acknowledgedActivation: 1 }), alarm()];
    expect(whatSounds(alarms, firstSettings, now)).toBe('high');
  });

  it('is nothing when everything was acknowledged', () => {
    expect(whatSounds([alarm({ acknowledgedActivation: 1 })], firstSettings, now)).toBeNull();
    expect(whatSounds([], firstSettings, now)).toBeNull();
  });

  it('goes on for what is over while nobody has seen it', () => {
    expect(whatSounds([alarm({ clearedAt: now - 1 })], firstSettings, now)).toBe('high');
    expect(whatSounds([alarm({ clearedAt: now - 1, isLatching: true })], firstSettings, now)).toBe('high');
  });

  it('begins anew when an acknowledged alarm gets worse', () => {
    expect(whatSounds([alarm({ activation: 2, acknowledgedActivation: 1 })], firstSettings, now)).toBe('high');
  });

  it('leaves out what is withheld and what was found in late data', () => {
    const kinds = ['shelved', 'suppressed', 'out-of-service'] as const;
    const withheld = kinds.map((kind) => alarm({ withheld: kind }));
    expect(whatSounds([...withheld, alarm({ isLate: true })], firstSettings, now)).toBeNull();
  });

  it('keeps to the least priority and to off', () => {
    const settings: SoundSettings = { ...firstSettings, least: 'high' };
    expect(whatSounds([alarm({ priority: 'medium' })], settings, now)).toBeNull();
    expect(whatSounds([alarm()], settings, now)).toBe('high');
    expect(whatSounds([alarm({ priority: 'critical' })], { ...settings, isOn: false }, now)).toBeNull();
  });

  it('is silent while muted, and the silence ends by itself', () => {
    const settings: SoundSettings = { ...firstSettings, mute: { since: now, until: now + 5 * minute } };
    expect(whatSounds([alarm()], settings, now)).toBeNull();
    expect(muteAt(settings, now + 5 * minute)).toBeNull();
    expect(whatSounds([alarm()], settings, now + 5 * minute)).toBe('high');
  });

  it('lets a critical alarm through that came after the mute, and no other', () => {
    const settings: SoundSettings = { ...firstSettings, mute: { since: now, until: now + 5 * minute } };
    const later = { activatedAt: now + minute };
    expect(whatSounds([alarm({ priority: 'critical' })], settings, now + minute)).toBeNull();
    expect(whatSounds([alarm(later)], settings, now + minute)).toBeNull();
    expect(whatSounds([alarm({ priority: 'critical', ...later })], settings, now + minute)).toBe('critical');
  });
});

describe('patterns', () => {
  it('come sooner again and have more pulses the more it matters, and end before they repeat', () => {
    const order = [patterns.low, patterns.medium, patterns.high, patterns.critical];
    order.slice(1).forEach((pattern, index) => {
      expect(pattern.everySeconds).toBeLessThan(order[index]?.everySeconds ?? 0);
      expect(pattern.tones.length).toBeGreaterThan(order[index]?.tones.length ?? 0);
    });
    for (const { tones, everySeconds } of order) {
      const last = tones.at(-1);
      expect((last?.startsAfterMs ?? 0) + (last?.lengthMs ?? 0)).toBeLessThan(everySeconds * 1000);
    }
  });
});
