'use client';
import type { Said, WordOutcome } from './word-outcome.ts';

/** After so long without an answer a person is told that there is none; the word may have arrived. */
export const answerWithinMs = 15_000;
/** The verb takes no more at once. */
const atOnce = 500;

/**
 * Acknowledges by plain requests that can be given up. Rejects when nothing was sent or no answer came: `isUnanswered` tells the two
 * apart. More than the server takes at once go one portion after the other.
 */
export async function sendAcknowledge(alarms: readonly Said[], comment: string): Promise<readonly WordOutcome[]> {
  const outcomes: WordOutcome[] = [];
  for (let at = 0; at < alarms.length; at += atOnce) {
    outcomes.push(...(await sendPortion(alarms.slice(at, at + atOnce), comment.trim() || null)));
  }
  return outcomes;
}

async function sendPortion(alarms: readonly Said[], comment: string | null): Promise<readonly WordOutcome[]> {
  const answer = await fetch('/api/acknowledge', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ alarms, comment }),
    signal: AbortSignal.timeout(answerWithinMs),
  });
  const said: unknown = await answer.json();
  if (answer.ok && Array.isArray(said)) return said.filter(isOutcome);
  if (answer.status >= 500) throw new Error(`answered ${answer.status}`);
  const kind = answer.status === 403 || answer.status === 401 ? 'forbidden' : 'invalid';
  return alarms.map(({ alarmId }) => ({ alarmId, kind, detail: detailIn(said) }));
}

const isOutcome = (one: unknown): one is WordOutcome =>
  typeof one === 'object' && one !== null && 'alarmId' in one && 'kind' in one && typeof one.alarmId === 'string';

const detailIn = (problem: unknown): string =>
  typeof problem === 'object' && problem !== null && 'detail' in problem ? String(problem.detail) : '';

/** Did a request end for want of an answer, rather than for want of a line? */
export const isUnanswered = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';
