import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RedundancyGroup } from '../redundancy/group.ts';
import { type CoolerPoint, type CoolerValue, coolingBy, coolingPlanOf, findStretches } from './cooling.ts';

const SECOND = 1_000;
const [STOPPED, RUNNING, FAULT, MANUAL] = [0, 1, 3, 5] as const;
const points: readonly CoolerPoint[] = [1, 2, 3].map((id) => ({
  ...{ pointId: id, equipmentId: `crah-${id}`, quantity: 'cooler-state', staleMs: 60 * SECOND },
}));
const group: RedundancyGroup = {
  scheme: { by: 'spare', spare: 1 },
  need: { by: 'count', units: 2 },
  members: points.map(({ equipmentId }) => ({ kind: 'equipment', id: equipmentId, capacity: 1, derating: 0 })),
};
const planOf = (own: RedundancyGroup | null, told = points) => {
  const plan = coolingPlanOf(own, told);
  if (!plan) throw new Error('no coolers');
  return plan;
};
const cooling = (plan: ReturnType<typeof planOf>, ...values: readonly (number | null)[]) =>
  coolingBy(plan, (id) => values[id - 1] ?? null);

describe('cooling of a room', () => {
  it('is lost when fewer coolers run than its group needs, and says how much is left', () => {
    const plan = planOf(group);
    expect(cooling(plan, RUNNING, RUNNING, FAULT)).toEqual({ state: 'kept', left: 1 });
    expect(cooling(plan, RUNNING, STOPPED, FAULT)).toEqual({ state: 'lost', left: 0.5 });
    expect(cooling(plan, STOPPED, STOPPED, FAULT)).toEqual({ state: 'lost', left: 0 });
  });

  it('is kept by a cooler in hand, which nobody may lean on all the same', () => {
    expect(cooling(planOf(group), MANUAL, MANUAL, FAULT).state).toBe('kept');
  });

  it('is unknown where it hangs on coolers that nobody hears', () => {
    expect(cooling(planOf(group), RUNNING, null, FAULT).state).toBe('unknown');
    expect(cooling(planOf(group), null, FAULT, FAULT).state).toBe('lost');
  });

  it('hangs on the last cooler where no group says what is needed', () => {
    expect(cooling(planOf(null), RUNNING, STOPPED, FAULT).state).toBe('kept');
    expect(cooling(planOf(null), STOPPED, STOPPED, FAULT).state).toBe('lost');
    expect(coolingPlanOf(null, [])).toBeNull();
  });

  it('is told by the fan of a unit that does not say its state', () => {
    const fans = points.map((point) => ({ ...point, quantity: 'fan-speed' }));
    expect(cooling(planOf(group, fans), 80, 75, 0)).toEqual({ state: 'kept', left: 1 });
    expect(cooling(planOf(group, fans), 80, 1, 0).state).toBe('lost');
  });
});

describe('finding when cooling was lost', () => {
  const say = (second: number, ...values: readonly (number | null)[]): readonly CoolerValue[] =>
    values.flatMap((value, index) => (value === null ? [] : [{ pointId: index + 1, at: second * SECOND, value }]));
  const every = (from: number, to: number, ...values: readonly (number | null)[]) =>
    Array.from({ length: Math.ceil((to - from) / 30) }, (_, index) => say(from + index * 30, ...values)).flat();
  const story = [
    ...every(0, 300, RUNNING, RUNNING, RUNNING),
    ...every(300, 360, FAULT, RUNNING, RUNNING),
    ...every(360, 900, FAULT, FAULT, RUNNING),
    ...every(900, 1200, RUNNING, FAULT, RUNNING),
  ];

  it('gives the stretch, with the most that was left', () => {
    const found = findStretches(planOf(group), story, 1200 * SECOND);
    expect(found).toEqual({ closed: [{ from: 360 * SECOND, to: 900 * SECOND, coolingLeft: 0.5 }], open: null });
  });

  it('leaves one open that goes on', () => {
    const { closed, open } = findStretches(planOf(group), story, 600 * SECOND - 1);
    expect(closed.length + (open ? 1 : 0)).toBeGreaterThan(0);
    expect(
      findStretches(
        planOf(group),
        story.filter(({ at }) => at < 600 * SECOND),
        600 * SECOND,
      ).open?.from,
    ).toBe(360 * SECOND);
  });

  it('neither begins nor ends with silence', () => {
    const silent = story.filter(({ at }) => at < 400 * SECOND || at >= 900 * SECOND);
    expect(findStretches(planOf(group), silent, 1200 * SECOND).closed).toEqual([
      { from: 360 * SECOND, to: 900 * SECOND, coolingLeft: 0.5 },
    ]);
    const never = story.filter(({ at }) => at < 300 * SECOND);
    expect(findStretches(planOf(group), never, 1200 * SECOND)).toEqual({ closed: [], open: null });
  });

  it('does not depend on the order in which values came', () => {
    const order = fc.shuffledSubarray(
      story.map((_, index) => index),
      { minLength: story.length },
    );
    fc.assert(
      fc.property(order, (indices) => {
        const shuffled = indices.flatMap((index) => story[index] ?? []);
        expect(findStretches(planOf(group), shuffled, 1200 * SECOND)).toEqual(findStretches(planOf(group), story, 1200 * SECOND));
      }),
      { numRuns: 20 },
    );
  });
});
