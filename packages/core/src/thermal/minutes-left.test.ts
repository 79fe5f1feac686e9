import { describe, expect, it } from 'vitest';
import { anyRoomOf, randomOf, type SyntheticRoom, warmUp } from '../../test/synthetic-room.ts';
import { type CoolingEpisode, learnEpisode } from './episode.ts';
import { learnedFrom } from './learned.ts';
import { bandMinutes, type MinutesLeft, minutesLeft, settleMinutes } from './minutes-left.ts';
import type { InletValue } from './series.ts';

const [SECOND, MINUTE, DAY] = [1_000, 60_000, 86_400_000] as const;
const START = Date.UTC(2026, 10, 25, 12);
const LIMIT = 32;
const untaught = learnedFrom([], { coolingLeft: 0, loadKw: null });

/** Episodes of earlier days: stops of 2.5 to 12.5 minutes, each with another load. */
function pastOf(room: SyntheticRoom, count: number, random: () => number): readonly CoolingEpisode[] {
  return Array.from({ length: count }, (_, index) => {
    const loadKw = room.loadKw * (0.8 + 0.4 * random());
    const from = START - (index + 1) * DAY;
    const to = from + (150 + random() * 600) * SECOND;
    const { values } = warmUp({ ...room, loadKw }, { from, limitC: 90, random, until: to });
    return learnEpisode({ from, to, coolingLeft: 0 }, values, loadKw);
  });
}

