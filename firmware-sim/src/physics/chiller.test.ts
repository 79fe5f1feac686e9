import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/prng.ts';
import { rotterdamParams as params } from '../site/plant-params.ts';
import { calmKnobs, type Knobs, type Plant, startPlant, stepPlant } from './plant.ts';

/** The plant second by second, knobs by second. */
function run(seconds: number, knobsAt: (second: number) => Partial<Knobs>): readonly Plant[] {
  const doorRandom = createRandom(7);
  const plants = [startPlant(params, doorRandom)];
  for (let second = 0; second < seconds; second += 1) {
    const before = plants[second];
    if (before) plants.push(stepPlant(before, { ...calmKnobs, ...knobsAt(second) }, { params, doorRandom, dt: 1 }));
  }
  return plants;
}

const coldOf = (plant: Plant) => plant.halls['hall-a']?.coldC ?? 0;
const isCooling = (plant: Plant) => Object.values(plant.halls['hall-a']?.coolers ?? {}).every((cooler) => cooler.isCooling);

describe('chillers', { timeout: 30_000 }, () => {
  it('leave about three minutes of cold water when they trip; the hall is 9 K warmer some 13 minutes after', () => {
    const plants = run(1500, () => ({ isChillerOff: true }));
    const lostAt = plants.findIndex((plant) => !isCooling(plant));
    expect(lostAt).toBeGreaterThan(120);
    expect(lostAt).toBeLessThan(220);
    const reached = plants.findIndex((plant) => coldOf(plant) > 30.3);
    expect((reached - lostAt) / 60).toBeGreaterThan(11);
    expect((reached - lostAt) / 60).toBeLessThan(14);
  });

  it('need minutes to cool again after an outage: halls warm up meanwhile, by less than 5 K, and recover', () => {
    const plants = run(900, (second) => ({ isMainsPresent: second < 60 }));
    const after = plants.slice(120);
    expect(after.some((plant) => !isCooling(plant))).toBe(true);
    const warmest = Math.max(...plants.map(coldOf));
    expect(warmest - coldOf(plants[59] ?? startPlant(params, createRandom(7)))).toBeLessThan(5);
    const last = plants.at(-1);
    expect(last && isCooling(last)).toBe(true);
    expect(last?.waterC).toBeLessThan(15.5);
  });
});
