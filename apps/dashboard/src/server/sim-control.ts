import { readFileSync } from 'node:fs';
import { ok, type Result, refuse } from '@wachter/core';
import { authorize, type Forbidden } from '@wachter/services/access/authorize';
import { auditForbidden } from '@wachter/services/audit/refused';
import type { Context } from '@wachter/services/context';
import { z } from 'zod';
import { env } from './log.ts';

const Control = z.object({ url: z.string(), token: z.string() });
const Texts = z.object({ en: z.string(), nl: z.string() });
const Catalogue = z.object({
  scenarios: z.array(
    z.object({
      name: z.string(),
      title: Texts,
      description: Texts,
      steps: z.array(z.object({ atSeconds: z.number(), say: Texts })),
    }),
  ),
});
const State = z.looseObject({ scenario: z.string().nullable().optional() });

export type DemoScenario = z.output<typeof Catalogue>['scenarios'][number];
export type DemoRefusal = Forbidden | { readonly kind: 'no-simulator' };

export interface DemoState {
  readonly scenarios: readonly DemoScenario[];
  /** Name of what is being played; null while all is calm. */
  readonly playing: string | null;
}

/** Speaks to the simulator of the demo site over loopback. Without one, or when it does not answer in 3 s: `no-simulator`. */
async function ask(path: string, body?: unknown): Promise<unknown> {
  const file = env().simControlFile;
  if (!file) return null;
  try {
    const { url, token } = Control.parse(JSON.parse(readFileSync(file, 'utf8')));
    const answer = await fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(3_000),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

export async function readDemo(context: Context): Promise<Result<DemoState, DemoRefusal>> {
  const allowed = authorize(context, 'demo.control', { kind: 'demo' });
  if (!allowed.ok) return allowed;
  const [catalogue, state] = await Promise.all([ask('/scenarios'), ask('/state')]);
  const known = Catalogue.safeParse(catalogue);
  if (!known.success) return refuse({ kind: 'no-simulator' });
  return ok({ scenarios: known.data.scenarios, playing: State.safeParse(state).data?.scenario ?? null });
}

/** Starts a scenario in real time, or ends what is being played (`name` null). */
export async function playScenario(context: Context, name: string | null): Promise<Result<null, DemoRefusal>> {
  const allowed = authorize(context, 'demo.control', { kind: 'demo' });
  if (!allowed.ok) {
    await auditForbidden(context, allowed.error);
    return allowed;
  }
  const answer = name === null ? await ask('/stop', {}) : await ask(`/scenarios/${encodeURIComponent(name)}/start`, {});
  return answer === null ? refuse({ kind: 'no-simulator' }) : ok(null);
}
