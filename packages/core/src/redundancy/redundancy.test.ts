import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainStateOf, evaluateChain, RedundancyChain, type ServingGroup } from './chain.ts';
import { evaluateGroup, type GroupFacts, type GroupState } from './evaluate.ts';
import { type Health, healths, type KnownRedundancy, memberKey, RedundancyGroup, redundancyStates } from './group.ts';
import { deviceHealth, equipmentHealth, sensorHealth } from './health.ts';
import { timeInStates } from './minutes.ts';
import { beforeYouTouch, type PlannedWork } from './touch.ts';

const coolers = (spare: number, units: number, all: number): RedundancyGroup =>
  RedundancyGroup.parse({
    scheme: { by: 'spare', spare },
    need: { by: 'count', units },
    members: Array.from({ length: all }, (_, index) => ({ kind: 'equipment', id: `c${index}` })),
  });

const pair = (design = 0): RedundancyGroup =>
  RedundancyGroup.parse({
    scheme: { by: 'sides' },
    need: { by: 'load', design, points: ['ups-a/load', 'ups-b/load'] },
    members: ['a', 'b'].map((side) => ({ kind: 'equipment', id: `ups-${side}`, capacity: 100, side })),
  });

const facts = (group: RedundancyGroup, states: readonly Health[], load: number | null = null): GroupFacts => ({
  health: new Map(group.members.map((member, index) => [memberKey(member), states[index] ?? 'ok'])),
  load,
});

describe('a group with a spare', () => {
  const group = coolers(1, 3, 4);
  it.each<[string, readonly Health[], Partial<GroupState>]>([
    ['is redundant with all of four where three are needed', [], { state: 'redundant', spare: 1 }],
    ['has no margin with one failed', ['failed'], { state: 'no-margin', spare: 0 }],
    ['is insufficient with two failed', ['failed', 'failed'], { state: 'insufficient', spare: -1 }],
    ['is unverified where one is unknown, and says the worst', ['unknown'], { state: 'unverified', worst: 'no-margin' }],
    ['does not count a unit in hand although it runs', ['degraded'], { state: 'no-margin', isPlanned: false }],
    ['colours planned work and does not excuse it', ['maintenance'], { state: 'no-margin', isPlanned: true }],
    [
      'is not planned where something failed beside the work',
      ['maintenance', 'failed'],
      { state: 'insufficient', isPlanned: false },
    ],
  ])('%s', (_, states, expected) => {
    expect(evaluateGroup(group, facts(group, states))).toMatchObject(expected);
  });

  it('is reduced with one left of two spares', () => {
    const two = coolers(2, 3, 5);
    expect(evaluateGroup(two, facts(two, ['failed'])).state).toBe('reduced');
  });

  it('stays verified where what is unknown makes no difference', () => {
    const two = coolers(1, 3, 5);
    expect(evaluateGroup(two, facts(two, ['unknown']))).toMatchObject({ state: 'redundant', spare: 1 });
  });
});

describe('a 2N', () => {
  it('is redundant with 60 % on one side and nothing on the other', () => {
    expect(evaluateGroup(pair(), facts(pair(), [], 60)).state).toBe('redundant');
  });
  it('has no margin with 55 % on each side, although nothing has failed', () => {
    expect(evaluateGroup(pair(), facts(pair(), [], 110))).toMatchObject({ state: 'no-margin', missing: [] });
  });
  it('has no margin on one side, and is insufficient where both together are too little', () => {
    expect(evaluateGroup(pair(), facts(pair(), ['failed'], 60)).state).toBe('no-margin');
    expect(evaluateGroup(pair(), facts(pair(), ['failed'], 110)).state).toBe('insufficient');
  });
  it('cannot be vouched for while nobody knows the load', () => {
    expect(evaluateGroup(pair(80), facts(pair(80), [], null))).toMatchObject({
      state: 'unverified',
      worst: 'redundant',
      demand: 80,
    });
  });
  it('takes the design load where less flows', () => {
    expect(evaluateGroup(pair(120), facts(pair(120), [], 10))).toMatchObject({ state: 'no-margin', demand: 120 });
  });
  it('is reduced where a side has lost the spare it was designed with', () => {
    const group = RedundancyGroup.parse({
      scheme: { by: 'sides', innerSpare: 1 },
      need: { by: 'load', design: 100 },
      members: ['a', 'a', 'b', 'b'].map((side, index) => ({ kind: 'equipment', id: `m${index}`, capacity: 100, side })),
    });
    expect(evaluateGroup(group, facts(group, [])).state).toBe('redundant');
    expect(evaluateGroup(group, facts(group, ['failed'])).state).toBe('reduced');
  });
});

