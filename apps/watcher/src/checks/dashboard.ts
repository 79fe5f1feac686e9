import type { Words } from '@wachter/core';
import { z } from 'zod';
import type { Finding } from '../judge.ts';

const answerWithinMs = 5_000;
const Health = z.object({ status: z.enum(['ok', 'degraded', 'down']), reasons: z.array(z.string().max(300)).max(10) });

/** Asks /api/health. Anything but a clear "ok" is trouble: degraded means that no readings come in. */
export async function checkDashboard(dashboard: string, signal: AbortSignal): Promise<Finding> {
  const trouble = (words: Words): Finding => ({ check: 'dashboard', isWell: false, words });
  try {
    const answer = await fetch(new URL('/api/health', dashboard), {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
    });
    const health = Health.safeParse(await answer.json().catch(() => null));
    if (answer.status === 200 && health.data?.status === 'ok')
      return { check: 'dashboard', isWell: true, words: { en: '', nl: '' } };
    const reason = health.data?.reasons[0] ?? `HTTP ${answer.status}`;
    return trouble({ en: `the dashboard says: ${reason}`, nl: `het dashboard meldt: ${reason}` });
  } catch {
    return trouble({ en: 'the dashboard does not answer', nl: 'het dashboard antwoordt niet' });
  }
}
