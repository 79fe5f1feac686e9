import { bandMinutes, type InletValue, learnEpisode, learnedFrom, minutesLeft } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { calmKnobs, startPlant, stepPlant } from '../src/physics/plant.ts';
import { createRandom } from '../src/random/prng.ts';
import { rotterdamParams as params } from '../src/site/plant-params.ts';

const SECOND = 1_000;
const ABOVE = [0.4, 0.9, 1.6] as const;
const LIMIT = 32;

/** The chillers stand still from the fifth minute for twenty: three inlets of hall A every five seconds, and what is true. */
function coolingLost() {
  const doorRandom = createRandom(7);
  let plant = startPlant(params, doorRandom);
  const inlets: InletValue[] = [];
  const found = { lostAt: 0, keptAt: 0, limitAt: 0 };
  for (let second = 0; second < 2400; second += 1) {
    plant = stepPlant(plant, { ...calmKnobs, isChillerOff: second >= 300 && second < 1500 }, { params, doorRandom, dt: 1 });
    const hall = plant.halls['hall-a'];
    const coldC = hall?.coldC ?? 0;
    const isKept = Object.values(hall?.coolers ?? {}).filter(({ isCooling }) => isCooling).length >= 3;
    const at = second * SECOND;
    if (!isKept && found.lostAt === 0) found.lostAt = at;
    if (isKept && found.lostAt > 0 && found.keptAt === 0) found.keptAt = at;
    if (coldC + 1.6 >= LIMIT && found.limitAt === 0) found.limitAt = at;
    if (second % 5 !== 0) continue;
    ABOVE.forEach((above, index) => {
      inlets.push({ pointId: index + 1, at, celsius: Math.round((coldC + above + 0.04 * Math.sin(second + index)) * 100) / 100 });
    });
  }
  return { inlets, ...found };
}

describe('minutes left of the demo hall', () => {
  const { inlets, lostAt, keptAt, limitAt } = coolingLost();
  const at = (now: number, lostSince: number | null, learned = learnedFrom([], { coolingLeft: 0, loadKw: null })) => {
    const said = minutesLeft({
      now,
      limitC: LIMIT,
      lostSince,
      inlets: inlets.filter((one) => one.at <= now),
      staleMs: 180_000,
      learned,
    });
    return said.kind === 'band' ? bandMinutes(said, now) : null;
  };

  it('hold the true time from the fifth minute on, although nobody has seen the hall before', () => {
    for (let now = lostAt + 300 * SECOND; now < limitAt - 60 * SECOND; now += 30 * SECOND) {
      const truth = (limitAt - now) / 60_000;
      const band = at(now, lostAt);
      expect(band?.earliest).toBeLessThan(truth + 0.25);
      expect(band?.latest).toBeGreaterThan(truth - 0.25);
    }
  });

  it('are known before the next loss', () => {
    const during = inlets.filter((one) => one.at >= lostAt && one.at < keptAt);
    const episode = learnEpisode({ from: lostAt, to: keptAt, coolingLeft: 0 }, during, null);
    expect(episode.quality).toBe('good');
    const band = at(2399 * SECOND, null, learnedFrom([episode], { coolingLeft: 0, loadKw: null }));
    const truth = (limitAt - lostAt) / 60_000;
    expect(band?.earliest).toBeLessThan(truth);
    expect(band?.latest).toBeGreaterThan(truth);
  });
});
