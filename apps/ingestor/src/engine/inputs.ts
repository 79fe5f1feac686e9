import { freshAt, isFromFuture, type Reading, type RuleRun, type StoredInput } from '@wachter/core';
import type { PointEntry } from '../pipeline/entries.ts';
import type { World } from '../pipeline/world.ts';
import { isPoint } from './guarded.ts';
import type { Need } from './problems.ts';

/** Tells every point which rules of other points need its values, and finds what is missing, or may be. Call it when rules or points have changed. */
export function linkInputs(world: World): void {
  for (const entry of world.points.values()) if (entry.watchers.length > 0) entry.watchers = [];
  const needs: Need[] = [];
  for (const { guarded, ruleId } of world.posts.values()) {
    const run = guarded.runs.find(({ instance }) => instance.id === ruleId);
    if (!run || (run.inputs.length === 0 && !run.rule.faultOf) || !isPoint(guarded)) continue;
    const inputs = inputsOf(world, run);
    for (const input of inputs) input.watchers = [...input.watchers, { entry: guarded, ruleId }];
    const found = new Set(inputs.map(({ point }) => point.tag));
    const missing = run.inputs.filter((tag) => !found.has(tag));
    const known = new Set(missing.length === 0 ? [] : [...world.points.values()].map(({ point }) => point.tag));
    const [notInUse, unknown] = [missing.filter((tag) => known.has(tag)), missing.filter((tag) => !known.has(tag))];
    needs.push({ ruleId, guarded, inputs, notInUse, unknown });
  }
  world.needs = needs;
}

/** The points that a run names, those in use only: the values of a retired or unapproved point are nobody's word. */
export function inputsOf(world: Pick<World, 'points'>, { inputs }: Pick<RuleRun, 'inputs'>): readonly PointEntry[] {
  if (inputs.length === 0) return [];
  const tags = new Set(inputs);
  return [...world.points.values()].filter(({ point, isGuarded }) => isGuarded && tags.has(point.tag));
}

/** The broker's copies of old values, and values from the future, fill history; the rules see them neither when they come nor after a start. */
export const isRuled = (reading: Reading): boolean => reading.quality.reason !== 'retained' && !isFromFuture(reading);

/** In the order of their source times by our clock, which is not that of storage where a device's clock was set. */
export const inOrder = <Row extends Reading>(readings: readonly Row[]): readonly Row[] =>
  readings.every((reading, index) => index === 0 || freshAt(readings[index - 1] ?? reading) <= freshAt(reading))
    ? readings
    : readings.toSorted((a, b) => freshAt(a) - freshAt(b));

/** Stored readings of the own point and of the inputs, in order. */
export function mergedInputs(
  own: readonly Reading[],
  inputs: readonly PointEntry[],
  readings: (pointId: number) => readonly Reading[],
): readonly StoredInput[] {
  if (inputs.length === 0) return inOrder(own);
  const others = inputs.flatMap(({ point }) => {
    const other = { tag: point.tag, staleSeconds: point.staleSeconds };
    return readings(point.id).map((reading): StoredInput => ({ ...reading, other }));
  });
  return inOrder([...own, ...others]);
}
