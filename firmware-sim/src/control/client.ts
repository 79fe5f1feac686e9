import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { RunningSimulator } from './state-file.ts';

const Refusal = z.object({ error: z.string() });

/** Gives an order to the simulator that runs already. Returns its answer; throws with its reason when it refuses. */
export async function order(running: RunningSimulator, path: string, body?: unknown): Promise<unknown> {
  const token = readFileSync(running.tokenFile, 'utf8').trim();
  const response = await fetch(`http://127.0.0.1:${running.port}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(5000),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(Refusal.safeParse(answer).data?.error ?? `The simulator answered ${response.status}.`);
  return answer;
}
