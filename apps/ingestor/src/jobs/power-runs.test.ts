import { type AnnouncedTest, GOOD, type PowerObservation, type Reading, recogniseRuns } from '@wachter/core';
import { goodOutage, oneSet, T0, trace } from '@wachter/core/power/trace.scenario';
import type { Store } from '@wachter/services';
import { openMemoryStore } from '@wachter/store/memory/open-memory-store';
import { beforeEach, describe, expect, it } from 'vitest';
import { powerRunsJob } from './power-runs.ts';

const siteId = '0197a000-0000-7000-8000-000000000001';
const END = 3_400;
const second = (at: number) => T0 + at * 1000;
const observations = trace(goodOutage, { until: END, everySeconds: 5 });
const tags = [...new Set(observations.map(({ equipment, quantity }) => `${equipment} ${quantity}`))];
const readingOf = ({ equipment, quantity, at, value }: PowerObservation): Reading => {
  const pointId = tags.indexOf(`${equipment} ${quantity}`) + 1;
  return { pointId, value, quality: GOOD, observedAt: at, receivedAt: at };
};
const stored = observations.map(readingOf).toSorted((a, b) => a.pointId - b.pointId || a.observedAt - b.observedAt);

const gensets = [{ id: 'genset-1', ratedKw: null, tankLitres: null }];

type Parts = Pick<Store, 'ingest' | 'site' | 'power'>;
const notAsked = (): never => {
  throw new Error('not asked for here');
};

/** A memory store with a site that has a genset, whose readings are those of a trace up to `bench.known`. */
function bench() {
  const memory = openMemoryStore({ now: () => T0 });
  const clock: { known: number; isThere: (reading: Reading) => boolean; tests: readonly AnnouncedTest[] } = {
    ...{ known: Number.POSITIVE_INFINITY, isThere: () => true, tests: [] },
  };
  const points = tags.map((tag, index) => {
    const [equipmentId = '', quantity = ''] = tag.split(' ');
    return { id: index + 1, tag, siteId, equipmentId, quantity, status: 'active' as const };
  });
  const kinds = { 'ats-1': 'ats', 'genset-1': 'genset', 'ups-a': 'ups' } as const;
  const parts = {
    power: memory.power,
    site: {
      announcedTests: async () => clock.tests,
      equipment: async () =>
        Object.entries(kinds).map(([id, kind]) => ({ id, siteId, kind, slug: id, name: id, locationId: null })),
    },
    ingest: {
      directoryRevision: async () => '1',
      loadDirectory: async () => ({ points, sites: [{ id: siteId }] }),
      loadWindow: async (_: readonly number[], from: number, to: number) =>
        stored.filter((reading) => {
          const { observedAt } = reading;
          return observedAt >= from && observedAt < to && observedAt < clock.known && clock.isThere(reading);
        }),
    },
  };
  return { clock, memory, store: partsOf(parts) };
}

/** Safe for the job: it asks for these methods only, and any other throws. */
const partsOf = (parts: object): Parts =>
  Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      new Proxy(part, { get: (target, key) => Reflect.get(target, key) ?? notAsked }),
    ]),
  ) as unknown as Parts;

