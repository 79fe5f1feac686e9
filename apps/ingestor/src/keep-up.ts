import { type Instant, withPeopleColumns } from '@wachter/core';
import type { IngestStore } from '@wachter/services';
import type { Conveyor } from './conveyor/conveyor.ts';
import { reconcile } from './engine/guard.ts';
import { isPoint } from './engine/guarded.ts';
import { startRules } from './engine/rebuild.ts';
import { applyWithholding } from './engine/withholding.ts';
import type { Logger } from './log.ts';
import { applyDirectory } from './pipeline/apply-directory.ts';
import type { World } from './pipeline/world.ts';

/** Two writers share the counter of versions: one may commit a lower number after the other's higher one was seen. */
const OVERLAP = 1_000;

/** Follows what people do: once a second it asks for their words about alarms, and for a changed directory. */
export interface KeepUp {
  /** From where to go on, after the world was loaded. */
  readonly reset: (from: { readonly revision: string; readonly alarmVersion: number }) => void;
  readonly round: () => Promise<void>;
}

export function createKeepUp(settings: {
  readonly store: IngestStore;
  readonly conveyor: Conveyor;
  readonly log: Logger;
  readonly now: () => Instant;
  readonly changed: () => void;
}): KeepUp {
  const { store, conveyor, log } = settings;
  let revision = '';
  let alarmVersion = 0;
  /** Versions within the overlap that were heard already, by alarm id. */
  let heard: ReadonlyMap<string, number> = new Map();
  let isBusy = false;

  const hearPeople = async () => {
    const changed = await store.alarmsChangedSince(alarmVersion - OVERLAP);
    const alarms = changed.filter(({ id, version }) => heard.get(id) !== version);
    if (alarms.length === 0) return;
    conveyor.now((world) => {
      heard = new Map(changed.map(({ id, version }) => [id, version]));
      for (const alarm of alarms) {
        alarmVersion = Math.max(alarmVersion, alarm.version);
        const guarded = world.posts.get(alarm.ruleId)?.guarded;
        if (guarded) guarded.runs = guarded.runs.map((run) => (run.alarm?.id === alarm.id ? withPeopleColumns(run, alarm) : run));
      }
    });
  };

  const reload = async () => {
    if ((await store.directoryRevision()) === revision) return;
    await conveyor.between(async (world) => {
      const directory = await store.loadDirectory();
      await takeDirectory(world, directory);
      revision = directory.revision;
      settings.changed();
    });
  };

  const takeDirectory = async (world: World, directory: Awaited<ReturnType<IngestStore['loadDirectory']>>) => {
    const now = settings.now();
    applyDirectory(world, directory);
    const starts = reconcile(world, directory.rules, { now, unfinished: new Map() });
    await startRules(world, starts, { store, log, now });
    applyWithholding(world, now);
    const points = starts.filter(({ guarded }) => isPoint(guarded)).length;
    log.info({ revision: directory.revision, rulesStarted: starts.length, ofPoints: points }, 'the site model has changed');
  };

  return {
    reset: (from) => {
      ({ revision, alarmVersion } = from);
      heard = new Map();
    },
    round: async () => {
      if (isBusy || !conveyor.world()) return;
      isBusy = true;
      try {
        await hearPeople();
        await reload();
      } catch (error) {
        log.debug({ error: String(error) }, 'storage could not be asked for changes');
      }
      isBusy = false;
    },
  };
}