describe('against every way in which things can fail', () => {
  const member = fc.record({
    capacity: fc.integer({ min: 1, max: 8 }),
    derating: fc.constantFrom(0, 0.5),
    side: fc.constantFrom('a', 'b', 'c'),
    health: fc.constantFrom(...healths),
  });

  /** Subsets of indexes below `count`. */
  const subsets = (count: number) =>
    Array.from({ length: 2 ** count }, (_, bits) => Array.from({ length: count }, (__, index) => (bits >> index) % 2 === 1));

  /** The largest number of units such that any so many of those that count may fail. */
  const bruteSpare = (capacities: readonly number[], demand: number): number => {
    const alive = capacities.filter((one) => one > 0);
    const isEnough = (lost: readonly boolean[]) => alive.reduce((sum, one, index) => sum + (lost[index] ? 0 : one), 0) >= demand;
    let spare = -1;
    for (let lost = 0; lost <= alive.length; lost += 1)
      if (
        subsets(alive.length)
          .filter((one) => one.filter(Boolean).length === lost)
          .every(isEnough)
      )
        spare = lost;
      else break;
    return spare;
  };

  const bruteState = (group: RedundancyGroup, states: readonly Health[], demand: number): KnownRedundancy => {
    const capacities = group.members.map((one, index) =>
      states[index] === 'ok' ? one.capacity : states[index] === 'degraded' ? one.capacity * one.derating : 0,
    );
    if (group.scheme.by === 'spare') {
      const spare = bruteSpare(capacities, demand);
      return spare < 0 ? 'insufficient' : spare === 0 ? 'no-margin' : spare < group.scheme.spare ? 'reduced' : 'redundant';
    }
    const sides = [...new Set(group.members.map(({ side }) => side))].map((side) =>
      bruteSpare(
        capacities.filter((_, index) => group.members[index]?.side === side),
        demand,
      ),
    );
    const carrying = sides.filter((spare) => spare >= 0);
    if (carrying.length < 2) return bruteSpare(capacities, demand) < 0 ? 'insufficient' : 'no-margin';
    const { innerSpare } = group.scheme;
    return sides.every((spare) => spare >= innerSpare) ? 'redundant' : 'reduced';
  };

  it('says of random groups what trying every failure says', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(member, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 3 }),
        fc.boolean(),
        (members, demand, spare, bySides) => {
          const parsed = RedundancyGroup.safeParse({
            scheme: bySides ? { by: 'sides', innerSpare: spare } : { by: 'spare', spare },
            need: { by: 'load', design: demand, points: ['load'] },
            members: members.map(({ health: _, ...one }, index) => ({ kind: 'equipment', id: `m${index}`, ...one })),
          });
          if (!parsed.success) return;
          const group = parsed.data;
          const states = members.map(({ health }) => health);
          const unknown = states.flatMap((state, index) => (state === 'unknown' ? [index] : []));
          const outcomes = subsets(unknown.length).map((isOk) =>
            bruteState(
              group,
              states.map((state, index) => (state === 'unknown' ? (isOk[unknown.indexOf(index)] ? 'ok' : 'failed') : state)),
              demand,
            ),
          );
          const worst = outcomes.reduce((a, b) => (redundancyStates.indexOf(a) >= redundancyStates.indexOf(b) ? a : b));
          const state = evaluateGroup(group, facts(group, states, 0));
          seen.add(state.state);
          expect(state.worst).toBe(worst);
          expect(state.state).toBe(new Set(outcomes).size === 1 ? worst : 'unverified');
        },
      ),
      { numRuns: 500, seed: 7 },
    );
    expect([...seen].sort(), 'all states were reached').toEqual([...redundancyStates, 'unverified'].toSorted());
  });
});

