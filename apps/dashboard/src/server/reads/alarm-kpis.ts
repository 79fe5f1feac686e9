import { ok } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import { readAlarmKpis } from '@wachter/services/kpi/read-alarm-kpis';
import type { NamedAlarmKpis } from '../../features/kpi/named-kpis.ts';
import type { Read } from './read.ts';
import { subjectNamer } from './rule-subjects.ts';
import { readSiteModel } from './site-model.ts';

interface KpiQuestion {
  readonly siteId?: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** The figures of a period, and the names of what they speak of. */
export async function readNamedAlarmKpis(context: Context, asked: KpiQuestion): Promise<Read<NamedAlarmKpis>> {
  const found = await readAlarmKpis(context, asked);
  if (!found.ok) return found;
  const model = await readSiteModel(context);
  if (!model.ok) return model;
  const rules = await context.store.site.rules();
  const types = new Map(rules.map((rule) => [rule.id, rule.type]));
  const { top, chattering, fleeting, standing } = found.value;
  const nameOf = subjectNamer(model.value);
  const subjects = [...top, ...chattering, ...fleeting, ...standing].map(
    (one) => [one.ruleId, { ...nameOf(one), ruleType: types.get(one.ruleId) ?? '' }] as const,
  );
  return ok({ kpis: found.value, subjects: Object.fromEntries(subjects), sites: model.value.sites });
}
