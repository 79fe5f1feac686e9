'use server';
import { actionContext } from '../../server/context.ts';
import { readTraces, type Trace, type TraceQuestion } from '../../server/reads/run-traces.ts';

export type { Trace } from '../../server/reads/run-traces.ts';

/** What points measured in a stretch of time; null when it may not be seen. */
export async function readRunTraces(question: TraceQuestion): Promise<readonly Trace[] | null> {
  const traces = await readTraces(await actionContext(), question);
  return traces.ok ? traces.value : null;
}
