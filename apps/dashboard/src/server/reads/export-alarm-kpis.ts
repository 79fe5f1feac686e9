import { type AlarmKpis, ok } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import type { NamedAlarmKpis } from '../../features/kpi/named-kpis.ts';
import { csvText } from '../csv.ts';
import { readNamedAlarmKpis } from './alarm-kpis.ts';
import type { Read } from './read.ts';

type Cell = string | number;

/** The figures of a period as CSV: figure, name, value, target and limit with their sources. Shares are 0 to 1, times UTC. */
export async function exportAlarmKpis(
  context: Context,
  asked: { readonly siteId?: string | undefined; readonly from: number; readonly to: number },
): Promise<Read<string>> {
  const found = await readNamedAlarmKpis(context, asked);
  if (!found.ok) return found;
  const lines = [...figures(found.value.kpis), ...named(found.value), ...slots(found.value.kpis)];
  const text = lines.map((cells) => cells.map((cell) => (typeof cell === 'number' ? cell : csvText(cell))).join(','));
  return ok(`figure,name,value,target,target source,limit,limit source\r\n${text.join('\r\n')}\r\n`);
}

const iso = (at: number): string => new Date(at).toISOString();

function figures({ from, to, annunciated, late, figures: all, mix, answers }: AlarmKpis): readonly (readonly Cell[])[] {
  return [
    ['period', `${iso(from)}/${iso(to)}`, annunciated],
    ['late', 'found in late data, not counted', late],
    ['own downtime', 'not known', ''],
    ...all.map(({ id, value, target, limit }): Cell[] => [
      ...[id, '', value, target.value, target.source],
      ...[limit?.value ?? '', limit?.source ?? ''],
    ]),
    ...mix.map((one): Cell[] => ['priority share', one.priority, one.share]),
    ...answers.flatMap((one): Cell[][] => [
      ['acknowledged within (s), p50', one.priority, one.p50Seconds ?? ''],
      ['acknowledged within (s), p90', one.priority, one.p90Seconds ?? ''],
      ['not acknowledged at the end', one.priority, one.waiting],
    ]),
  ];
}

function named({ kpis, subjects, sites }: NamedAlarmKpis): readonly (readonly Cell[])[] {
  const name = (one: { readonly ruleId: string }) => {
    const subject = subjects[one.ruleId];
    return subject ? `${subject.name} (${subject.ruleType})` : one.ruleId;
  };
  return [
    ...kpis.top.map((one): Cell[] => ['top 10', name(one), one.count]),
    ...kpis.chattering.map((one): Cell[] => ['chattering', name(one), one.count]),
    ...kpis.fleeting.map((one): Cell[] => ['fleeting', name(one), one.count]),
    ...kpis.standing.map((one): Cell[] => ['standing since', name(one), iso(one.since)]),
    ...kpis.floods.map((one): Cell[] => ['flood', `${iso(one.from)}/${iso(one.to)}`, one.alarms]),
    ...kpis.perSite.map((one): Cell[] => [
      'site',
      sites.find((site) => site.id === one.siteId)?.name ?? one.siteId,
      one.annunciated,
    ]),
  ];
}

const slots = ({ from, tenMinutes: { slotSeconds, counts } }: AlarmKpis): readonly (readonly Cell[])[] =>
  counts.map((count, slot): Cell[] => ['ten minutes from', iso(from + slot * slotSeconds * 1000), count]);
