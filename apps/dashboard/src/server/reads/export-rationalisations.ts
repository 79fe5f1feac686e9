import { ok } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import type { RationalisationRow } from '../../features/rationalisation/rationalisation-view.ts';
import { csvText } from '../csv.ts';
import { readRationalisations } from './rationalisations.ts';
import type { Read } from './read.ts';

const heading = [
  ...['rule', 'subject', 'type', 'status', 'priority', 'respond within (min)'],
  ...['decided at', 'by', 'approved by', 'why', 'consequence', 'proposed', 'deviation', 'review at'],
].join(',');

/** The newest record of every rule that is switched on, and those without one. Times UTC. */
export async function exportRationalisations(context: Context): Promise<Read<string>> {
  const found = await readRationalisations(context);
  if (!found.ok) return found;
  return ok(`${heading}\r\n${found.value.rows.map(lineOf).join('\r\n')}\r\n`);
}

const iso = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString());

function lineOf({
  ruleId,
  name,
  ruleType,
  status,
  priority,
  respondWithinMinutes,
  records: [newest],
}: RationalisationRow): string {
  return [
    ...[csvText(ruleId), csvText(name), csvText(ruleType), csvText(status), csvText(priority), respondWithinMinutes ?? ''],
    ...[iso(newest?.at), csvText(newest?.by ?? ''), csvText(newest?.approvedBy ?? ''), csvText(newest?.why ?? '')],
    ...[newest?.consequence ?? '', newest?.proposed ?? '', csvText(newest?.deviation ?? ''), iso(newest?.reviewAt)],
  ].join(',');
}
