import { describe, expect, it } from 'vitest';
import { gensetHz, gensetVolts } from './genset.ts';
import { calmPower, isFed, type PowerKnobs, type PowerState, startPower, stepPower } from './power.ts';

const genset = { ratedKw: 500, tankLitres: 5000, crankSeconds: 3, runUpSeconds: 4, coolDownSeconds: 120 };
const params = {
  ats: { startDelaySeconds: 3, breakSeconds: 1, qualifySeconds: 60 },
  gensets: { one: genset, two: { ...genset, crankSeconds: 5 } },
  ups: { a: { ratedKw: 320, batteryKwh: 40, chargeKw: 8 } },
};
const lost: PowerKnobs = { ...calmPower, isMainsPresent: false };

/** A run in steps of a tenth of a second; `phase(state)` is kept whenever it changes. */
function play(steps: readonly (readonly [seconds: number, knobs: PowerKnobs])[], phase: (state: PowerState) => string) {
  let state = startPower(params, 200);
  const seen: string[] = [];
  for (const [seconds, knobs] of steps) {
    for (let at = 0; at < seconds * 10; at += 1) {
      state = stepPower(state, knobs, { params, itKw: 200, dt: 0.1 });
      if (seen.at(-1) !== phase(state)) seen.push(phase(state));
    }
  }
  return { state, seen };
}
const engine = (slug: string) => (state: PowerState) => state.gensets[slug]?.engine ?? '';

describe('emergency power', () => {
  it('carries the load within fifteen seconds, shares it, goes back after the mains was good, cools down and stops', () => {
    const { state } = play([[15, lost]], engine('one'));
    expect([engine('one')(state), engine('two')(state), state.ats.position]).toEqual(['loaded', 'loaded', 'generator']);
    expect(isFed(state, false)).toBe(true);
    const whole = play(
      [
        [60, lost],
        [300, calmPower],
      ],
      engine('one'),
    );
    expect(whole.seen).toEqual(['ready', 'cranking', 'starting', 'running', 'loaded', 'cooling', 'stopping', 'ready']);
    expect(
      play(
        [
          [60, lost],
          [300, calmPower],
        ],
        ({ ats }) => ats.position,
      ).seen,
    ).toEqual(['mains', 'open', 'generator', 'open', 'mains']);
    expect(whole.state.gensets.one?.fuelLitres).toBeLessThan(4650);
  });

  it('dips in volts, hertz and start battery where a real set does', () => {
    const lowest = { battery: 99, hertz: 99 };
    const { state } = play([[40, lost]], ({ gensets: { one } }) => {
      if (one) lowest.battery = Math.min(lowest.battery, one.startBatteryV);
      if (one?.engine === 'loaded') lowest.hertz = Math.min(lowest.hertz, gensetHz(one));
      return '';
    });
    expect(lowest.battery).toBeLessThan(21);
    expect(lowest.hertz).toBeLessThan(49.5);
    const one = state.gensets.one;
    expect([one && gensetHz(one), one && gensetVolts(one)]).toEqual([expect.closeTo(50, 1), expect.closeTo(231, 0)]);
  });

  it('tries three times and gives up, or starts at the third', () => {
    const ailing = (failedAttempts: number) => ({ ...lost, gensetAilments: { one: { failedAttempts } } });
    const trying = ['ready', 'cranking', 'pause', 'cranking', 'pause', 'cranking'];
    expect(play([[100, ailing(9)]], engine('one')).seen).toEqual([...trying, 'shutdown']);
    expect(play([[100, ailing(2)]], engine('one')).seen).toEqual([...trying, 'starting', 'running', 'loaded']);
  });

  it('does what its ailments say', () => {
    const ill = (more: Partial<PowerKnobs>) => play([[120, { ...lost, ...more }]], ({ ats }) => ats.position).seen;
    expect(ill({ switchAilment: { isStuckOnMains: true } })).toEqual(['mains', 'fault']);
    expect(ill({ switchAilment: { lateSeconds: 200 } })).toEqual(['mains']);
    const tripping = { ...lost, gensetAilments: { one: { tripAfterSeconds: 20 } } };
    expect(play([[120, tripping]], engine('one')).seen.at(-1)).toBe('shutdown');
    const stuck = play(
      [
        [30, { ...lost, switchAilment: { isStuckOnGenerator: true } }],
        [200, { ...calmPower, switchAilment: { isStuckOnGenerator: true } }],
      ],
      ({ ats }) => ats.position,
    );
    expect(stuck.seen).toEqual(['mains', 'open', 'generator']);
    const cooling = play(
      [
        [30, { ...lost, gensetAilments: { one: { neverStops: true } } }],
        [600, { ...calmPower, gensetAilments: { one: { neverStops: true } } }],
      ],
      engine('one'),
    );
    expect(cooling.state.gensets.one?.engine).toBe('cooling');
    expect(cooling.state.gensets.two?.engine).toBe('ready');
  });

  it('runs by hand without load, not at all in stop, and on load in test with the mains there', () => {
    const mode = (one: 'manual' | 'stop' | 'test', more: Partial<PowerKnobs> = {}) =>
      play([[30, { ...calmPower, gensetModes: { one }, ...more }]], engine('one')).state;
    expect(engine('one')(mode('manual', { startedByHand: ['one'] }))).toBe('running');
    expect(engine('one')(mode('stop', { isMainsPresent: false }))).toBe('ready');
    const tested = mode('test');
    expect([engine('one')(tested), engine('two')(tested), tested.ats.position]).toEqual(['loaded', 'ready', 'generator']);
  });

  it('does not start for a flicker', () => {
    expect(
      play(
        [
          [2, lost],
          [60, calmPower],
        ],
        engine('one'),
      ).seen,
    ).toEqual(['ready']);
  });

  it('discharges a battery by order down to a low one, and charges it again', () => {
    const test = { ...calmPower, testedUps: ['a'] };
    const low = play([[600, test]], ({ ups }) => (ups.a?.isTesting ? 'test' : ups.a?.isOnBattery ? 'battery' : 'line'));
    expect(low.seen).toEqual(['test', 'line']);
    expect(low.state.ups.a?.charge).toBeCloseTo(0.2, 1);
    expect(
      play(
        [
          [600, test],
          [7200, calmPower],
        ],
        () => '',
      ).state.ups.a?.charge,
    ).toBeGreaterThan(0.5);
  });
});
