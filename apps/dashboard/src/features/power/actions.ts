'use server';
import type { Trace } from '@wachter/core';
import { type ReadTraces, readTraces } from '@wachter/services/power/read-traces';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';

/** What points measured in a stretch of time; null when it may not be seen. */
export async function readRunTraces(question: z.input<typeof ReadTraces>): Promise<readonly Trace[] | null> {
  const traces = await readTraces(await actionContext(), question);
  return traces.ok ? traces.value : null;
}
