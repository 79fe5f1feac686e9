import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gainAfter, minutesToGain } from './curve.ts';
import { learnedFrom } from './learned.ts';
import { bandMinutes, minutesLeft } from './minutes-left.ts';

const curve = fc.record({
  kPerMinute: fc.double({ min: 0.01, max: 15, noNaN: true }),
  riseK: fc.oneof(fc.double({ min: 5, max: 200, noNaN: true }), fc.constant(Number.POSITIVE_INFINITY)),
});

it('gains what it took the time for, and levels off below its rise', () => {
  fc.assert(
    fc.property(curve, fc.double({ min: 0.01, max: 4.9, noNaN: true }), (one, gainK) => {
      expect(gainAfter(one, minutesToGain(one, gainK))).toBeCloseTo(gainK, 6);
      expect(minutesToGain(one, one.riseK)).toBe(Number.POSITIVE_INFINITY);
      expect(minutesToGain(one, -1)).toBe(0);
    }),
  );
});

it('gives a band with its headline inside, or a reason, whatever the sensors say', () => {
  const value = fc.record({
    pointId: fc.integer({ min: 1, max: 4 }),
    at: fc.integer({ min: -200_000, max: 700_000 }),
    celsius: fc.oneof(fc.double({ min: -20, max: 70, noNaN: true }), fc.constant(Number.NaN)),
  });
  const anyValues = fc.array(value, { maxLength: 60 });
  fc.assert(
    fc.property(
      anyValues,
      fc.option(fc.constant(0)),
      fc.double({ min: 20, max: 45, noNaN: true }),
      (inlets, lostSince, limitC) => {
        const learned = learnedFrom([], { coolingLeft: 0, loadKw: null });
        const said = minutesLeft({ now: 600_000, limitC, lostSince, inlets, staleMs: 180_000, learned });
        if (said.kind !== 'band') return;
        const { earliest, headline, latest } = bandMinutes(said, 600_000);
        for (const number of [earliest, headline, latest, said.kPerMinute]) expect(Number.isFinite(number)).toBe(true);
        expect(0 <= earliest && earliest <= headline && headline <= latest).toBe(true);
      },
    ),
    { numRuns: 40 },
  );
});
