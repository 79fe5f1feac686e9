import { ok } from '@wachter/core';
import { z } from 'zod';
import { readDevices } from '../reads/devices.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { Limit, Next, noBody, none, Time, time, timeOrNull } from './fields.ts';

const DeviceField = z.object({
  id: z.string(),
  name: z.string(),
  siteId: z.string().nullable(),
  locationId: z.string().nullable(),
  parentId: z.string().nullable(),
  dialect: z.string(),
  status: z.enum(['new', 'approved', 'ignored', 'blocked']),
  model: z.string().nullable(),
  firmware: z.string().nullable(),
  firstSeenAt: Time,
  lastSeenAt: Time.nullable(),
  isOnline: z.boolean().nullable(),
  skewMs: z.number().nullable().describe('Clock of the device minus ours; positive = ahead.'),
  messages: z.number(),
  readings: z.number(),
  duplicates: z.number(),
  quarantined: z.number(),
  lost: z.number(),
});

export const devices = defineEndpoint({
  id: 'listDevices',
  method: 'GET',
  path: '/devices',
  summary: 'Devices with what is known of their conversation with us, by id.',
  scope: 'read:devices',
  params: none,
  query: z.object({ cursor: z.string().max(200).optional(), limit: Limit, status: DeviceField.shape.status.optional() }),
  body: noBody,
  answer: z.object({ devices: z.array(DeviceField), next: Next }),
  run: async (context, { query }) => {
    const found = await readDevices(context);
    if (!found.ok) return found;
    const after = found.value
      .filter(({ device }) => query.status === undefined || device.status === query.status)
      .sort((a, b) => (a.device.id < b.device.id ? -1 : 1))
      .filter(({ device }) => query.cursor === undefined || device.id > query.cursor);
    const page = after.slice(0, query.limit);
    return ok({
      devices: page.map(({ device, state }) => ({
        id: device.id,
        name: device.name,
        siteId: device.siteId,
        locationId: device.locationId,
        parentId: device.parentId,
        dialect: device.dialect,
        status: device.status,
        model: device.model,
        firmware: device.firmware,
        firstSeenAt: time(device.firstSeenAt),
        lastSeenAt: timeOrNull(state?.lastSeenAt ?? null),
        isOnline: state?.isOnline ?? null,
        skewMs: state?.skewMs ?? null,
        messages: state?.messages ?? 0,
        readings: state?.readings ?? 0,
        duplicates: state?.duplicates ?? 0,
        quarantined: state?.quarantined ?? 0,
        lost: state?.lost ?? 0,
      })),
      next: after.length > page.length ? (page.at(-1)?.device.id ?? null) : null,
    });
  },
});
