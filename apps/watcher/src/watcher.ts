import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '@wachter/core';
import { type CanaryLine, canaryFinding, playRound } from './checks/canary.ts';
import { checkDashboard } from './checks/dashboard.ts';
import type { HeartbeatCheck } from './checks/heartbeat.ts';
import { type Finding, type Told, type Trouble, troubleAfter, type Word, wordFor } from './judge.ts';
import { noticeOf, sentenceOf } from './notice.ts';
import { keepRound } from './series.ts';
import type { Listener, Settings } from './settings.ts';
import { tell } from './tell.ts';

export interface WatcherParts {
  readonly settings: Settings;
  readonly heartbeat: HeartbeatCheck | null;
  readonly canary: CanaryLine | null;
  readonly now: () => Instant;
  /** What happens, for the log. */
  readonly print: (line: string) => void;
  /** What a person at the terminal must see. */
  readonly alert: (line: string) => void;
  readonly signal: AbortSignal;
}

/** One round of looks: what was found, and whether the canary came and went when `withCanary` asks for it. */
export async function look(parts: WatcherParts, lastGoodAt: Instant): Promise<readonly Finding[]> {
  const { settings, heartbeat, canary, signal, now } = parts;
  const dashboard = checkDashboard(settings.dashboard, signal);
  const alive = heartbeat ? [await heartbeat.look()] : [];
  const sang = canary && settings.canary ? [canaryFinding(lastGoodAt, now(), settings.canary.everySeconds * 1000)] : [];
  return [await dashboard, ...alive, ...sang];
}

/** Plays one round of the canary, keeps it in the series and prints it. True when the alarm came and went. */
export async function singOnce({ settings, canary, now, print }: WatcherParts): Promise<boolean> {
  if (!canary || !settings.canary) return true;
  const at = now();
  const { breach, normal, withinSeconds } = settings.canary;
  const round = await playRound(canary, { breach, normal, withinMs: withinSeconds * 1000 });
  const entry = round.ok
    ? { at, ...round.value, failure: null }
    : { at, raisedMs: null, clearedMs: null, failure: round.error.kind };
  if (settings.seriesFile) keepRound(settings.seriesFile, entry);
  print(
    round.ok
      ? `canary: raised after ${round.value.raisedMs} ms, cleared after ${round.value.clearedMs} ms`
      : `canary: ${round.error.kind}`,
  );
  return round.ok;
}

/** Looks and tells until `signal` ends it. A look that fails is trouble, never the end of the watch. */
export async function watch(parts: WatcherParts): Promise<void> {
  const { settings, now, signal } = parts;
  const ears = [...settings.notify.map((listener, index) => earOf(listener, index)), printingEar];
  const state = { trouble: null as Trouble | null, told: new Map<string, Told>(), lastGoodAt: now() };
  const sing = async () => {
    if (await singOnce(parts)) state.lastGoodAt = now();
  };
  const looking = repeat(settings.everySeconds, signal, async () => {
    state.trouble = troubleAfter(state.trouble, await look(parts, state.lastGoodAt), now());
    await Promise.all(ears.map((ear) => tellEar(ear, state, parts)));
  });
  await Promise.all([looking, ...(settings.canary ? [repeat(settings.canary.everySeconds, signal, sing)] : [])]);
}

interface Ear {
  readonly id: string;
  /** Null = the terminal. */
  readonly listener: Listener | null;
}

const printingEar: Ear = { id: 'print', listener: null };
const earOf = (listener: Listener, index: number): Ear => ({ id: `${index}-${listener.channel}`, listener });

interface State {
  readonly trouble: Trouble | null;
  readonly told: Map<string, Told>;
}

/** Says what this ear must hear; only what was taken counts as told. */
async function tellEar(ear: Ear, { trouble, told }: State, parts: WatcherParts): Promise<void> {
  const { settings, now } = parts;
  const before = told.get(ear.id) ?? null;
  const patience = { blindAfterMs: settings.blindAfterSeconds * 1000, repeatMs: settings.repeatMinutes * 60_000 };
  const word = wordFor(trouble, before, { now: now(), patience });
  if (word === null) return;
  const since = before?.since ?? trouble?.since ?? now();
  if (!(await say(ear, word, { trouble, since, parts }))) return;
  if (word === 'seeing') told.delete(ear.id);
  else told.set(ear.id, { since, at: now() });
}

async function say(
  ear: Ear,
  word: Word,
  { trouble, since, parts }: { readonly trouble: Trouble | null; readonly since: Instant; readonly parts: WatcherParts },
): Promise<boolean> {
  const { settings, print, alert, signal } = parts;
  if (ear.listener === null) {
    alert(sentenceOf(word, trouble, settings.language));
    return true;
  }
  const refusal = await tell(ear.listener, noticeOf(word, { trouble, since, settings }), {
    signal,
    deliveryId: `${ear.id}-${since}-${word}`,
  });
  if (refusal) print(`${ear.listener.channel}: ${refusal[settings.language]}`);
  return refusal === null;
}

async function repeat(everySeconds: number, signal: AbortSignal, act: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await act();
    await sleep(everySeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
}