describe('health', () => {
  const says = (quantity: string, value: number | null, isTrusted = true) => ({ quantity, value, isTrusted });
  it.each<[string, Health, Parameters<typeof equipmentHealth>]>([
    ['a set in Auto and ready counts', 'ok', [[says('genset-mode', 1), says('engine-state', 0)], false]],
    [
      'a set that is not in Auto does not, although it would run',
      'degraded',
      [[says('genset-mode', 2), says('engine-state', 0)], false],
    ],
    ['a UPS on bypass does not', 'degraded', [[says('ups-state', 7)], false]],
    ['a UPS on battery does its work', 'ok', [[says('ups-state', 4)], false]],
    ['a cooler in hand does not', 'degraded', [[says('cooler-state', 5)], false]],
    ['a cooler on standby counts', 'ok', [[says('cooler-state', 2)], false]],
    ['a stale point leaves doubt', 'unknown', [[says('cooler-state', 1, false)], false]],
    [
      'a point that says "out" is stronger than one that says nothing',
      'failed',
      [[says('genset-mode', 0), says('engine-state', 0, false)], false],
    ],
    ['what nobody measures nobody may lean on', 'unknown', [[says('generator-power', 40)], false]],
    ['announced work takes it out, running or not', 'maintenance', [[says('cooler-state', 1)], true]],
  ])('%s', (_, expected, [evidence, isPlanned]) => {
    expect(equipmentHealth(evidence, isPlanned)).toBe(expected);
  });
  it('of a gateway is whether it is heard, of a sensor whether it is believed', () => {
    expect([deviceHealth(true, false), deviceHealth(false, false), deviceHealth(null, false)]).toEqual([
      'ok',
      'failed',
      'unknown',
    ]);
    expect(sensorHealth({ value: 21, isTrusted: true }, false)).toBe('ok');
    expect(sensorHealth({ value: 21, isTrusted: false }, false)).toBe('failed');
  });
});

describe('a chain', () => {
  const serving = { state: 'no-margin', worst: 'no-margin', isPlanned: false } as const;
  const out = { state: 'insufficient', worst: 'insufficient', isPlanned: false } as const;
  const doubtful = { state: 'unverified', worst: 'insufficient', isPlanned: false } as const;
  const chain = (...paths: readonly (readonly (typeof serving | typeof out | typeof doubtful)[])[]) =>
    evaluateChain(paths.map((groups, index) => ({ name: `path ${index}`, groups }))).state;
  it('is as many ways as carry, and a way carries when all of it serves', () => {
    expect(chain([serving, serving], [serving, serving])).toBe('redundant');
    expect(chain([serving, out], [serving, serving])).toBe('no-margin');
    expect(chain([serving, out], [out, serving])).toBe('insufficient');
    expect(chain([serving], [serving], [out])).toBe('reduced');
  });
  it('is unverified where what is doubted decides', () => {
    expect(chain([doubtful], [serving])).toBe('unverified');
    expect(chain([doubtful, out], [serving])).toBe('no-margin');
  });
  it('is coloured by announced work where nothing else is wrong, and is judged the same', () => {
    const planned = { ...out, isPlanned: true };
    const of = (...paths: readonly (readonly ServingGroup[])[]) =>
      evaluateChain(paths.map((groups, index) => ({ name: `path ${index}`, groups })));
    expect(of([planned], [serving])).toMatchObject({ state: 'no-margin', isPlanned: true });
    expect(of([planned, out], [serving])).toMatchObject({ state: 'no-margin', isPlanned: false });
    expect(of([serving], [serving])).toMatchObject({ state: 'redundant', isPlanned: false });
  });
  it('takes a group that is not there for one of which nothing is known, and refuses what names nothing or something twice', () => {
    const made = {
      paths: [
        { name: 'A', groups: ['1', '2'] },
        { name: 'B', groups: ['1'] },
      ],
    };
    expect(chainStateOf(made, new Map([['1', serving]]))).toMatchObject({
      ...{ state: 'unverified', worst: 'no-margin' },
      paths: [{ carries: null }, { carries: true }],
    });
    const wrong = [[], [{ name: 'A', groups: [] }], [{ name: 'A', groups: ['1', '1'] }], [made.paths[0], made.paths[0]]];
    for (const paths of wrong) expect(RedundancyChain.safeParse({ paths }).success).toBe(false);
  });
});

