import {
  type Alarm,
  type Instant,
  type Point,
  type RuleInstance,
  type RuleRun,
  retireRun,
  ruleById,
  startRun,
} from '@wachter/core';
import type { Logger } from '../log.ts';
import type { World } from '../pipeline/world.ts';
import { type Guarded, isPoint } from './guarded.ts';
import { collect } from './step-reading.ts';

/** Where the run of a rule lives, and what it was started from: a different text means that people changed something. */
export interface Post {
  readonly ruleId: string;
  readonly guarded: Guarded;
  readonly startedFrom: string;
}

/** A rule to be started: its memory is rebuilt from stored readings before it steps. */
export interface Start {
  readonly instance: RuleInstance;
  readonly guarded: Guarded;
  readonly alarm: Alarm | null;
}

const sourceText = (instance: RuleInstance, guarded: Guarded): string => {
  const { type, params, priority, isLatching, siteId, pointId, deviceId } = instance;
  const point: Pick<Point, 'quantity' | 'staleSeconds'> | null = isPoint(guarded) ? guarded.point : null;
  return JSON.stringify([type, params, priority, isLatching, siteId, pointId, deviceId, point?.quantity, point?.staleSeconds]);
};

/** The point, device or site a rule guards, when it is to be guarded: approved, and the rule enabled. */
export function guardedBy(world: Pick<World, 'devices' | 'points' | 'sites'>, instance: RuleInstance): Guarded | null {
  if (!instance.isEnabled) return null;
  if (instance.pointId !== null) {
    const entry = world.points.get(instance.pointId);
    return entry?.isGuarded ? entry : null;
  }
  // A rule that lost its point is none of the site: the type says what it is for.
  if (ruleById(instance.type)?.watches === 'site') return world.sites.get(instance.siteId) ?? null;
  const device = instance.deviceId === null ? undefined : world.devices.get(instance.deviceId);
  return device?.device.status === 'approved' ? device : null;
}

/**
 * Compares the rules of the directory with those at work: retires what is gone (an active alarm is cleared with that reason) and returns
 * what must be started. Unchanged rules keep their memory.
 */
export function reconcile(
  world: World,
  rules: readonly RuleInstance[],
  how: { now: Instant; unfinished: ReadonlyMap<string, Alarm> },
): readonly Start[] {
  const starts: Start[] = [];
  const wanted = new Set<string>();
  for (const instance of rules) {
    const guarded = guardedBy(world, instance);
    const post = world.posts.get(instance.id);
    if (!guarded) {
      const orphan = how.unfinished.get(instance.id);
      if (!post && orphan) retireOrphan(world, instance, { alarm: orphan, now: how.now });
      continue;
    }
    wanted.add(instance.id);
    if (post && post.guarded === guarded && post.startedFrom === sourceText(instance, guarded)) continue;
    const run = post?.guarded.runs.find((one) => one.instance.id === instance.id);
    starts.push({ instance, guarded, alarm: run ? run.alarm : (how.unfinished.get(instance.id) ?? null) });
  }
  for (const post of [...world.posts.values()]) if (!wanted.has(post.ruleId)) retire(world, post, how.now);
  for (const ruleId of world.unstarted.keys()) if (!wanted.has(ruleId)) world.unstarted.delete(ruleId);
  return starts;
}

/** Puts a started run to work in the place of its predecessor. Returns false, with a word in the log, where its parameters do not hold. */
export function post(world: World, start: Start, how: { log: Logger; rebuild: (run: RuleRun) => RuleRun }): boolean {
  const { instance, guarded, alarm } = start;
  const previous = world.posts.get(instance.id);
  if (previous) previous.guarded.runs = previous.guarded.runs.filter((run) => run.instance.id !== instance.id);
  const started = startRun(instance, alarm, isPoint(guarded) ? guarded.point : null);
  if (!started.ok) {
    world.posts.delete(instance.id);
    world.unstarted.set(instance.id, started.error);
    how.log.error({ rule: instance.id, ...started.error }, 'a rule cannot run: correct its parameters');
    return false;
  }
  world.unstarted.delete(instance.id);
  guarded.runs = [...guarded.runs, how.rebuild(started.value)];
  world.posts.set(instance.id, { ruleId: instance.id, guarded, startedFrom: sourceText(instance, guarded) });
  return true;
}

const RETIRED = 'The rule is switched off, or its point or device is no longer in use';

function retire(world: World, { ruleId, guarded }: Post, now: Instant): void {
  const run = guarded.runs.find((one) => one.instance.id === ruleId);
  guarded.runs = guarded.runs.filter((one) => one !== run);
  world.posts.delete(ruleId);
  if (run) collect(world, retireRun(run, contextOf(world, now), RETIRED));
}

function retireOrphan(world: World, instance: RuleInstance, { alarm, now }: { alarm: Alarm; now: Instant }): void {
  if (alarm.clearedAt !== null) return;
  const point = instance.pointId === null ? undefined : world.points.get(instance.pointId);
  const started = startRun(instance, alarm, point?.point ?? null);
  if (started.ok) collect(world, retireRun(started.value, contextOf(world, now), RETIRED));
}

const contextOf = (world: World, now: Instant) => ({ now, newId: world.newId, isLate: false });
