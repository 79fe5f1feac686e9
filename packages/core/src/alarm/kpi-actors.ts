import type { Instant } from '../reading/reading.ts';
import { fleetingMs, type TransitionKind } from './alarm.ts';
import {
  type AlarmPeriodRows,
  type AlarmSource,
  type Annunciation,
  grouped,
  type PeriodTransition,
  sourceOf,
} from './kpi-rows.ts';

/** A rule that speaks often, and its share of everything that was said. */
export interface BadActor extends AlarmSource {
  readonly count: number;
  readonly share: number;
}

/** Times at which a rule chattered or spoke in passing; `lastAt` is the end of the last. */
export interface Nuisance extends AlarmSource {
  readonly count: number;
  readonly lastAt: Instant;
}

/** Rules by number of annunciations, most first; among equals by id, so that two looks show the same order. */
export function badActors(annunciations: readonly Annunciation[]): readonly BadActor[] {
  const actors = [...grouped(annunciations, (one) => one.ruleId).values()].flatMap((own) => {
    const [first] = own;
    return first ? [{ ...sourceOf(first), count: own.length, share: own.length / annunciations.length }] : [];
  });
  return actors.toSorted((a, b) => b.count - a.count || (a.ruleId < b.ruleId ? -1 : 1));
}

const CHATTER_MS = 60_000;
const starts: readonly TransitionKind[] = ['raised', 're-raised'];

/** An alarm that was raised and then cleared, as people saw it. `isAnswered`: somebody acknowledged in between. */
interface Stretch {
  readonly raisedAt: Instant;
  readonly clearedAt: Instant;
  readonly isAnswered: boolean;
}

function stretchesOf(rows: readonly PeriodTransition[]): readonly Stretch[] {
  const open = new Map<string, { readonly at: Instant; isAnswered: boolean }>();
  const stretches: Stretch[] = [];
  for (const row of rows) {
    const mine = open.get(row.alarmId);
    if (starts.includes(row.kind)) open.set(row.alarmId, { at: row.recordedAt, isAnswered: false });
    else if (row.kind === 'acknowledged' && mine) mine.isAnswered = true;
    else if (row.kind === 'cleared' && mine) {
      stretches.push({ raisedAt: mine.at, clearedAt: row.recordedAt, isAnswered: mine.isAnswered });
      open.delete(row.alarmId);
    }
  }
  return stretches.toSorted((a, b) => a.raisedAt - b.raisedAt);
}

/** Chatter: three or more raise-and-clear pairs within a minute. Bursts that follow one another without such a pause are one. */
function chatterOf(stretches: readonly Stretch[]): readonly Instant[] {
  const ends: Instant[] = [];
  for (let index = 2; index < stretches.length; index += 1) {
    const [first, before, last] = [stretches[index - 2], stretches[index - 1], stretches[index]];
    if (!first || !before || !last || last.clearedAt - first.raisedAt > CHATTER_MS) continue;
    const isSameBurst = ends.at(-1) === before.clearedAt;
    if (isSameBurst) ends[ends.length - 1] = last.clearedAt;
    else ends.push(last.clearedAt);
  }
  return ends;
}

/** Fleeting: gone within seconds without anybody's doing, and not back within a minute on either side (that would be chatter). */
const fleetingOf = (stretches: readonly Stretch[]): readonly Instant[] =>
  stretches.flatMap((one, index) => {
    const before = stretches[index - 1];
    const after = stretches[index + 1];
    const isBrief = one.clearedAt - one.raisedAt <= fleetingMs && !one.isAnswered;
    const isAlone =
      (!before || one.raisedAt - before.clearedAt > CHATTER_MS) && (!after || after.raisedAt - one.clearedAt > CHATTER_MS);
    return isBrief && isAlone ? [one.clearedAt] : [];
  });

/** Ends of the bursts through which the engine held an alarm; one that still goes on ends, for now, with its beginning. */
function heldBursts(rows: readonly PeriodTransition[]): readonly Instant[] {
  const ends: Instant[] = [];
  for (const { kind, recordedAt } of rows) {
    if (kind === 'chattering-began') ends.push(recordedAt);
    else if (kind === 'chattering-ended' && ends.length > 0) ends[ends.length - 1] = recordedAt;
  }
  return ends;
}

/** Rules that chattered, and rules that spoke in passing, each most first. */
export function nuisances({ transitions }: AlarmPeriodRows): {
  readonly chattering: readonly Nuisance[];
  readonly fleeting: readonly Nuisance[];
} {
  const chattering: Nuisance[] = [];
  const fleeting: Nuisance[] = [];
  for (const rows of grouped(transitions, (row) => row.ruleId).values()) {
    const [first] = rows;
    if (!first) continue;
    const stretches = stretchesOf(rows);
    const add = (list: Nuisance[], ends: readonly Instant[]) => {
      const lastAt = ends.at(-1);
      if (lastAt !== undefined) list.push({ ...sourceOf(first), count: ends.length, lastAt });
    };
    const held = heldBursts(rows);
    add(chattering, held.length > 0 ? held : chatterOf(stretches));
    add(fleeting, fleetingOf(stretches));
  }
  const mostFirst = (a: Nuisance, b: Nuisance) => b.count - a.count || (a.ruleId < b.ruleId ? -1 : 1);
  return { chattering: chattering.toSorted(mostFirst), fleeting: fleeting.toSorted(mostFirst) };
}
