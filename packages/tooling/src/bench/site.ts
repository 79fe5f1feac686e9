import { quantityById } from '@wachter/core';
import { defaultRuleValues } from '@wachter/services/rule/defaults';
import pg from 'pg';

/** The measured site: devices of the native protocol, each with the same channels, guarded by the rules that points get by default. */
export const site = { devices: 100, channels: 20, prefix: 'load', quantity: 'inlet-temperature' } as const;

/** Points that raise alarms on purpose, of one device. */
export const probes = { device: 'probe', channels: 60, limit: 40 } as const;

const siteId = '00000000-0000-7000-8000-000000000001';
const text = pg.escapeLiteral;

const rulesOf = (type: string, params: unknown, priority: string, which: string): string => `
  INSERT INTO rule (id, site_id, type, point_id, params, priority)
  SELECT gen_random_uuid(), '${siteId}', ${text(type)}, id, ${text(JSON.stringify(params))}, ${text(priority)} FROM point WHERE ${which}`;

/** Longer than any run: silence of points that a part does not use must not become alarms in the middle of it. */
const silentAfterSeconds = 7_200;

function defaultRulesOfPoints(): readonly string[] {
  const quantity = quantityById(site.quantity);
  if (!quantity) throw new Error(`the catalogue has no ${site.quantity}`);
  return defaultRuleValues(quantity, silentAfterSeconds).map(({ type, params, priority }) =>
    rulesOf(type, params, priority, `device_id <> ${text(probes.device)}`),
  );
}

const devices = `
  INSERT INTO device (id, site_id, dialect, name, status, approved_at, approved_by)
  SELECT id, '${siteId}', 'native', id, 'approved', now(), 'bench'
  FROM (SELECT ${text(`${site.prefix}-`)} || n AS id FROM generate_series(1, ${site.devices}) n UNION ALL SELECT ${text(probes.device)}) d`;

const points = (device: string, channel: string, count: number) => `
  INSERT INTO point (tag, name, site_id, device_id, channel, quantity, interval_seconds, stale_seconds, status)
  SELECT d.id || '.' || ${text(channel)} || n, d.id || ' ' || n, '${siteId}', d.id, ${text(channel)} || n, ${text(site.quantity)}, 10, 180, 'active'
  FROM device d, generate_series(0, ${count - 1}) n WHERE d.id LIKE ${text(device)} ORDER BY n, d.id`;

/** The probe's alarms come and go on purpose, every few seconds: held as chatter they would not be told. */
const calm = `INSERT INTO alarm_settings (site_id, settings) VALUES ('${siteId}', '{"chatter":{"transitions":20,"withinSeconds":10}}')`;

/** Fills an empty, migrated database. */
export const siteSql: readonly string[] = [
  `INSERT INTO site (id, slug, name, time_zone) VALUES ('${siteId}', 'bench', 'Bench', 'Europe/Amsterdam')`,
  calm,
  devices,
  points(`${site.prefix}-%`, 'c', site.channels),
  points(probes.device, 'p', probes.channels),
  ...defaultRulesOfPoints(),
  rulesOf(
    'limit',
    { high: { critical: probes.limit }, hysteresis: 1, dwellSeconds: 0, holdOffSeconds: 0 },
    'high',
    `device_id = ${text(probes.device)}`,
  ),
];

/** Two of the same device as tags: those of the next two channels. */
const next = (step: number) => `device_id || '.c' || ((substr(channel, 2)::int + ${step}) % ${site.channels})`;

const rulesWithTags = (type: string, params: string): string => `
  INSERT INTO rule (id, site_id, type, point_id, params, priority)
  SELECT gen_random_uuid(), '${siteId}', ${text(type)}, id, ${params}, 'medium' FROM point WHERE device_id <> ${text(probes.device)}`;

/** The measured site with five rules a point, two of which need the values of other points: some ten thousand in all. */
export const guardedSiteSql: readonly string[] = [
  ...siteSql,
  rulesOf('rate', { windowSeconds: 900, warning: 8, critical: 15 }, 'medium', `device_id <> ${text(probes.device)}`),
  rulesWithTags(
    'disagreement',
    `jsonb_build_object('others', jsonb_build_array(${next(1)}, ${next(2)}), 'warning', 6, 'dwellSeconds', 60)`,
  ),
  rulesWithTags(
    'expression',
    `jsonb_build_object('expression', 'value > 35 && other > 35 || value - other > 8', 'inputs', jsonb_build_object('other', ${next(1)}))`,
  ),
];

/** Broker accounts: the devices, the ingestor, and the pipeline it is compared with. */
export const accounts = {
  devices: [...Array.from({ length: site.devices }, (_, index) => `${site.prefix}-${index + 1}`), probes.device],
  readers: ['wachter-ingestor', 'per-message'],
} as const;
