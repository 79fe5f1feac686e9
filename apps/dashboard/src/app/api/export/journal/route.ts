import { parseQuery } from '../../../../server/api/answer.ts';
import { JournalFilterField, journalFilter } from '../../../../server/api/journal.ts';
import { csvResponse } from '../../../../server/csv-response.ts';
import { atEdge } from '../../../../server/edge.ts';
import { problemResponse } from '../../../../server/problem.ts';
import { exportJournal } from '../../../../server/reads/export-journal.ts';
import { requestContext } from '../../../../server/request-context.ts';

/** The journal as a CSV file, last recorded first, streamed as it is read. It is asked like `/api/v1/journal`. */
export const GET = (request: Request): Promise<Response> =>
  atEdge('/api/export/journal', async () => {
    const context = await requestContext(request);
    if (!context.ok) return problemResponse(context.error);
    const asked = parseQuery(JournalFilterField, new URL(request.url).searchParams);
    if (!asked.ok) return problemResponse(asked.error);
    const found = await exportJournal(context.value, journalFilter(asked.value));
    return found.ok ? csvResponse(found.value, 'alarm-journal.csv') : problemResponse(found.error);
  });
