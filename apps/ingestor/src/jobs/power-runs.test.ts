import { GOOD, type PowerObservation, type Reading } from '@wachter/core';
import { goodOutage, T0, trace } from '@wachter/core/power/trace.scenario';
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

type Parts = Pick<Store, 'ingest' | 'site' | 'power'>;
const notAsked = (): never => {
  throw new Error('not asked for here');
};

/** A memory store with a site that has a genset, whose readings are those of a trace up to `bench.known`. */
function bench() {
  const memory = openMemoryStore({ now: () => T0 });
  const clock = { known: Number.POSITIVE_INFINITY };
  const points = tags.map((tag, index) => {
    const [equipmentId = '', quantity = ''] = tag.split(' ');
    return { id: index + 1, tag, siteId, equipmentId, quantity, status: 'active' as const };
  });
  const kinds = { 'ats-1': 'ats', 'genset-1': 'genset', 'ups-a': 'ups' } as const;
  const parts = {
    power: memory.power,
    site: {
      equipment: async () =>
        Object.entries(kinds).map(([id, kind]) => ({ id, siteId, kind, slug: id, name: id, locationId: null })),
    },
    ingest: {
      directoryRevision: async () => '1',
      loadDirectory: async () => ({ points, sites: [{ id: siteId }] }),
      loadWindow: async (_: readonly number[], from: number, to: number) =>
        stored.filter(({ observedAt }) => observedAt >= from && observedAt < to && observedAt < clock.known),
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

  it('says of a run whose data stop that they stopped', async () => {
    world.clock.known = second(600);
    const job = powerRunsJob(world.store);
    await catchUp(job, 500);
    await walk(job, 505, 900);
    const [run] = await world.memory.power.runs({ siteId, limit: 10 });
    expect(run?.record.endedAt).toBeNull();
    expect(new Set(run?.record.faults.map(({ kind }) => kind))).toEqual(new Set(['data-lost']));
  });
});
