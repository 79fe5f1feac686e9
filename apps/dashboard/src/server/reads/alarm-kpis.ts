import { type AlarmSource, ok, type SiteModel } from '@wachter/core';
import { subjectName } from '@wachter/core/alarm/describe';
import { roomOf } from '@wachter/core/site/room-summary';
import type { Context } from '@wachter/services/context';
import { readAlarmKpis } from '@wachter/services/kpi/read-alarm-kpis';
import type { KpiSubject, NamedAlarmKpis } from '../../features/kpi/named-kpis.ts';
import type { Read } from './read.ts';
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
  const nameOf = namer(model.value);
  const subjects = [...top, ...chattering, ...fleeting, ...standing].map(
    (one) => [one.ruleId, { ...nameOf(one), ruleType: types.get(one.ruleId) ?? '' }] as const,
  );
  return ok({ kpis: found.value, subjects: Object.fromEntries(subjects), sites: model.value.sites });
}

function namer(model: SiteModel): (source: AlarmSource) => Pick<KpiSubject, 'name' | 'path'> {
  const points = new Map(model.points.map((point) => [point.id, point]));
  const devices = new Map(model.devices.map((device) => [device.id, device]));
  const locations = new Map(model.locations.map((location) => [location.id, location]));
  return ({ pointId, deviceId }) => {
    const point = pointId === null ? null : (points.get(pointId) ?? null);
    const device = deviceId === null ? null : (devices.get(deviceId) ?? null);
    const locationId = point?.locationId ?? device?.locationId ?? null;
    const location = locations.get(roomOf(model, locationId) ?? locationId ?? '') ?? null;
    const path = point ? `/points/${point.id}` : device ? `/devices/${encodeURIComponent(device.id)}` : null;
    return { name: subjectName({ point, device, location }) || String(pointId ?? deviceId ?? ''), path };
  };
}
