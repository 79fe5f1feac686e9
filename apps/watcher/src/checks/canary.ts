import { type Instant, ok, type Result, refuse } from '@wachter/core';
import type { Finding } from '../judge.ts';

/** The alarm of the canary as the API shows it; `clearedAt` null while the condition lasts. */
export interface CanaryAlarm {
  readonly id: string;
  readonly activation: number;
  readonly activatedAt: Instant;
  readonly clearedAt: Instant | null;
}

/** What a round needs of the world. `publish` resolves when the broker has it; both throw when they cannot. */
export interface CanaryLine {
  readonly publish: (value: number) => Promise<void>;
  readonly alarms: () => Promise<readonly CanaryAlarm[]>;
  /** Takes the alarm off the list of people. */
  readonly acknowledge: (alarm: CanaryAlarm) => Promise<void>;
  readonly now: () => Instant;
  /** Resolves after `ms`, or at once when the watcher stops. */
  readonly pause: (ms: number) => Promise<void>;
}

export interface RoundSettings {
  readonly breach: number;
  readonly normal: number;
  readonly withinMs: number;
}

/** Milliseconds from the publish to the alarm in the API, and from the normal value to its end. */
export interface Round {
  readonly raisedMs: number;
  readonly clearedMs: number;
}

export interface RoundFailed {
  readonly kind: 'line-broken' | 'not-raised' | 'not-cleared';
}

const lookEveryMs = 250;
/** Clocks of two machines differ; an alarm this much older than the publish still belongs to it. */
const clockSlackMs = 2_000;

/** One round: breach, wait for the alarm, back to normal, wait for its end. The normal value is published whatever happened. */
export async function playRound(line: CanaryLine, settings: RoundSettings): Promise<Result<Round, RoundFailed>> {
  try {
    const sentAt = line.now();
    const isNew = (alarm: CanaryAlarm) => alarm.clearedAt === null && alarm.activatedAt >= sentAt - clockSlackMs;
    await line.publish(settings.breach);
    const raised = await waitFor(line, async () => (await line.alarms()).find(isNew), settings.withinMs);
    const raisedMs = line.now() - sentAt;
    const backAt = line.now();
    await line.publish(settings.normal);
    if (!raised) return refuse({ kind: 'not-raised' });
    const isOver = async () =>
      (await line.alarms()).every(({ id, clearedAt }) => id !== raised.id || clearedAt !== null) || undefined;
    const over = await waitFor(line, isOver, settings.withinMs);
    const clearedMs = line.now() - backAt;
    await line.acknowledge(raised);
    return over ? ok({ raisedMs, clearedMs }) : refuse({ kind: 'not-cleared' });
  } catch {
    return refuse({ kind: 'line-broken' });
  }
}

async function waitFor<T>(line: CanaryLine, look: () => Promise<T | undefined>, withinMs: number): Promise<T | undefined> {
  const until = line.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined || line.now() >= until) return found;
    await line.pause(lookEveryMs);
  }
}

/** Two periods without a whole round are trouble; `lastGoodAt` is the start of the watcher until the first one. */
export function canaryFinding(lastGoodAt: Instant, now: Instant, everyMs: number): Finding {
  const minutes = Math.floor((now - lastGoodAt) / 60_000);
  return {
    check: 'canary',
    isWell: now - lastGoodAt < 2 * everyMs,
    words: {
      en: `the alarm of the canary has not come and gone for ${minutes} min`,
      nl: `het alarm van de kanarie is al ${minutes} min niet gekomen en gegaan`,
    },
  };
}
