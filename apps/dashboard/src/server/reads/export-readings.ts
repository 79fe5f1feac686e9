import { ok, type Reading } from '@wachter/core';
import { unitSymbol } from '@wachter/core/quantity/format';
import { quantityById } from '@wachter/core/quantity/index';
import { auditForbidden } from '@wachter/services/audit/refused';
import type { Context } from '@wachter/services/context';
import { csvText } from '../csv.ts';
import { type Period, readRaw } from './history.ts';
import { mayRead, type Read } from './read.ts';

export interface ReadingExport {
  readonly fileName: string;
  /** Pieces of CSV, the header first. */
  readonly pieces: AsyncIterable<string>;
}

const header =
  'tag,source time (UTC),source time (site),received (UTC),value,unit,quality,reason,original value,original unit\r\n';

/** All readings of a point in a period as CSV, streamed. Numbers stay numbers; times in UTC and in the site's zone. */
export async function exportReadings(
  context: Context,
  what: Period & { readonly pointId: number },
): Promise<Read<ReadingExport>> {
  const probe = await readRaw(context, { ...what, limit: 1 });
  if (!probe.ok) return probe;
  const point = await context.store.site.point(what.pointId);
  const may = mayRead(context, 'reading.export', { kind: 'reading', id: what.pointId, siteId: point?.siteId });
  if (!may.ok) {
    await auditForbidden(context, may.error);
    return may;
  }
  const quantity = point?.quantity ? quantityById(point.quantity) : null;
  const site = (await context.store.site.sites()).find((one) => one.id === point?.siteId);
  const line = lineOf({
    tag: csvText(point?.tag ?? ''),
    unit: csvText(quantity ? unitSymbol(quantity) : ''),
    timeZone: site?.timeZone ?? 'UTC',
  });
  const { store } = context;
  async function* pieces() {
    yield header;
    for await (const readings of store.history.stream(what.pointId, what.from, what.to)) yield readings.map(line).join('');
  }
  return ok({ fileName: `${(point?.tag ?? 'point').replace(/[^a-z0-9._-]+/g, '-')}.csv`, pieces: pieces() });
}

function lineOf({ tag, unit, timeZone }: { readonly tag: string; readonly unit: string; readonly timeZone: string }) {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return ({ value, quality, observedAt, receivedAt, original }: Reading): string =>
    `${[
      tag,
      new Date(observedAt).toISOString(),
      `"${local.format(observedAt)} ${timeZone}"`,
      new Date(receivedAt).toISOString(),
      value,
      unit,
      quality.level,
      quality.reason,
      original?.value ?? '',
      original ? csvText(original.unit) : '',
    ].join(',')}\r\n`;
}
