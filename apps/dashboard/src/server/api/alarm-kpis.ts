import { type AlarmKpis, type AlarmSource, ok, type SlotSeries } from '@wachter/core';
import { readAlarmKpis } from '@wachter/services/kpi/read-alarm-kpis';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { instantOf, noBody, none, Priority, Time, time, timeOrNull } from './fields.ts';

const SpreadField = z.object({
  mean: z.number(),
  p50: z.number(),
  p90: z.number(),
  p99: z.number(),
  peak: z.number(),
  peakAt: Time.nullable(),
});
const SeriesField = z.object({ slotSeconds: z.number(), counts: z.array(z.number()), spread: SpreadField });
const BoundField = z.object({ value: z.number(), source: z.enum(['EEMUA 191', 'ISA-18.2', 'published practice', 'site']) });
const source = {
  siteId: z.string(),
  ruleId: z.string(),
  pointId: z.number().nullable(),
  deviceId: z.string().nullable(),
};
const NuisanceField = z.object({ ...source, count: z.number(), lastAt: Time });

export const AlarmKpisField = z.object({
  from: Time,
  to: Time,
  annunciated: z.number().describe('Raised, came back or got worse: each is one.'),
  late: z.number().describe('Found in data that came late; not counted as annunciated.'),
  figures: z.array(
    z.object({
      id: z.string(),
      value: z.number().describe('Shares are 0 to 1.'),
      target: BoundField,
      limit: BoundField.nullable(),
      verdict: z.enum(['within', 'above-target', 'above-limit']),
    }),
  ),
  tenMinutes: SeriesField,
  hours: SeriesField,
  days: SeriesField,
  floods: z.array(z.object({ from: Time, to: Time, alarms: z.number() })),
  top: z.array(z.object({ ...source, count: z.number(), share: z.number() })),
  chattering: z.array(NuisanceField),
  fleeting: z.array(NuisanceField),
  standing: z.array(z.object({ ...source, alarmId: z.string(), priority: Priority, since: Time })),
  mix: z.array(z.object({ priority: Priority, count: z.number(), share: z.number() })),
  answers: z.array(
    z.object({
      priority: Priority,
      annunciated: z.number(),
      acknowledged: z.number(),
      waiting: z.number(),
      p50Seconds: z.number().nullable(),
      p90Seconds: z.number().nullable(),
    }),
  ),
  perSite: z.array(z.object({ siteId: z.string(), annunciated: z.number() })),
  ownDowntime: z.literal('not known').describe('Wachter keeps no record of when its own ingestor was not running.'),
});

const seriesField = ({ slotSeconds, counts, spread }: SlotSeries): z.input<typeof SeriesField> => ({
  slotSeconds,
  counts: [...counts],
  spread: { ...spread, peakAt: timeOrNull(spread.peakAt) },
});
const sourceField = ({ siteId, ruleId, pointId, deviceId }: AlarmSource) => ({ siteId, ruleId, pointId, deviceId });
const nuisanceField = (one: AlarmKpis['chattering'][number]): z.input<typeof NuisanceField> => ({
  ...sourceField(one),
  count: one.count,
  lastAt: time(one.lastAt),
});

const alarmKpisField = (kpis: AlarmKpis): z.input<typeof AlarmKpisField> => ({
  from: time(kpis.from),
  to: time(kpis.to),
  annunciated: kpis.annunciated,
  late: kpis.late,
  figures: kpis.figures.map(({ id, value, target, limit, verdict }) => ({ id, value, target, limit, verdict })),
  tenMinutes: seriesField(kpis.tenMinutes),
  hours: seriesField(kpis.hours),
  days: seriesField(kpis.days),
  floods: kpis.floods.map(({ from, to, alarms }) => ({ from: time(from), to: time(to), alarms })),
  top: kpis.top.map((actor) => ({ ...sourceField(actor), count: actor.count, share: actor.share })),
  chattering: kpis.chattering.map(nuisanceField),
  fleeting: kpis.fleeting.map(nuisanceField),
  standing: kpis.standing.map((one) => ({
    ...sourceField(one),
    alarmId: one.alarmId,
    priority: one.priority,
    since: time(one.since),
  })),
  mix: [...kpis.mix],
  answers: [...kpis.answers],
  perSite: [...kpis.perSite],
  ownDowntime: 'not known',
});

export const alarmKpis = defineEndpoint({
  id: 'readAlarmKpis',
  method: 'GET',
  path: '/alarm-kpis',
  summary:
    'Alarm figures of a period beside their targets. Targets are for one operator; one figure must not be multiplied into daily quotas.',
  scope: 'read:alarms',
  params: none,
  query: z.object({ siteId: z.uuid().optional(), from: Time, to: Time }),
  body: noBody,
  answer: AlarmKpisField,
  run: async (context, { query: { siteId, from, to } }) => {
    const found = await readAlarmKpis(context, { siteId, from: instantOf(from), to: instantOf(to) });
    return found.ok ? ok(alarmKpisField(found.value)) : found;
  },
});
