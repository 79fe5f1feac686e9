import { ok } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import { readDrill } from '@wachter/services/oncall/read-drill';
import { csvText } from '../csv.ts';
import type { Read } from './read.ts';

const iso = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());
const seconds = (from: number, to: number | null): string => (to === null ? '' : ((to - from) / 1000).toFixed(1));

/** The ways of a drill as CSV, one a line; times UTC, durations in seconds from its start. Whom nothing reached is in it, without a channel. */
export async function exportDrill(context: Context, id: string): Promise<Read<string>> {
  const found = await readDrill(context, { id });
  if (!found.ok) return found;
  const { hops, unreached, startedAt, startedBy } = found.value;
  const lines = [
    ...hops.map((hop) => [
      ...[hop.person ?? '', hop.channel, hop.state, String(hop.attempts)],
      ...[iso(hop.sentAt), seconds(startedAt, hop.sentAt)],
      ...[iso(hop.acknowledgedAt), seconds(startedAt, hop.acknowledgedAt), hop.failure ?? ''],
    ]),
    ...unreached.map((name) => [name, '', 'unreached', '0', '', '', '', '', '']),
  ].map((cells) => [iso(startedAt), startedBy, ...cells].map(csvText).join(','));
  const head = 'started,started by,person,channel,state,attempts,sent,sent after (s),acknowledged,acknowledged after (s),failure';
  return ok(`${head}\r\n${lines.join('\r\n')}\r\n`);
}
