import type { Instant } from '@wachter/core';
import { dialectFor } from '@wachter/dialects';
import { type Conveyor, createConveyor } from './conveyor/conveyor.ts';
import { type Counts, createCounts } from './counts.ts';
import type { IngestorDeps } from './deps.ts';
import { createLateEvidence } from './engine/late-evidence.ts';
import { openAlarms } from './engine/open-alarms.ts';
import { noteProblems } from './engine/problems.ts';
import { tick } from './engine/tick.ts';
import { createMinuteMeter, type Heartbeat } from './heartbeat.ts';
import { ingestorJobs, type JobState } from './jobs/ingestor-jobs.ts';
import { byPointId, united } from './jobs/late-ranges.ts';
import { powerRunsJob } from './jobs/power-runs.ts';
import { createKeepUp } from './keep-up.ts';
import { createLeadership, type Leadership, type Standing } from './leadership.ts';
import { createAcker } from './mqtt/acker.ts';
import { type BrokerStatus, createLine } from './mqtt/connection.ts';
import { ownFilters } from './mqtt/own-filters.ts';
import { createHostState, createRebirthAsker } from './mqtt/sparkplug-host.ts';
import { createLasting } from './pipeline/lasting.ts';
import { loadWorld } from './pipeline/load-world.ts';
import { shiftClock } from './pipeline/shift-clock.ts';
import type { World } from './pipeline/world.ts';
import { watchedClock } from './wall-clock.ts';

export type { IngestorDeps } from './deps.ts';

export interface IngestorStatus {
  readonly standing: Standing;
  readonly leader: string | null;
  readonly broker: BrokerStatus;
  readonly unacked: ReturnType<Conveyor['unacked']>;
  readonly lagSeconds: number;
  readonly openAlarms: number;
  readonly jobs: readonly JobState[];
  /** One sentence for a person; null when all is well (a standby is well, too). */
  readonly problem: string | null;
}

export interface Ingestor {
  readonly counts: Counts;
  readonly start: () => void;
  /** Stores what was taken, acknowledges it, gives back the lease. Ends within `withinMs` whatever hangs. */
  readonly stop: (withinMs?: number) => Promise<void>;
  readonly status: () => IngestorStatus;
}

