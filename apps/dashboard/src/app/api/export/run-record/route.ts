import { printRun } from '@wachter/services/power/print-run';
import { isLocale } from '../../../../i18n/messages.ts';
import { atEdge } from '../../../../server/edge.ts';
import { pdfResponse, printDocument } from '../../../../server/print.ts';
import { problemResponse } from '../../../../server/problem.ts';
import { requestContext } from '../../../../server/request-context.ts';

/** The record of a run of emergency power as PDF/A. */
export const GET = (request: Request): Promise<Response> =>
  atEdge('/api/export/run-record', async () => {
    const context = await requestContext(request);
    if (!context.ok) return problemResponse(context.error);
    const asked = new URL(request.url).searchParams;
    const text = (name: string) => asked.get(name) ?? '';
    const language = text('language');
    const document = await printRun(context.value, {
      siteId: text('site'),
      runId: text('id'),
      language: isLocale(language) ? language : 'en',
    });
    if (!document.ok) return problemResponse(document.error);
    const printed = await printDocument(document.value);
    return printed.ok ? pdfResponse(printed.value, 'run-record.pdf') : problemResponse(printed.error);
  });