describe('recognising runs in stored readings', () => {
  let world: ReturnType<typeof bench>;
  beforeEach(() => {
    world = bench();
  });
  const walk = async (job: ReturnType<typeof powerRunsJob>, from: number, to: number) => {
    for (let at = from; at <= to; at += 5) await job.run(second(at));
  };
  /** Rounds at one moment until a day is caught up with. */
  const catchUp = async (job: ReturnType<typeof powerRunsJob>, at: number) => {
    for (let round = 0; round < 300; round += 1) await job.run(second(at));
  };
  const versions = async () => {
    const [run] = await world.memory.power.runs({ siteId, limit: 10 });
    return run ? world.memory.power.versions(siteId, run.runId) : [];
  };

  it('keeps a version when a stage changes, and the whole when it is over', async () => {
    const job = powerRunsJob(world.store);
    await catchUp(job, -10);
    await walk(job, 0, END + 60);
    const all = await versions();
    const last = all.at(-1)?.record;
    expect(last).toMatchObject({ kind: 'outage', faults: [] });
    expect(last?.endedAt).not.toBeNull();
    expect(last?.sets[0]?.course.marks.map(({ phase }) => phase).at(-1)).toBe('ready');
    expect(all.slice(0, -1).every(({ record }) => record.endedAt === null)).toBe(true);
    expect(all.length).toBeGreaterThan(4);
    expect(all.length).toBeLessThan(20);
    expect(await world.memory.power.runs({ siteId, limit: 10 })).toHaveLength(1);
  });

  it('survives a restart in the middle of a run, and finds what is over once', async () => {
    await catchUp(powerRunsJob(world.store), 500);
    const again = powerRunsJob(world.store);
    await catchUp(again, 500);
    const before = (await versions()).length;
    await walk(again, 505, END + 60);
    const whole = await versions();
    expect(whole.length).toBeGreaterThan(before);
    const third = powerRunsJob(world.store);
    await catchUp(third, END + 120);
    expect(await versions()).toEqual(whole);
  });

  it('takes a run for the test that was announced before it', async () => {
    world.clock.tests = [
      {
        ...{ id: 't', siteId, scenario: 'B', equipment: ['genset-1'], note: 'x', announcedAt: T0 - 1, announcedBy: 'Ada' },
        ...{ from: T0 - 10_000, until: T0 + END * 1000, cancelledAt: null, cancelledBy: null },
      },
    ];
    const job = powerRunsJob(world.store);
    await catchUp(job, END + 60);
    expect((await versions()).at(-1)?.record).toMatchObject({ kind: 'test', reason: 'announced' });
  });

  it('says of a run whose data stop that they stopped', async () => {
    world.clock.known = second(600);
    const job = powerRunsJob(world.store);
    await catchUp(job, 500);
    await walk(job, 505, 900);
    const [run] = await world.memory.power.runs({ siteId, limit: 10 });
    expect(run?.record.endedAt).toBeNull();
    expect(new Set(run?.record.faults.map(({ kind }) => kind))).toEqual(new Set(['data-lost']));
  });

  describe('when readings come late', () => {
    const isOf = (equipment: string, { pointId }: Reading) => tags[pointId - 1]?.startsWith(`${equipment} `) ?? false;
    /** The readings that pass come only now, `at` a second. */
    const deliver = (job: ReturnType<typeof powerRunsJob>, at: number, isLate: (reading: Reading) => boolean) => {
      world.clock.isThere = () => true;
      job.stored(stored.filter(isLate).map((reading) => ({ ...reading, receivedAt: second(at) })));
    };

    it('gives the run that they belong to a further version, as if they had come in time', async () => {
      const isHole = (reading: Reading) =>
        isOf('genset-1', reading) && reading.observedAt > second(100) && reading.observedAt < second(700);
      world.clock.isThere = (reading) => !isHole(reading);
      const job = powerRunsJob(world.store);
      await catchUp(job, -10);
      await walk(job, 0, END + 60);
      const before = (await versions()).at(-1);
      expect(before?.record.faults.map(({ kind }) => kind)).toEqual(['data-lost']);
      deliver(job, END + 60, isHole);
      await walk(job, END + 65, END + 120);
      const after = (await versions()).at(-1);
      expect(after).toMatchObject({ runId: before?.runId, version: (before?.version ?? 0) + 1, record: { faults: [] } });
      expect(after?.record.silences).toEqual([]);
      expect(job.waiting().size).toBe(0);
    });

    it('finds a run of which nothing was known, also one that lies days back', async () => {
      world.clock.isThere = () => false;
      const job = powerRunsJob(world.store);
      const later = 5 * 86_400;
      await catchUp(job, later);
      expect(await versions()).toEqual([]);
      deliver(job, later, () => true);
      expect(job.waiting().size).toBe(tags.length);
      await walk(job, later + 5, later + 60);
      expect((await versions()).at(-1)?.record).toMatchObject({ kind: 'outage', faults: [] });
      expect((await versions()).at(-1)?.record.endedAt).not.toBeNull();
    });

    it('goes on with the run that goes on, knowing them', async () => {
      const isHole = (reading: Reading) =>
        isOf('genset-1', reading) && reading.observedAt > second(5) && reading.observedAt < second(40);
      world.clock.isThere = (reading) => !isHole(reading);
      const job = powerRunsJob(world.store);
      await catchUp(job, -10);
      await walk(job, 0, 100);
      deliver(job, 100, isHole);
      await walk(job, 105, END + 60);
      const last = (await versions()).at(-1)?.record;
      const inTime = recogniseRuns(observations, { supply: { ...oneSet, id: siteId, gensets }, windows: [] }, second(END));
      expect(last?.sets.map(({ course }) => course)).toEqual(inTime[0]?.sets.map(({ course }) => course));
      expect(last).toMatchObject({ kind: 'outage', faults: [], silences: [] });
    });

    it('waits until no more of them come, and knows again after a death what it had not looked at', async () => {
      world.clock.isThere = () => false;
      const job = powerRunsJob(world.store);
      const later = 5 * 86_400;
      await catchUp(job, later);
      deliver(job, later, () => true);
      await job.run(second(later + 1));
      const left = job.waiting();
      expect(left.size).toBe(tags.length);
      const next = powerRunsJob(world.store);
      await catchUp(next, later + 10);
      expect(await versions()).toEqual([]);
      next.note(left, second(later + 10));
      await walk(next, later + 15, later + 60);
      expect((await versions()).at(-1)?.record).toMatchObject({ kind: 'outage', faults: [] });
    });

    it('leaves alone what is no reading of a supply', async () => {
      const job = powerRunsJob(world.store);
      await catchUp(job, END + 60);
      job.stored([{ pointId: 9_999, observedAt: second(10), receivedAt: second(END + 60) }]);
      await walk(job, END + 65, END + 75);
      expect(job.waiting().size).toBe(0);
    });
  });
});
