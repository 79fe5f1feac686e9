import { randomUUID } from 'node:crypto';
import { log } from './log.ts';
import { metrics } from './metrics.ts';
import { isStorageAway, problemResponse, unavailable } from './problem.ts';

/** The edge of every route handler: what is thrown below is logged once, counted, and answered without a word of the inside. */
export async function atEdge(route: string, work: () => Promise<Response>): Promise<Response> {
  const end = metrics().requestSeconds.startTimer({ route });
  try {
    const answer = await work();
    end({ status: String(answer.status) });
    return answer;
  } catch (error) {
    const away = isStorageAway(error);
    const code = randomUUID().slice(0, 8);
    log()[away ? 'warn' : 'error']({ err: error, code, route }, 'a request failed');
    const answer = problemResponse(away ? unavailable : { kind: 'internal', reason: `It was logged under ${code}.` });
    end({ status: String(answer.status) });
    return answer;
  }
}