/** What is said after a share of the true time of a room nobody has seen like this; every other room changes its load on the way. */
function judged(seed: number, shares: readonly number[]) {
  const random = randomOf(seed);
  const plain = anyRoomOf(random);
  const learned = learnedFrom(pastOf(plain, 3, random), { coolingLeft: 0, loadKw: plain.loadKw });
  const loadStep = { atSeconds: 60 + random() * 300, factor: 0.85 + 0.3 * random() };
  const { values, limitAt } = warmUp(seed % 2 ? plain : { ...plain, loadStep }, { from: START, limitC: LIMIT, random });
  if (limitAt === null) throw new Error(`room ${seed} never gets there`);
  return shares.map((share) => {
    const now = START + (limitAt - START) * share;
    const inlets = values.filter(({ at }) => at <= now);
    const said = minutesLeft({ now, limitC: LIMIT, lostSince: START, inlets, staleMs: 3 * MINUTE, learned });
    const truth = (limitAt - now) / MINUTE;
    if (said.kind !== 'band') return { isInside: false, error: Number.POSITIVE_INFINITY, width: Number.POSITIVE_INFINITY };
    const { earliest, headline, latest } = bandMinutes(said, now);
    expect(earliest <= headline && headline <= latest).toBe(true);
    const isInside = earliest <= truth && truth <= latest;
    return { isInside, error: Math.abs(headline / truth - 1), width: (latest - earliest) / truth };
  });
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

describe('minutes left of a hundred rooms that were seen three times', { timeout: 120_000 }, () => {
  const shares = [0.02, 0.25, 0.5] as const;
  const rooms = Array.from({ length: 100 }, (_, index) => judged(index + 1, shares));

  it.each(shares.map((share, index) => [share, index] as const))('holds the true time in its band after %d of it', (_, index) => {
    const at = rooms.map((room) => room[index]);
    expect(at.filter((one) => one?.isInside).length).toBeGreaterThanOrEqual(90);
    expect(median(at.map((one) => one?.width ?? Number.NaN))).toBeLessThan(0.65);
  });

  it('errs by a fifth at most in nine of ten, from a quarter of the time on', () => {
    for (const index of [1, 2])
      expect(rooms.filter((room) => (room[index]?.error ?? 1) <= 0.2).length).toBeGreaterThanOrEqual(90);
  });
});

/** One inlet every ten seconds from two minutes before, by a rule of kelvin over minutes since cooling was lost. */
const inletOf = (celsius: (minutes: number) => number, minutes: number, pointId = 1): readonly InletValue[] =>
  Array.from({ length: 6 * (minutes + 2) + 1 }, (_, index) => {
    const at = START + (index - 12) * 10 * SECOND;
    return { pointId, at, celsius: celsius(Math.max(0, (at - START) / MINUTE)) };
  });
const at = (minutes: number, inlets: readonly InletValue[], learned = untaught): MinutesLeft =>
  minutesLeft({ now: START + minutes * MINUTE, limitC: LIMIT, lostSince: START, inlets, staleMs: 3 * MINUTE, learned });
const episode = (rate: number, more: Partial<CoolingEpisode> = {}): CoolingEpisode => ({
  ...{ from: START - DAY, to: START - DAY + 8 * MINUTE, coolingLeft: 0, loadKw: 100, fromC: 22, toC: 28, misfitK: 0.1 },
  ...{ rate: { mean: Math.log(rate), sd: 0.05 }, rise: { mean: Math.log(40), sd: 0.5 }, quality: 'good' },
  ...more,
});
const spread = (episodes: readonly CoolingEpisode[], loadKw: number | null = 100, coolingLeft = 0) =>
  learnedFrom(episodes, { coolingLeft, loadKw }).belief.rate;

describe('refusing to say', () => {
  it.each([
    ['too-little', 1, inletOf((minutes) => 22 + minutes, 1)],
    ['too-little', 3, inletOf((minutes) => 22 + 0.1 * minutes, 3)],
    ['not-rising', 8, inletOf(() => 24, 8)],
    ['not-rising', 8, inletOf((minutes) => 24 - 0.2 * minutes, 8)],
    ['stale', 8, inletOf((minutes) => 22 + 0.5 * minutes, 3)],
    ['stale', 8, []],
    ['poor-fit', 9, inletOf((minutes) => 22 + 0.4 * minutes + 3 * Math.sin(2 * minutes), 9)],
    ['levels-off', 18, inletOf((minutes) => 22 + 6 * (1 - Math.exp(-minutes / 8)), 18)],
  ] as const)('says %s after %i minutes', (reason, minutes, inlets) => {
    expect(at(minutes, inlets)).toEqual({ kind: 'refused', reason });
  });

  it('has nothing to say of a room that is cooled and was never seen without', () => {
    const inlets = inletOf(() => 22, 0);
    expect(minutesLeft({ now: START, limitC: LIMIT, lostSince: null, inlets, staleMs: MINUTE, learned: untaught })).toEqual({
      ...{ kind: 'refused', reason: 'not-learned' },
    });
  });

  it('says since when the limit is exceeded', () => {
    const said = at(
      12,
      inletOf((minutes) => 22 + minutes, 12),
    );
    expect(said).toMatchObject({ kind: 'exceeded', pointId: 1 });
    if (said.kind === 'exceeded') expect(Math.abs(said.since - START - 10 * MINUTE)).toBeLessThan(20 * SECOND);
  });
});

describe('what is followed', () => {
  it('is the warmest inlet of those that move with the room, not one that is stuck high', () => {
    const cool = inletOf((minutes) => 21 + 0.8 * minutes, 6, 1);
    const warm = inletOf((minutes) => 23 + 0.8 * minutes, 6, 2);
    const stuck = inletOf(() => 31, 6, 3);
    expect(at(6, [...cool, ...warm, ...stuck])).toMatchObject({ kind: 'band', pointId: 2 });
  });

  it('is the same whichever value came first', () => {
    const inlets = [...inletOf((minutes) => 22 + 0.8 * minutes, 6, 1), ...inletOf((minutes) => 23 + 0.8 * minutes, 6, 2)];
    expect(at(6, inlets.toReversed())).toEqual(at(6, inlets));
    expect(learnEpisode({ from: START, to: START + 6 * MINUTE, coolingLeft: 0 }, inlets.toReversed(), null)).toEqual(
      learnEpisode({ from: START, to: START + 6 * MINUTE, coolingLeft: 0 }, inlets, null),
    );
  });
});

describe('learning', () => {
  it('is surer with every episode that agrees, less sure where they differ', () => {
    const sd = (rates: readonly number[]) => spread(rates.map((rate) => episode(rate)))?.sd ?? 0;
    expect(sd([1, 1, 1, 1])).toBeLessThan(sd([1, 1]));
    expect(sd([1, 1])).toBeLessThan(sd([1]));
    expect(sd([0.6, 1, 1.6])).toBeGreaterThan(sd([1, 1, 1]));
  });

  it('scales with the load, and is less sure the more it differs or when nobody measures it', () => {
    const same = spread([episode(1)]);
    const double = spread([episode(1)], 200);
    expect(Math.exp((double?.mean ?? 0) - (same?.mean ?? 0))).toBeCloseTo(2, 6);
    expect(double?.sd).toBeGreaterThan(same?.sd ?? 0);
    expect(spread([episode(1)], null)?.sd).toBeGreaterThan(same?.sd ?? 0);
    expect(spread([episode(1, { coolingLeft: 0.5 })])?.mean).toBeCloseTo(Math.log(2), 6);
  });

  it('looks no further than the peak: cooling comes back before the units say so', () => {
    const warmUntil = inletOf((minutes) => (minutes < 8 ? 22 + 0.8 * minutes : 28.4 - 2 * (minutes - 8)), 12);
    const { quality, rate } = learnEpisode({ from: START, to: START + 12 * MINUTE, coolingLeft: 0 }, warmUntil, null);
    expect(quality).toBe('good');
    expect(Math.exp(rate.mean)).toBeCloseTo(0.8, 1);
  });

  it('takes nothing from an episode that teaches nothing', () => {
    const quiet = learnEpisode(
      { from: START, to: START + 8 * MINUTE, coolingLeft: 0 },
      inletOf(() => 22, 8),
      null,
    );
    expect(quiet.quality).toBe('no-rise');
    const short = { from: START, to: START + 70 * SECOND, coolingLeft: 0 };
    expect(
      learnEpisode(
        short,
        inletOf((minutes) => 22 + minutes, 1),
        null,
      ).quality,
    ).toBe('too-short');
    const hurried = inletOf((minutes) => 22 + 40 * minutes, 4);
    expect(learnEpisode({ from: START, to: START + 4 * MINUTE, coolingLeft: 0 }, hurried, null).quality).toBe('too-fast');
    expect(learnedFrom([quiet], { coolingLeft: 0, loadKw: null })).toEqual(untaught);
  });

  it('tells what a room would have if cooling stopped now, less the warmer it is and the lower the limit', () => {
    const learned = learnedFrom([episode(1), episode(1)], { coolingLeft: 0, loadKw: 100 });
    const earliest = (celsius: number, limitC: number) => {
      const inlets = inletOf(() => celsius, 0);
      const said = minutesLeft({ now: START, limitC, lostSince: null, inlets, staleMs: MINUTE, learned });
      return said.kind === 'band' ? bandMinutes(said, START).earliest : Number.NaN;
    };
    expect(earliest(22, 32)).toBeGreaterThan(7);
    expect(earliest(22, 32)).toBeLessThan(10);
    const falling = [earliest(20, 35), earliest(22, 35), earliest(22, 32), earliest(25, 32), earliest(31, 32)];
    expect(falling.toSorted((a, b) => b - a)).toEqual(falling);
  });
});

describe('counting down', () => {
  const band = (earliest: number, latest: number): MinutesLeft => ({
    ...{ kind: 'band', pointId: 1, kPerMinute: 1 },
    ...{ earliestAt: START + earliest * MINUTE, latestAt: START + latest * MINUTE },
  });

  it('stands still rather than jump up within the band', () => {
    expect(settleMinutes(band(10, 14), band(11, 15), MINUTE / 2)).toEqual(band(10.5, 14.5));
    expect(settleMinutes(band(10, 14), band(9, 13), MINUTE / 2)).toEqual(band(9, 13));
  });

  it('goes up where the data say so, and takes over at once what is no band', () => {
    expect(settleMinutes(band(10, 14), band(20, 28), MINUTE / 2)).toEqual(band(20, 28));
    expect(settleMinutes(band(10, 14), { kind: 'refused', reason: 'stale' }, 0)).toEqual({ kind: 'refused', reason: 'stale' });
    expect(settleMinutes(null, band(10, 14), 0)).toEqual(band(10, 14));
  });

  it('never says less than nothing', () => {
    const said = band(-3, 2);
    expect(said.kind === 'band' && bandMinutes(said, START)).toEqual({ earliest: 0, headline: 0, latest: 2 });
  });
});