const TICK_MS = 1_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** Wires broker, pipeline, storage and lease together. Does nothing before `start`. */
export function createIngestor(deps: IngestorDeps): Ingestor {
  const { store, log } = deps;
  const now = watchedClock({
    ...deps,
    jumped: (ms) => {
      log.warn({ seconds: Math.round(ms / 1000) }, 'the clock of this machine was set');
      lasting.ears.jumped(ms);
      conveyor.now((world) => shiftClock(world, ms));
    },
  });
  const counts = createCounts();
  const minute = createMinuteMeter();
  const term = { fence: null as bigint | null };
  const services = { store, now, newId: deps.newId, channels: deps.channels ?? new Map() };
  const runs = powerRunsJob(store);
  const lasting = createLasting(now());
  const { retention, crypto, anchorPlaces = [] } = deps;
  const fence = () => term.fence;
  const settings = { runs, heat: lasting.heat, log, now, fence, retention, crypto, anchorPlaces };
  const jobs = ingestorJobs(services, settings);
  let memories: ReadonlyMap<string, unknown> = deps.memories?.load() ?? new Map();
  const clock = { lastReadingAt: null as Instant | null };
  const timers: NodeJS.Timeout[] = [];
  const host = deps.sparkplugHost === null ? null : createHostState(deps.sparkplugHost, now);

  const line = (deps.line ?? createLine)({
    address: host ? { ...deps.broker, will: host.will } : deps.broker,
    filters: () => deps.filters ?? ownFilters(),
    log,
    now,
    random: deps.random,
    hasRoom: () => conveyor.hasRoom(),
    deliver: (delivery) => {
      // Our own word to a device, heard back: QoS 0, nothing to keep.
      if (delivery.messageId === null && delivery.topic.startsWith('wachter/') && delivery.topic.endsWith('/ack')) return;
      conveyor.offer(delivery);
    },
    mayConnect: () => leadership.standing() === 'leading',
    connected: (epoch, isSessionPresent) => {
      lasting.ears.opened(now());
      if (!isSessionPresent) lasting.arrivals.forget();
      conveyor.reconnected(epoch, isSessionPresent);
      host?.announce((topic, payload) => line.publish(topic, payload, { qos: 1, retain: true }));
    },
    disconnected: () => lasting.ears.closed(now()),
  });
  const acker = createAcker({ now, publish: (topic, payload) => line.publish(topic, payload, { qos: 0, retain: false }) });
  const askRebirth = createRebirthAsker((topic, payload) => {
    if (deps.sparkplugHost !== null) line.publish(topic, payload, { qos: 0, retain: false });
  });

  const evidence = createLateEvidence({
    store: store.ingest,
    log,
    now,
    world: () => conveyor.world(),
    add: (work) => conveyor.now(work),
  });
  const conveyor: Conveyor = createConveyor({
    store: store.ingest,
    log,
    counts,
    maxUnacked: deps.maxUnacked,
    maxBytes: MAX_BYTES,
    monotonic: deps.monotonic,
    ...(deps.crossing ? { crossing: deps.crossing } : {}),
    ...(deps.inWork ? { inWork: deps.inWork } : {}),
    load: async () => {
      const settings = {
        store: store.ingest,
        log,
        counts,
        newId: deps.newId,
        dialectFor,
        askRebirth,
        memories: () => memories,
        lateWaiting: () => united([byPointId(evidence.waiting()), runs.waiting()]),
        keep: lasting,
      };
      const { world, late, ...from } = await loadWorld(settings, now());
      evidence.forget();
      evidence.note(late);
      runs.note(byPointId(late), now());
      keepUp.reset(from);
      return world;
    },
    tick: (world, at) => {
      const told = deps.notifier?.standing();
      for (const site of world.sites.values())
        site.works = new Map([...(told?.of(site.siteId) ?? []), ...jobs.works(site.siteId)]);
      tick(world, at);
      noteProblems(world, at);
      world.batch.heartbeat = heartbeat(world, at);
    },
    stored: (sealed, outcome) => {
      const { deliveries, rows } = sealed.batch;
      line.acknowledge(deliveries);
      lasting.arrivals.acknowledged(deliveries);
      memories = sealed.memories;
      acker.note(sealed.acks);
      evidence.note(sealed.batch.late);
      runs.stored(rows);
      minute.add(now(), outcome.stored);
      clock.lastReadingAt = rows.at(-1)?.receivedAt ?? clock.lastReadingAt;
      deps.committed?.({ messages: deliveries.length, readings: rows.length, seconds: outcome.seconds });
    },
    relieved: () => line.resume(),
    fencedOut: () => leadership.fencedOut(),
  });
  const keepUp = createKeepUp({ store: store.ingest, conveyor, log, now, changed: () => undefined });

  const leadership: Leadership = createLeadership({
    lease: store.lease,
    holder: deps.holder,
    log,
    monotonic: deps.monotonic,
    ...(deps.leaseTtlMs === undefined ? {} : { ttlMs: deps.leaseTtlMs }),
    gained: (fence) => {
      term.fence = fence;
      lasting.ears.began(now());
      void conveyor.begin(fence).then(() => leadership.standing() === 'leading' && line.open());
    },
    doubted: () => conveyor.suspend(),
    confirmed: () => {
      conveyor.resume();
      line.open();
    },
    lost: () => {
      term.fence = null;
      conveyor.abandon();
      evidence.forget();
      void line.close();
    },
  });

  const problemOf = (broker: BrokerStatus): string | null => {
    if (leadership.standing() === 'standby') return null;
    if (leadership.standing() === 'doubtful') return 'The database does not answer: nothing is acknowledged until it does';
    if (broker.problem !== null && !broker.isListening) return broker.problem;
    if (broker.refusedFilters.length > 0) return broker.problem;
    if (counts.refusedAlarms > 0) return 'Storage refused alarms of the rules; the log says which';
    return deps.notifier?.standing()?.problem ?? jobs.states().find(({ problem }) => problem !== null)?.problem ?? null;
  };

  const heartbeat = (world: World, at: Instant): Heartbeat => {
    const broker = line.status();
    return {
      isBrokerConnected: broker.isListening,
      lastReadingAt: clock.lastReadingAt,
      readingsLastMinute: minute.total(at),
      details: {
        holder: deps.holder,
        problem: problemOf(broker),
        refusedFilters: broker.refusedFilters,
        lostSessions: broker.lostSessions,
        unacked: conveyor.unacked(),
        devices: world.devices.size,
        points: world.points.size,
        rules: world.posts.size,
        quarantined: Object.fromEntries(counts.quarantined),
        jobs: jobs.states(),
      },
    };
  };

  const status = (): IngestorStatus => {
    const broker = line.status();
    const unacked = conveyor.unacked();
    return {
      standing: leadership.standing(),
      leader: leadership.holder(),
      broker,
      unacked,
      lagSeconds: unacked.oldestAt === null ? 0 : Math.max(0, now() - unacked.oldestAt) / 1000,
      // Counted over all rules: only for those who ask for it.
      get openAlarms() {
        return openAlarms(conveyor.world());
      },
      jobs: jobs.states(),
      problem: problemOf(broker),
    };
  };

  return {
    counts,
    status,
    start: () => {
      leadership.start();
      timers.push(
        setInterval(() => {
          if (leadership.standing() !== 'leading') return;
          conveyor.tick(now());
          void keepUp.round().then(evidence.round);
          void jobs.round();
          if (term.fence !== null) void deps.notifier?.round(term.fence);
          deps.memories?.keep(memories);
        }, TICK_MS),
      );
    },
    stop: async (withinMs = 4_000) => {
      for (const timer of timers) clearInterval(timer);
      const hurry = new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref());
      const orderly = async () => {
        if (leadership.standing() === 'leading') await conveyor.drain();
        await line.close();
        acker.stop();
        await deps.notifier?.settle();
        await leadership.stop();
      };
      await Promise.race([orderly().catch((error: unknown) => log.warn({ error: String(error) }, 'not an orderly end')), hurry]);
      conveyor.abandon();
      deps.memories?.keep(memories, true);
      deps.inWork?.end();
    },
  };
}