describe('time in states', () => {
  it('counts what was watched, planned and unplanned apart, and never counts what nobody saw as well', () => {
    const minute = 60_000;
    const time = timeInStates(
      [
        { at: -5 * minute, state: 'redundant', isPlanned: false },
        { at: 10 * minute, state: 'no-margin', isPlanned: false },
        { at: 13 * minute, state: 'no-margin', isPlanned: true },
        { at: 20 * minute, state: null, isPlanned: false },
        { at: 25 * minute, state: 'redundant', isPlanned: false },
      ],
      { from: 0, to: 30 * minute },
    );
    expect(time.states.redundant).toEqual({ planned: 0, unplanned: 15 * minute });
    expect(time.states['no-margin']).toEqual({ planned: 7 * minute, unplanned: 3 * minute });
    expect(time.notMeasured).toBe(5 * minute);
  });
  it('is all unmeasured before the first record', () => {
    expect(timeInStates([], { from: 0, to: 100 }).notMeasured).toBe(100);
  });
});

describe('before you touch', () => {
  const work = (id: string, members: readonly string[], from = 0, until: number | null = 100): PlannedWork => ({
    ...{ id, from, until },
    members: new Set(members.map((member) => `equipment:${member}`)),
  });
  const watched = (group: RedundancyGroup, load: number | null = null) => [{ id: 'g', group, facts: facts(group, [], load) }];

  it('names the groups that fall to no margin', () => {
    const [touched] = beforeYouTouch(work('w', ['c0']), watched(coolers(1, 3, 4)), []);
    expect(touched).toMatchObject({
      losesMargin: true,
      needsSecondPerson: false,
      after: { state: 'no-margin', isPlanned: true },
    });
  });
  it('says nothing of groups that it does not touch', () => {
    expect(beforeYouTouch(work('w', ['other']), watched(coolers(1, 3, 4)), [])).toEqual([]);
  });
  it('asks for a second person where two windows take both sides', () => {
    const [touched] = beforeYouTouch(work('w', ['ups-a']), watched(pair(), 60), [work('x', ['ups-b'], 50, null)]);
    expect(touched).toMatchObject({ overlaps: ['x'], needsSecondPerson: true, after: { state: 'insufficient' } });
  });
  it('does not mind a window at another time', () => {
    const [touched] = beforeYouTouch(work('w', ['ups-a']), watched(pair(), 60), [work('x', ['ups-b'], 100, 200)]);
    expect(touched).toMatchObject({ overlaps: [], needsSecondPerson: false });
  });
});

describe('a group as it is written down', () => {
  it.each<[string, unknown]>([
    [
      'is in the group twice',
      {
        ...coolers(1, 1, 1),
        members: [
          { kind: 'equipment', id: 'x' },
          { kind: 'equipment', id: 'x' },
        ],
      },
    ],
    ['says which side', { ...pair(), members: [{ kind: 'equipment', id: 'x' }] }],
    ['design value, or points', { ...coolers(1, 1, 2), need: { by: 'load' } }],
    ['capacity 1', { ...coolers(1, 1, 2), members: [{ kind: 'equipment', id: 'x', capacity: 3 }] }],
  ])('is refused with a sentence: %s', (sentence, group) => {
    const parsed = RedundancyGroup.safeParse(group);
    expect(parsed.error?.issues.map(({ message }) => message).join(' ')).toContain(sentence);
  });
});
