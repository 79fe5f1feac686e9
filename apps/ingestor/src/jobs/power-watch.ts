import {
  type EmergencySupply,
  type Instant,
  type PowerPoint,
  powerObservationOf,
  type Recognition,
  type RunRecord,
  samplesOf,
  stepRecognition,
  supplyOf,
  type TestWindow,
  testWindowsOf,
} from '@wachter/core';
import type { Store } from '@wachter/services';

/** The emergency supply of a site, and which points tell of it. */
export interface Watch {
  readonly supply: EmergencySupply;
  readonly points: ReadonlyMap<number, PowerPoint>;
  /** When tests were announced. */
  readonly windows: readonly TestWindow[];
}

/** Every site that has a supply, by its id. */
export async function watchesOf(store: Pick<Store, 'ingest' | 'site'>): Promise<ReadonlyMap<string, Watch>> {
  const [{ points, sites }, equipment, tests] = await Promise.all([
    store.ingest.loadDirectory(),
    store.site.equipment(),
    store.site.announcedTests(),
  ]);
  const watches = new Map<string, Watch>();
  for (const { id } of sites) {
    const own = points.flatMap(({ id: pointId, siteId, status, equipmentId, quantity, tag }) =>
      siteId === id && status === 'active' && equipmentId !== null && quantity !== null
        ? [{ pointId, equipmentId, quantity, tag }]
        : [],
    );
    const supply = supplyOf({ siteId: id, equipment: equipment.filter(({ siteId }) => siteId === id), points: own });
    if (supply === null) continue;
    const told = own.map(
      ({ pointId, equipmentId, quantity, tag }) => [pointId, { equipment: equipmentId, quantity, channel: tag }] as const,
    );
    const windows = testWindowsOf(tests.filter(({ siteId }) => siteId === id));
    watches.set(id, { supply, points: new Map(told), windows });
  }
  return watches;
}

interface Share {
  readonly memory: Recognition;
  /** Readings before this have been looked at. */
  readonly cursor: Instant;
  readonly until: Instant;
  /** Ends the share early: at the first rest after this. */
  readonly restAfter?: Instant;
}

/** Looks at the readings from the cursor up to `until`. `isAtRest`: it ended early, at rest. */
export async function recogniseShare(
  store: Pick<Store, 'ingest'>,
  { supply, points, windows }: Watch,
  { memory: before, cursor, until, restAfter = Number.POSITIVE_INFINITY }: Share,
) {
  const readings = await store.ingest.loadWindow([...points.keys()], cursor, until);
  const observations = readings.flatMap((reading) => {
    const point = points.get(reading.pointId);
    return (point && powerObservationOf(reading, point)) ?? [];
  });
  const finished: RunRecord[] = [];
  let memory = before;
  for (const sample of samplesOf(observations, supply)) {
    if (memory.episode === null && sample.at > restAfter) return { memory, finished, seen: readings.length, isAtRest: true };
    const step = stepRecognition(memory, sample, { supply, windows });
    memory = step.memory;
    if (step.finished) finished.push(step.finished);
  }
  return { memory, finished, seen: readings.length, isAtRest: memory.episode === null && until > restAfter };
}
